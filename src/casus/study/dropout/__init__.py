"""Guarantors that stay out: who is pivotal, who redundant, and what each pledge is worth."""
