"""What resulted: campaigns as a dataset with names, units and provenance; kept so that nothing need be rerun."""
