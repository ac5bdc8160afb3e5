"""Words that scenarios use and numbers that the kernel reads for them: a word's code is its place in the tuple."""

from __future__ import annotations

LAWS = ("dupuy1979", "bracken1995", "epstein1985", "biddle2004", "hero1972", "positional2023")
"""Laws of ground combat: five of mobile war, and the positional regime of 2023-26."""

MODES = ("in place", "air", "road", "rail", "sea")
"""How forces come; what crosses a strait or an ocean comes by sea, whatever carries it on land."""

SPECIFICATIONS = (
    "war_all_years", "war_before_1945", "war_since_1945", "war_neighbours", "war_controls", "dispute_all_years",
    "dispute_controls", "conditional_pacts", "rechecked_pacts", "none",
)  # fmt: skip
"""Readings of what a defence pact does to attack; the reference class reads the codes, the kernel does not."""

CODES = {"ground_law": LAWS, "reference_specification": SPECIFICATIONS}
"""The alternatives of each categorical quantity whose words the model knows, by the quantity's name."""
