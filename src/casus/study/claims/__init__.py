"""Claims that somebody made, each tested as a hypothesis over a study that was already played."""
