"""Tables, charts and maps: what a study found, as people read it."""
