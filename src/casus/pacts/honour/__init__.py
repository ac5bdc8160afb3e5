"""The fitted model of kept promises."""
