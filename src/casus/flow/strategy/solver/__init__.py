"""Small games in extensive form, many at a time: describe a `tree`, put numbers to it (`games`), solve (`logit`, `sequential`)."""
