"""Situations in; how well the price ranks them when codes are taken away, or moved as hindsight may have moved them, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from casus.backtest.crises_data import Situation
from casus.backtest.crises_lenses import Drawn, by_price
from casus.backtest.ranking import auc
from casus.evidence.distribution import Floats

MIDDLE = {"local": "even", "help": "even", "want": "major", "sanctions": "possible"}
"""One value for all, which takes away what hangs on a code."""
QUIETER = {
    "local": {"high": "even", "even": "low"},
    "help": {"low": "even", "even": "high"},
    "want": {"vital": "major", "major": "limited"},
}
"""One step towards no attack: what a coder might have written who did not know that it came."""


def recoded(
    situations: Sequence[Situation], happened: Floats, kept: Sequence[float], worlds: Drawn
) -> Iterator[tuple[str, float]]:
    """AUC of the price without each code, without any promise, and with the attacked recoded one step quieter."""
    for code, middle in MIDDLE.items():
        same = [case.model_copy(update={code: middle}) for case in situations]
        yield f"auc_price_without_{code}", auc(by_price(same, kept, worlds), happened)
    yield "auc_price_without_promise", auc(by_price(situations, [0.0] * len(kept), worlds), happened)
    for code, steps in QUIETER.items():
        yield f"auc_price_quieter_{code}", auc(by_price(quieter(situations, {code: steps}), kept, worlds), happened)
    yield "auc_price_quieter_all", auc(by_price(quieter(situations, QUIETER), kept, worlds), happened)


def quieter(situations: Sequence[Situation], steps: Mapping[str, Mapping[str, str]]) -> list[Situation]:
    """The same situations; codes of the attacked moved by a step where there is one left."""
    return [
        case.model_copy(
            update={code: step.get(getattr(case, code), getattr(case, code)) for code, step in steps.items()}
        )
        if case.attacked
        else case
        for case in situations
    ]
