"""The guarantee gap: taking a cause away never keeps help away."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.flow.campaign.simulate import simulate
from casus.study.asked import ask
from casus.study.gap.causes import CAUSES, without
from casus.study.gap.fates import first_help_day, is_gap, lost_day

DRAWS = 40
FEW_WORLDS = 2  # a larger force may stand longer at an entry point, and more troops hold less in single worlds


@cache
def came(design, gone):
    """(worlds,) day of the first help, and whether the line was lost before."""
    asked = ask("tutorial", design, None, DRAWS, 5)
    changed, draws = without(gone, asked.design, asked.draws)
    records = simulate(asked.scenario, changed, asked.attack, draws).records
    help_day = first_help_day(records, len(asked.scenario.guarantors))
    return help_day, is_gap(help_day, lost_day(records))


@settings(max_examples=7)
@given(
    st.sampled_from(["consult-24h", "tripwire", "forward-defence"]),
    st.sets(st.sampled_from(CAUSES)).map(frozenset),
    st.sampled_from(CAUSES),
)
def test_a_cause_less_brings_help_no_later_and_the_gap_no_wider(design, gone, cause):
    (before, gap_before), (after, gap_after) = came(design, gone), came(design, gone | {cause})
    assert gap_after.sum() <= gap_before.sum() + FEW_WORLDS
    assert (np.isfinite(after) & ~gap_after).sum() >= (np.isfinite(before) & ~gap_before).sum() - FEW_WORLDS
