"""A scenario and a seed in, one value of every uncertain quantity for each draw out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from casus.evidence.distribution import Floats, quantile
from casus.evidence.entry import Entry
from casus.evidence.register import Register
from casus.flow.draws.kept_promises import after_casebook
from casus.flow.draws.streams import Sampling, uniforms
from casus.flow.handoffs import Draws
from casus.flow.scenario.correlation import correlated_names, normal_factor
from casus.flow.scenario.quantities import named_quantities
from casus.flow.scenario.schema.quantity import Quantity
from casus.flow.scenario.schema.scenario import Scenario
from casus.foundation.codes import CODES
from casus.foundation.factor import mixed

NATION_EVENTS = (
    "event_honour", "event_deadline", "event_emergency", "event_block", "event_act", "event_form", "event_barred",
    "event_offer",
)  # fmt: skip
NATION_NORMALS = ("haste", "friction")
"""Standard normal, where the other events are uniform: how much faster it decides than usual, how much slower it moves."""
MOST_KEPT = 10_000
"""Draws up to which the worlds of a study are kept; chosen: they take 60 MB then."""
WORLD_EVENTS = ("belief", "attribution", "qualifies", "leader", "haste")


def sample(
    scenario: Scenario,
    register: Register,
    draws: int,
    seed: int = 1,
    sampling: Sampling = "monte-carlo",
    part: range | None = None,
) -> Draws:
    """`draws` possible worlds: a column for every quantity and for every event that chance decides.

    With `part` those of the worlds alone, the same as in the whole, bit for bit. The last few are kept for whoever asks again,
    as somebody does who varies a design; columns cannot be written to.
    """
    part = range(draws) if part is None else part
    asked = _Asked(_known_by(scenario), id(register), draws, part, seed, sampling, scenario, register)
    return _kept(asked) if len(part) <= MOST_KEPT else _sampled(asked)


@dataclass(frozen=True)
class _Asked:
    """What is asked for; equal where the same worlds come out, whatever else the scenario says."""

    quantities: str
    register_id: int
    draws: int
    part: range
    seed: int
    sampling: Sampling
    scenario: Scenario = field(compare=False)
    register: Register = field(compare=False)


def _known_by(scenario: Scenario) -> str:
    """Everything of a scenario that its worlds depend on."""
    quantities = [f"{named.name} {named.quantity.model_dump_json()}" for named in named_quantities(scenario)]
    return "\n".join([*quantities, *event_names(scenario), str(scenario.setup.correlations)])


def _sampled(asked: _Asked) -> Draws:
    chance = uniforms(asked.sampling, asked.seed, chance_names(asked.scenario), asked.draws, asked.part)
    numbers = np.arange(asked.part.start, asked.part.stop)
    worlds = worlds_of(asked.scenario, asked.register, chance, numbers, asked.seed, asked.sampling)
    for column in worlds.columns.values():
        column.setflags(write=False)
    return worlds


_kept = lru_cache(maxsize=2)(_sampled)


def worlds_of(
    scenario: Scenario,
    register: Register,
    chance: Mapping[str, Floats],
    numbers: npt.NDArray[np.int64],
    seed: int,
    sampling: str,
) -> Draws:
    """The worlds that uniform numbers make: `chance` has (worlds,) of them for each of `chance_names`, independent.

    Sensitivity analysis exchanges some of these numbers between worlds; `numbers` say whose small random numbers each world takes.
    """
    quantities = {named.name: named.quantity for named in named_quantities(scenario)}
    events = list(event_names(scenario))
    chance = {**chance, **_correlated(scenario, chance)}
    with ThreadPoolExecutor() as pool:
        drawn = pool.map(lambda name: _drawn(name, quantities[name], register, chance[name]), quantities)
    columns = dict(zip(quantities, drawn, strict=True))
    columns |= after_casebook(quantities, register, chance, columns)
    columns |= {name: chance[name] for name in events}
    columns |= {name: _standard_normal(chance[name]) for name in events if name.rsplit(".", 1)[1] in NATION_NORMALS}
    return Draws(columns, numbers, seed, sampling)


def chance_names(scenario: Scenario) -> list[str]:
    """Names of all columns, those of quantities first: each is drawn from a uniform number of its own."""
    return [*(named.name for named in named_quantities(scenario)), *event_names(scenario)]


def event_names(scenario: Scenario) -> Iterator[str]:
    """Names of what chance alone decides: uniform numbers, but for those of NATION_NORMALS, which are standard normal."""
    yield from (f"event.{name}" for name in WORLD_EVENTS)
    yield from (f"event.ally.{ally.id}" for ally in scenario.setup.aggressor.allies)
    for nation in scenario.guarantors:
        yield from (f"nation.{nation.id}.{name}" for name in (*NATION_EVENTS, *NATION_NORMALS))


def _drawn(name: str, quantity: Quantity, register: Register, chance: Floats) -> Floats:
    """Values of a quantity at the given probabilities; of a choice, the codes that the kernel knows its words by."""
    source: Quantity | Entry = quantity if quantity.evidence is None else register.entry(quantity.evidence)
    distribution = source.distribution or ("point" if source.range is None else "uniform")
    drawn = quantile(
        distribution,
        chance,
        value=source.value,
        interval=source.range,
        bounds=_limits(source),
        values=source.values if isinstance(source, Entry) else None,
        weights=source.weights,
    )
    return _coded(name, source.weights, drawn) if source.weights else drawn


def _coded(name: str, weights: Mapping[str, float], drawn: Floats) -> Floats:
    """Places among the alternatives as written, turned into the codes of their words."""
    words = CODES.get(name, tuple(weights))
    codes: Floats = np.array([words.index(word) for word in weights], dtype=np.float64)[drawn.astype(np.int64)]
    return codes


def _limits(source: Quantity | Entry) -> tuple[float | None, float | None]:
    """Bounds as given, tightened to what the unit allows: nothing but log-odds is negative, no share exceeds 1."""
    low, high = source.bounds or (None, None)
    if source.unit == "logit":
        return low, high
    ceiling = 1.0 if source.unit in {"share", "probability"} else None
    return (0.0 if low is None else max(low, 0.0)), (ceiling if high is None else min(high, ceiling or high))


def _standard_normal(chance: Floats) -> Floats:
    from scipy.special import ndtri

    normal: Floats = ndtri(chance)
    return normal


def _correlated(scenario: Scenario, chance: Mapping[str, Floats]) -> dict[str, Floats]:
    """Uniform numbers of the correlated names, tied by a Gaussian copula with the stated rank correlations."""
    stated = [(*correlation.between, correlation.rank) for correlation in scenario.setup.correlations]
    names = correlated_names(stated)
    if not names:
        return {}
    from scipy.special import ndtr

    normal = np.stack([_standard_normal(chance[name]) for name in names])
    return dict(zip(names, ndtr(mixed(normal_factor(stated), normal)), strict=True))
