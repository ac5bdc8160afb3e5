"""Recorded deployments in; predicted against observed days, their coverage and error, and the same for two rivals out.

The days are those of the kernel that moves forces in every campaign. The order's date is given, so that nothing is scored here
but the way: notice, permission, lift, crossing, entry point, reception. Errors are natural logarithms of the median over the
observed day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from casus.backtest.deployment_case import (
    Deployed,
    Observed,
    predicted_days,
    read_cases,
    seen_brigades,
)
from casus.backtest.drawn import evidence_drawn
from casus.backtest.scorecard import Bar, Scorecard, Settings
from casus.backtest.scores import crps, inside, skill
from casus.backtest.series import shipped
from casus.evidence.distribution import Floats
from casus.flow.scenario.read import read_scenario

ID = "deployments"
TITLE = "Recorded deployments, 1950-2025: predicted against observed days"
DATA = "deployments.yaml"
NEEDS = None

CARRIER = "tutorial"  # a scenario that lends what a deployment does not read
CENTRAL_SHARE = 0.8
RIGHT_SHARE = 0.85  # chosen, as for `positional`: how often at least a right 80 % interval clears the bar on coverage
MOST_ERROR = 0.35  # of the issue that asked for this case: within a factor of 1.42 for half of the days
LEAST_OTHERS = 3  # a line and a spread about it need three points
AXIS = "days from the order or the departure (log scale); blue: predicted 80 % interval and median"
RIVAL_SAMPLE = (np.arange(400) + 0.5) / 400  # chosen: even probabilities, enough that the score does not move


@dataclass(frozen=True)
class Scored:
    """One observation with what was predicted for it."""

    case: Deployed
    seen: Observed
    days: Floats

    @property
    def name(self) -> str:
        """Name within the file."""
        return f"{self.case.id}-{self.seen.id}"

    @property
    def brigades(self) -> float:
        """How much had come."""
        return seen_brigades(self.case, self.seen)

    @property
    def log_error(self) -> float:
        """Logarithm of the median over the observed day: above nought where the model is too slow."""
        return float(np.log(np.median(self.days) / self.seen.middle_days))


def run(settings: Settings) -> Scorecard:
    """Move the force of each case, and compare with when it was there."""
    scored = list(_scored(settings))
    errors = np.array([each.log_error for each in scored])
    ours, rivals = _crps([np.log(each.days) for each in scored], scored), _rivals(scored)
    score = {
        "coverage": float(np.mean([_is_inside(each) for each in scored])),
        "median_abs_log_error": float(np.median(np.abs(errors))),
        "median_log_error": float(np.median(errors)),
        "skill": skill(ours, min(rival["crps"] for rival in rivals.values())),
        **_parts(scored),
        **{f"days_{each.name}": float(np.median(each.days)) for each in scored},
    }
    low, high = honest_coverage(len(scored))
    return Scorecard(
        id=ID,
        title=TITLE,
        n=len(scored),
        of="days",
        score=score,
        baseline={f"{key}_{name}": value for name, rival in rivals.items() for key, value in rival.items()},
        bars=(
            Bar("share of the days inside the 80 % interval", score["coverage"], low, high),
            Bar("median absolute log error", score["median_abs_log_error"], high=MOST_ERROR),
            Bar("skill against the better of two rivals that know the other cases", score["skill"], low=0.0),
        ),
        reading=tuple(_reading(scored)),
        sources=("works named in deployments.yaml, mostly press read at the time (sections 4 and 6.1 of the notes)",),
        rows=list(_rows(scored)),
    )


def honest_coverage(n: int) -> tuple[float, float]:
    """The range, even on both sides, in which a right 80 % interval has its share of n independent days in 85 of 100 records."""
    from scipy.stats import binom

    out = (1.0 - RIGHT_SHARE) / 2.0
    low, high = binom.ppf([out, 1.0 - out], n, CENTRAL_SHARE) / n
    return float(low), float(high)


def _scored(settings: Settings) -> Iterator[Scored]:
    carrier = read_scenario(CARRIER)
    build = evidence_drawn("deployment-standing-build-days", 0, settings)
    for case in read_cases(settings.data or shipped(DATA)):
        for (_, days), seen in zip(predicted_days(case, carrier, settings).items(), case.observed, strict=True):
            yield Scored(case, seen, np.maximum(days, build) if case.standing else days)


def _is_inside(each: Scored) -> bool:
    return inside(each.days, each.seen.middle_days, CENTRAL_SHARE)


def _parts(scored: list[Scored]) -> dict[str, float]:
    """Coverage and error where the day was read in a source, and where a force moved and was not built up."""
    parts = {
        "seen": [each for each in scored if each.seen.mark == "seen"],
        "moved": [each for each in scored if not each.case.standing],
    }
    return {
        f"{key}_{name}": value
        for name, some in parts.items()
        if some
        for key, value in _coverage_and_error(some).items()
    }


def _coverage_and_error(scored: list[Scored]) -> dict[str, float]:
    return {
        "coverage": float(np.mean([_is_inside(each) for each in scored])),
        "median_abs_log_error": float(np.median([abs(each.log_error) for each in scored])),
    }


# --- rivals -----------------------------------------------------------------------------------------------------------

Guess = Callable[[list[Scored], Scored], Floats]
"""A rival: log days of an observation as a sample, from those of the other cases."""


def any_deployment(others: list[Scored], _each: Scored) -> Floats:
    """One lognormal for all deployments."""
    logs = _log_days(others)
    return _normal(float(logs.mean()), float(logs.std(ddof=1)))


def by_size(others: list[Scored], each: Scored) -> Floats:
    """A power of the brigades that had come, fitted by least squares, with the errors about it."""
    x, y = np.log([other.brigades for other in others]), _log_days(others)
    slope = float(np.cov(x, y)[0, 1] / np.var(x, ddof=1)) if np.var(x) > 0.0 else 0.0
    middle = float(y.mean() + slope * (np.log(each.brigades) - x.mean()))
    spread = float(np.sqrt(np.sum((y - y.mean() - slope * (x - x.mean())) ** 2) / (len(y) - 2)))
    return _normal(middle, spread)


RIVALS: dict[str, Guess] = {"any_deployment": any_deployment, "by_size": by_size}
"""What the model must beat; both know how long other deployments took, and nothing of how they travelled."""


def _normal(middle: float, spread: float) -> Floats:
    from scipy.special import ndtri

    sample: Floats = middle + spread * ndtri(RIVAL_SAMPLE)
    return sample


def _log_days(scored: list[Scored]) -> Floats:
    return np.log([each.seen.middle_days for each in scored])


def _rivals(scored: list[Scored]) -> dict[str, dict[str, float]]:
    """Score of each rival, whose day for an observation knows nothing of its own case; not a number where too few others are."""
    found = {}
    for name, guess in RIVALS.items():
        samples = [_from_others(guess, scored, each) for each in scored]
        middles = np.array([np.median(sample) for sample in samples])
        covered = [inside(s, np.log(each.seen.middle_days)) for s, each in zip(samples, scored, strict=True)]
        found[name] = {
            "coverage": float(np.mean(covered)),
            "median_abs_log_error": float(np.median(np.abs(middles - _log_days(scored)))),
            "crps": _crps(samples, scored),
        }
    return found


def _from_others(guess: Guess, scored: list[Scored], each: Scored) -> Floats:
    others = [other for other in scored if other.case.id != each.case.id]
    return guess(others, each) if len(others) >= LEAST_OTHERS else np.array([np.nan])


def _crps(samples: list[Floats], scored: list[Scored]) -> float:
    """Mean score of samples of log days."""
    return float(np.mean([crps(s, float(y)) for s, y in zip(samples, _log_days(scored), strict=True)]))


# --- words and picture ------------------------------------------------------------------------------------------------


def _reading(scored: list[Scored]) -> Iterator[str]:
    cases = len({each.case.id for each in scored})
    errors = {each.name: each.log_error for each in scored}
    worst = max(errors, key=lambda name: abs(errors[name]))
    slow = sum(error > 0.0 for error in errors.values())
    yield (
        "The error is the natural logarithm of the predicted median over the observed day, 0.35 being a factor of 1.42; of a range "
        "of days the middle is scored."
    )
    yield (
        f"The model is too slow in {slow} of {len(scored)}, most wrong about '{worst}' by a factor of "
        f"{np.exp(abs(errors[worst])):.2g}."
    )
    yield (
        "The rivals are one lognormal for all deployments and a power of the number of brigades, both from the days of the "
        "other cases. 'skill' is the share of the better one's mean CRPS on log days that is saved."
    )
    yield (
        f"Weak: {len(scored)} days of {cases} deployments are not as many independent ones. What was not stated ("
        "notice, capacity of the way in) is chosen. Some evidence on notice, draw and ferries is from these cases."
    )
    if any(each.case.standing for each in scored):
        yield (
            "A brigade that comes to stay is predicted by what another enlargement took, not by its journey, over in "
            "weeks."
        )


def _rows(scored: list[Scored]) -> Iterator[dict[str, Any]]:
    for each in scored:
        low, middle, high = np.quantile(each.days, [0.1, 0.5, 0.9])
        first, last = each.seen.days
        yield {
            "what": f"{each.case.id}: {each.seen.what}",
            "low_days": round(float(low), 3),
            "median_days": round(float(middle), 3),
            "high_days": round(float(high), 3),
            "first_days": first,
            "observed_days": each.seen.middle_days,
            "last_days": last,
            "known": "observed day, read in a source"
            if each.seen.mark == "seen"
            else "observed day, recalled or judged",
        }


def chart(card: Scorecard) -> Any:
    """Predicted 80 % interval and median of each observation against what was observed."""
    import altair as alt

    from casus.flow.views import palette

    base = alt.Chart(alt.InlineData(values=card.rows)).encode(
        y=alt.Y("what:N", title=None, sort=None, axis=alt.Axis(labelLimit=460, ticks=False))
    )
    days = alt.Scale(type="log", domain=[0.4, 1.1 * max(row["high_days"] for row in card.rows)], nice=False)
    axis = alt.Axis(values=[0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000], format="~g")
    x = alt.X("low_days:Q", title=AXIS, scale=days, axis=axis)
    known = alt.Scale(
        domain=["observed day, read in a source", "observed day, recalled or judged"],
        range=[palette.VERMILLION, palette.ORANGE],
    )
    colour = alt.Color("known:N", scale=known, legend=alt.Legend(title=None, orient="bottom", labelLimit=300))
    bars = base.mark_bar(height=10, color=palette.BLUE, opacity=0.4).encode(x=x, x2="high_days:Q")
    median = base.mark_tick(color=palette.BLUE, thickness=2.5, height=16).encode(x="median_days:Q")
    span = base.mark_rule(strokeWidth=2).encode(x="first_days:Q", x2="last_days:Q", color=colour)
    seen = base.mark_point(filled=True, size=60, opacity=1).encode(x="observed_days:Q", color=colour)
    label = "format(datum.median_days, '.2~r') + ' against ' + format(datum.observed_days, '.3~r') + ' days'"
    text = base.mark_text(align="left", color=palette.QUIET_INK, fontSize=11).encode(
        x=alt.value(552), text=alt.Text("label:N")
    )
    return alt.layer(bars, median, span, seen, text.transform_calculate(label=label)).properties(width=540, height=430)
