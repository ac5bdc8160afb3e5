"""Studies too large for memory: played in chunks, each counted and kept, so that they can be stopped at any moment and go on."""
