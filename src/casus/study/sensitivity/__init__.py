"""What a result depends on: screening, Sobol indices, a tornado, and what can be read off worlds that were played already."""
