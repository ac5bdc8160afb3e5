"""What a promise is measured against: reference values that the campaign and the model fitted to the casebook must share."""

from __future__ import annotations

OBLIGATION = 3.5
"""The pacts behind the base rates promise help "as deemed necessary" (3) or "all aid" (4)."""
INTENSITY = 0.5
"""Scale of attack between `limited` and the middle of the range, as the evidence entry states."""
GREAT_POWER = 0.5
"""Chosen: about half of the tests on record had a great power on the other side."""
CROWD_OF_MULTILATERAL = 0.8
"""1 - 1/n of a pact of five, a usual size; the evidence on crowds is scaled by the same number."""
MULTILATERAL_SHARE = 42.0 / 146.0
"""Of the tests behind the base rates; Berkemeier and Fuhrmann 2018."""
SCALES = {"grey": 0.05, "probe": 0.15, "limited": 0.5, "full": 1.0}
"""Intensity of each attack option, as the shipped scenarios have it (chosen there)."""
