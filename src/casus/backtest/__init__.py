"""Recorded history in, scorecards out: each case predicts what it did not see, and says how far off it was."""
