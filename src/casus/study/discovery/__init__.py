"""Scenario discovery: worlds and what happened in them in, the plain conditions under which it happens out."""
