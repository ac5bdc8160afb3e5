"""Which design a study recommends, and how much would have to be different before it recommended another."""
