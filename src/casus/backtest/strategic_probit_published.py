"""What Kenkel and Signorino print of their three fits to the record of currency attacks: which terms, and what came out.

A fit's terms are the keys of what it prints, by quantity of the game; `constant` is a column of ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

CONSTANT = "constant"


@dataclass(frozen=True)
class Printed:
    """One fit as it stands in the article; all three are of the private-information probit."""

    coefficients: Mapping[str, Mapping[str, float]]
    """By quantity of the game and by column."""
    log_likelihood: float
    standard_errors: Sequence[float] = ()
    """In the order of the coefficients, from the second derivatives; empty where the article prints those of a bootstrap."""
    fixed: Mapping[str, float] = field(default_factory=dict)
    """Quantities that were not fitted but set."""


COUNTS = {"no attack": 7152, "devaluation": 42, "defense": 46}
"""Months with each outcome: the status quo, the government concedes, the government resists."""

FIXED_UTILITIES = Printed(
    fixed={"status_quo": 1.0, "concession": -1.0, "resistance": 0.0, "resolve": 1.0},
    coefficients={"log_scale": {CONSTANT: -1.0513}},
    standard_errors=(0.0199,),
    log_likelihood=-646.54,
)
"""Section 3.3, `lebfixed`: the utilities are given, the scale of what is unseen is fitted."""

SCALED = Printed(
    coefficients={
        "status_quo": {"lreserves": 0.2264, "overval": -0.4381},
        "concession": {CONSTANT: -3.0137},
        "resistance": {CONSTANT: -2.8410},
        "resolve": {CONSTANT: -0.0190, "preelec": 1.3690, "realinterest": 1.4943},
        "log_scale": {"prioratt": 0.0427},
    },
    standard_errors=(0.0464, 0.0836, 0.2471, 0.2275, 0.1985, 0.6406, 0.5649, 0.0186),
    log_likelihood=-495.37,
)
"""Section 3.3, `leb3`: few terms, and a scale that differs from case to case."""

LEBLANG = Printed(
    coefficients={
        "status_quo": {
            "capcont": -0.4525,
            "lreserves": 0.2292,
            "overval": -0.4413,
            "creditgrow": -0.0648,
            "USinterest": -0.0505,
            "service": -0.0288,
            "contagion": -0.1159,
            "prioratt": -0.1218,
        },
        "concession": {CONSTANT: -3.6648},
        "resistance": {CONSTANT: -3.1385},
        "resolve": {
            CONSTANT: 0.4269,
            "unifgov": -0.3568,
            "lexports": -0.1997,
            "preelec": 1.6632,
            "postelec": 1.0623,
            "rightgov": -0.9358,
            "realinterest": 1.7955,
            "capcont": 0.0656,
            "lreserves": 0.3099,
        },
    },
    log_likelihood=-482.0155,
)
"""Table 1, `leb1`: Leblang's own terms (2003). The standard errors printed are of 100 bootstrap samples, and not compared."""

LEBLANG_AGENT_LOG_LIKELIHOOD = -482.0
"""Section 4.2, `lebagent`: the same terms with agent error; printed without decimals."""
