"""Verdicts are the same whether or not it is sought when claims fail."""

from __future__ import annotations

from casus.study.claims.claims import judge_claims
from casus.study.compare import compare


def test_verdicts_do_not_depend_on_conditions():
    outcomes = compare("tutorial", attacks=["full"], draws=60, lenses=False).handoff
    whole, brief = judge_claims(outcomes), judge_claims(outcomes, conditions=False)
    assert whole.claims
    for one, other in zip(whole.claims, brief.claims, strict=True):
        assert (one.verdict, one.holds, one.resamples, one.rests_on) == (
            other.verdict,
            other.holds,
            other.resamples,
            other.rests_on,
        )
        assert other.fails_when == ()
    assert any(one.fails_when for one in whole.claims) or all(one.no_conditions for one in whole.claims if one.holds)
