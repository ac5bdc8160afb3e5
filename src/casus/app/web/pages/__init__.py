"""What stands where on the page; every part shows a session and hands it what the reader does."""
