"""Does it deter: the strategic lenses, and the library games that check them."""
