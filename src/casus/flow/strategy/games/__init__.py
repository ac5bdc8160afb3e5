"""Small games with known answers, for checking the lenses and for teaching; see `catalogue`."""
