"""The model of kept promises against the casebook, each call left out in turn; and how far help got from word to deed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from casus.backtest.logit import log_loss
from casus.backtest.scorecard import Bar, Scorecard, Settings
from casus.backtest.scores import skill
from casus.evidence.distribution import Floats
from casus.evidence.register import read_register
from casus.foundation.errors import InputError, Problem
from casus.pacts.honour.model import predict
from casus.pacts.honour.terms import FAMILIES, Case, cases
from casus.pacts.read import read_casebook
from casus.pacts.schema.history import Call

ID = "honour"
TITLE = "Promises called: kept or not, each predicted from the others in the casebook"
DATA = None
NEEDS = None

JEFFREYS = 0.5
LOW, HIGH = 0.05, 0.95
BINS = (0.0, 0.35, 0.5, 0.65, 1.0)  # chosen: about five calls in each
READINGS = {"strict": 0.0, "lenient": 1.0}
"""What a promise that was partly kept counts for, in two further readings."""


def run(settings: Settings) -> Scorecard:
    """Predict every call from the others, by family of base rate and with equal weights."""
    if settings.data is not None:
        raise InputError([Problem("takes no --data", hint="add instruments to the casebook instead")])
    known = list(cases(read_casebook()))
    kept = np.array([case.kept for case in known])
    by_family = left_out(known, lambda case, other: case is other)
    chance = by_family.mean(axis=1)
    by_event = left_out(known, lambda case, other: case.event == other.event).mean(axis=1)
    rate = base_rate(known)
    loss, rate_loss, coin = log_loss(chance, kept), log_loss(rate, kept), float(np.log(2.0))
    score = {
        "log_skill": skill(loss, rate_loss),
        "log_skill_event_out": skill(log_loss(by_event, kept), rate_loss),
        "log_loss": loss,
        "brier": float(np.mean((chance - kept) ** 2)),
        **{
            f"log_skill_{family}": skill(log_loss(by_family[:, i], kept), rate_loss)
            for i, family in enumerate(FAMILIES)
        },
        **{f"log_skill_{name}": _skill_read_as(known, share) for name, share in READINGS.items()},
        **{f"p_{name}": share for name, share, _, _ in stages()},
    }
    return Scorecard(
        ID,
        TITLE,
        len(known),
        "calls",
        score,
        {
            "log_loss_base_rate": rate_loss,
            "base_rate": float(kept.mean()),
            "log_loss_coin": coin,
            "log_skill_of_a_coin": skill(coin, rate_loss),
        },
        (
            Bar("log skill over the rate of the other calls", score["log_skill"], low=0.0),
            Bar("log skill where all calls of an event are left out", score["log_skill_event_out"], low=0.0),
        ),
        (
            f"{len(known)} calls are few: dropping one moves the skill by up to {_one_call(known, chance, rate):.2f}. "
            "A promise partly kept counts half; strict and lenient count it as broken and as kept.",
            "log_skill is the share of the base rate's log loss that is saved, the base rate being that of the others (Jeffreys). "
            "That is a weak rival: leaving out a kept promise lowers it and a broken one raises it, so that a coin beats it too. "
            "The four readings of the record are averaged with equal weights; none is picked by its score.",
            f"{_stage_text()} {_full_attacks_text()}",
            "The calls are famous, were coded by people who knew how they ended, and pacts that deterred were never called. "
            "Read twice, the coding of the outcome differed for two of them.",
        ),
        (
            "casebook of Casus (src/casus/pacts/casebook), with the sources of each call",
            "priors: evidence entries honour-*",
        ),
        list(_rows(known, chance, rate)),
    )


def left_out(known: Sequence[Case], drop: Callable[[Case, Case], bool]) -> Floats:
    """(calls, families): the chance that each was kept, by the others; those that `drop` ties to it are left out with it."""
    register = read_register()
    table = []
    for case in known:
        others = [other for other in known if not drop(case, other)]
        by_family = predict(case, others, register)
        table.append([by_family[family] for family in FAMILIES])
    return np.array(table)


def base_rate(known: Sequence[Case]) -> Floats:
    """For each call, the rate at which the others were kept (Jeffreys)."""
    kept = np.array([case.kept for case in known])
    return np.asarray((kept.sum() - kept + JEFFREYS) / (len(kept) - 1 + 2 * JEFFREYS))


def stages() -> Iterator[tuple[str, float, int, int]]:
    """Name, Jeffreys mean, yes and known for each step from word to help, over all calls in which it is known."""
    calls = [call for instrument in read_casebook() for call in instrument.history]
    steps: tuple[tuple[str, Callable[[Call], bool | None]], ...] = (
        ("decide", lambda call: call.decided),
        ("act_given_decide", lambda call: call.acted if call.decided else None),
        ("in_time_given_act", lambda call: call.in_time if call.acted else None),
    )
    for name, step in steps:
        answers = [answer for call in calls if (answer := step(call)) is not None]
        yield name, (sum(answers) + JEFFREYS) / (len(answers) + 2 * JEFFREYS), sum(answers), len(answers)


def _stage_text() -> str:
    words = {
        "decide": "decided within a month",
        "act_given_decide": "acted once decided",
        "in_time_given_act": "were in time once acting",
    }
    parts = (f"{yes} of {n} {words[name]}" for name, _, yes, n in stages())
    return f"Where it is known, {', '.join(parts)}."


def _full_attacks_text() -> str:
    """In how many full attacks help came in time."""
    known = [
        call.in_time
        for instrument in read_casebook()
        for call in instrument.history
        if call.scale == "full" and call.acted and call.in_time is not None
    ]
    return f"In full attacks, help was in time in {sum(known)} of {len(known)}, the two of 1939 among them."


def _skill_read_as(known: Sequence[Case], partly: float) -> float:
    """Log skill where a promise that was partly kept counts as this."""
    read = [Case(case.name, case.event, case.terms, partly if case.kept == 0.5 else case.kept) for case in known]
    kept = np.array([case.kept for case in read])
    chance = left_out(read, lambda case, other: case is other).mean(axis=1)
    return skill(log_loss(chance, kept), log_loss(base_rate(read), kept))


def _one_call(known: Sequence[Case], chance: Floats, rate: Floats) -> float:
    """Most by which the skill moves when one call is dropped from the sum."""
    kept = np.array([case.kept for case in known])
    whole = skill(log_loss(chance, kept), log_loss(rate, kept))
    keep = ~np.eye(len(known), dtype=bool)
    return max(abs(skill(log_loss(chance[k], kept[k]), log_loss(rate[k], kept[k])) - whole) for k in keep)


def _rows(known: Sequence[Case], chance: Floats, rate: Floats) -> Iterator[dict[str, Any]]:
    for case, p, base in zip(known, chance, rate, strict=True):
        place = min(int(np.searchsorted(BINS, p, side="right")) - 1, len(BINS) - 2)
        yield {
            "call": case.name,
            "predicted": round(float(p), 4),
            "kept": case.kept,
            "base": round(float(base), 4),
            "bin": place,
        }


def chart(card: Scorecard) -> Any:
    """Reliability diagram: predicted chance against what happened, call by call and in bins."""
    import altair as alt

    from casus.flow.views import palette

    share = alt.Scale(domain=[0, 1])
    x = alt.X("predicted:Q", title="predicted chance that the promise is kept, from the other calls", scale=share)
    base = alt.Chart(alt.InlineData(values=card.rows))
    calls = base.transform_calculate(level="datum.kept").encode(
        x=x, y=alt.Y("level:Q", title="kept (1), partly (0.5), not (0)", scale=share)
    )
    dots = calls.mark_point(color=palette.BLUE, filled=True, size=55, opacity=0.6)
    bins = alt.Chart(alt.InlineData(values=list(_bins(card.rows)))).encode(x="predicted:Q", y="kept:Q")
    diagonal = alt.Chart(alt.InlineData(values=[{"predicted": 0, "kept": 0}, {"predicted": 1, "kept": 1}]))
    return alt.layer(
        diagonal.mark_line(color=palette.QUIET_INK, strokeDash=[5, 3]).encode(x="predicted:Q", y="kept:Q"),
        bins.mark_rule(color=palette.VERMILLION, strokeWidth=2).encode(y="low:Q", y2="high:Q"),
        bins.mark_point(color=palette.VERMILLION, filled=True, size=130, shape="diamond"),
        bins.mark_text(dx=9, dy=-11, align="left", color=palette.VERMILLION, fontSize=11).encode(text="label:N"),
        dots,
    ).properties(width=640, height=380)


def _bins(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Mean prediction and share kept in each bin, with the Jeffreys 90 % interval."""
    from scipy.stats import beta

    for place in range(len(BINS) - 1):
        held = [row for row in rows if row["bin"] == place]
        if held:
            yes, n = sum(row["kept"] for row in held), len(held)
            low, high = beta.ppf([LOW, HIGH], yes + JEFFREYS, n - yes + JEFFREYS)
            predicted = sum(row["predicted"] for row in held) / n
            yield {"predicted": predicted, "kept": yes / n, "low": low, "high": high, "label": f"{yes:g} of {n}"}
