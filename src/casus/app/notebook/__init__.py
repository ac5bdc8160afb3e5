"""Notebooks: how studies, scenarios, pacts, evidence and answers look in one, and their charts as objects."""
