"""Robust design: under which observable signposts a design should be strengthened, and what that is worth."""
