"""Small games in extensive form, solved many at a time: describe a `tree`, put numbers to it (`games`), solve (`logit`, `sequential`)."""
