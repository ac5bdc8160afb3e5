"""The records that a scenario's files hold; one module per file, the resolution floor built in."""
