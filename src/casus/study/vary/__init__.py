"""Designs in, changed designs out: what a planner might move, one file for each kind of change."""
