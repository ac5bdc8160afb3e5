"""Outcomes in, how long a design's forces in place are kept up out: for ever, until which month, and who gives out first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from casus.flow.metrics.band import Band, band
from casus.flow.metrics.catalogue import Part
from casus.flow.metrics.measure import Share, share


@dataclass(frozen=True)
class InPlace:
    """How long one design's forces in place can be relieved."""

    sustained: Share
    """Worlds in which every nation relieves its forces for as long as wanted; NaN where none is asked."""
    never_filled: Share
    """Worlds in which a nation has fewer brigades than it is asked for, so that its place is not filled even once."""
    months: Band
    """Month from which one nation cannot; worlds without one count as infinite."""
    first_out: dict[str, float]
    """By nation asked: share of worlds in which it is the first that cannot, most often first."""

    @property
    def gives_out_first(self) -> str | None:
        """The nation that is most often the first that cannot; None where none ever is."""
        return next((nation for nation, share in self.first_out.items() if share > 0), None)


def in_place(data: Part) -> InPlace:
    """How long a design's forces in place can be relieved, over all draws."""
    values = data["sustained_months"].values
    months = values[~np.isnan(values)]
    shares = zip(data["nation"].values, data["first_out_share"].values, strict=True)
    firsts = {str(nation): float(value) for nation, value in shares if value == value}
    return InPlace(share(np.isinf(months)), share(months == 0), band(months), most_often_first(firsts))


def most_often_first(shares: Mapping[str, float]) -> dict[str, float]:
    """The nations asked, the one that is most often the first that cannot at the head."""
    return dict(sorted(shares.items(), key=lambda pair: -pair[1]))
