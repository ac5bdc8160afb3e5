"""Published laws, one file each, named after author and year: of ground combat for the campaign, and of air and missiles."""
