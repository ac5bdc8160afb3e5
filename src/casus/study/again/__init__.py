"""A study played again from its own folder: the same bits, or where they differ and why."""
