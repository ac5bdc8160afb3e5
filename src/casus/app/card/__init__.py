"""A card: one claim, what a study says of it and how far that can be trusted, in one picture for a reader who has a minute."""
