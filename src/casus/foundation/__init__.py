"""What every other part stands on: errors, positions in files, units, closed records. Knows no model."""
