"""What happens: one world played from warning to horizon, in plain scalar code that is compiled and run in parallel."""
