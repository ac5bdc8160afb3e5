"""Contributions to zones when the attacker sees the posture and picks the worst axis."""
