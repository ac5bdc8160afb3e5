"""What could be true: all chance of a study, drawn before any campaign is played."""
