"""The guarantee gap: whether help is in place before the line is lost, and what keeps it away."""
