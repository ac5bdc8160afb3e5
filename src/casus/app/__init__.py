"""Front doors: they choose and show, and never compute."""
