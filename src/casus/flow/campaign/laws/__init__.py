"""Published laws of ground combat behind one interface: a force ratio and a place in, advance and losses out."""
