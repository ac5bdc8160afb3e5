"""A design and a target in, the smallest force with which it reaches the target out; where none does, what binds."""
