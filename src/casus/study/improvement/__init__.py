"""Which changes of a design buy most, in worlds held and in the price of aggression, for a budget."""
