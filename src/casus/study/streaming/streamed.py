"""A streamed study's folder in, the comparison that its draws come to so far out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from casus.flow.metrics.answers import Answers
from casus.flow.metrics.sketch import RELATIVE_ERROR
from casus.flow.metrics.tallied import answers_of
from casus.flow.metrics.tally import Tally
from casus.flow.outcome.store import FIRST, open_outcomes
from casus.flow.strategy.deterrence import deterrence
from casus.foundation.errors import StoreError
from casus.study.compare import Study, open_study
from casus.study.comparison import Comparison
from casus.study.streaming.outcomes import OUTCOMES, open_streamed_outcomes
from casus.study.streaming.plan import Plan, read_plan
from casus.study.streaming.summaries import read_tally

if TYPE_CHECKING:
    import xarray as xr


class StreamedStudy(Comparison):
    """A comparison whose worlds were counted and not held: answers from all draws played, lenses from the first of them."""

    def __init__(self, folder: Path, plan: Plan, tally: Tally) -> None:
        found = deterrence(open_outcomes(folder / FIRST)) if plan.lens_draws else None
        super().__init__(answers_so_far(plan, tally), found)
        self.folder = folder
        self._plan = plan

    @property
    def outcomes(self) -> xr.Dataset:
        """Each campaign's single numbers (design, attack, draw) in single precision, missing where it is not played yet.

        Only what is looked at is read from the disk. Raises StoreError where they were not kept.
        """
        if self._plan.keep == "summaries":
            raise StoreError(f"{self.folder}: keeps summaries alone, and no campaign's outcomes")
        return open_streamed_outcomes(self._plan, self.folder)

    @property
    def first(self) -> Study:
        """The study of the first draws, with all that a study can be asked; raises StoreError where no lens asked for it."""
        return open_study(self.folder / FIRST)


def open_streamed(folder: str | Path) -> StreamedStudy:
    """A streamed study, finished or not; raises StoreError for a folder that holds none, or in which nothing is finished yet."""
    folder = Path(folder)
    return StreamedStudy(folder, read_plan(folder), tally_so_far(folder))


def tally_so_far(folder: Path) -> Tally:
    """What the finished chunks of a streamed study come to; raises StoreError where there is none yet."""
    tally = read_tally(folder)
    if tally is None:
        hint = f"casus compare --resume {folder} goes on with it"
        raise StoreError(f"{folder}: no chunk of this streamed study is finished yet\n    hint: {hint}")
    return tally


def answers_so_far(plan: Plan, tally: Tally) -> Answers:
    """What the draws counted come to."""
    return answers_of(tally, plan.compared, said_so_far(plan, tally))


def said_so_far(plan: Plan, tally: Tally) -> dict[str, Any]:
    """What would give the same numbers again, how many there are, and how exact they are."""
    return {
        **{name: value for name, value in plan.said.items() if name != "baseline"},
        "complete": tally.worlds == plan.draws,
        "streamed": True,
        "draws_played": tally.worlds,
        "quantile_error": RELATIVE_ERROR,
        "lens_draws": plan.lens_draws,
        "outcomes": OUTCOMES if plan.keep == "outcomes" else None,
    }
