"""The records of a pact as data: its clauses, the pact made of them, and what happened when it was called."""
