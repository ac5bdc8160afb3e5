"""Decision delay by brigades in place in, how often the line holds out; iso-lines, and what an hour and a brigade are worth."""
