"""A study played by many processes or machines: where they are, what they get, what they give back, and what can go wrong."""
