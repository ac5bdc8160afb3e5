"""What it means: numbers over many outcomes, with their uncertainty."""
