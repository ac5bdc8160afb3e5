"""Promises as data: the coded text of a pact and how it reads in plain words."""
