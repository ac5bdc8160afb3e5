"""Wars and the probabilities of three lenses in, the expected cost of the war that a design avoids out, lens by lens.

    avoided = P0 W0 - P W,   net = avoided - (cost - cost0)

P is the probability of an attack within ten years as the lens has it, W what that war would cost under that design, both of
each world; 0 marks the baseline. Everything is a present value. In the game a challenge from which the aggressor backs down is
an attack, but no war. The lenses are never averaged.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from casus.flow.handoffs import Floats
from casus.flow.scenario.schema.roles import AttackOption, heaviest
from casus.study.burden.bill import YEARS, Bill, annuity
from casus.study.burden.war import WIDER_WAR, Lines
from casus.study.burden.worth import Worth, worth

Variables = Mapping[str, Floats]


@dataclass(frozen=True)
class Expected:
    """What one lens expects of one design; (draws,) each, NaN in worlds in which it was not asked."""

    probability: Floats
    """Of an attack within ten years."""
    by_attack: dict[str, float]
    """Mean of that probability by the attack that would come."""
    war_meur: Floats
    """Present value of that probability times the cost of the war."""
    narrow_meur: Floats
    """The same without the line of the wider war."""
    heaviest_meur: Floats
    """The same if any war were the heaviest attack."""


@dataclass(frozen=True)
class Avoided:
    """Whether a design is worth more than it costs, as one lens has it, against the baseline."""

    p_attack: Worth
    by_attack: dict[str, float]
    """Its mean by the attack that would come."""
    expected_war_meur: Worth
    """Under this design."""
    avoided_meur: Worth
    """Less than under the baseline."""
    extra_cost_meur: Worth
    """More than the baseline."""
    net_meur: Worth
    """Avoided less extra cost."""
    net_without_wider_war_meur: Worth
    """The same where the wider war counts nothing."""
    net_of_heaviest_meur: Worth
    """The same if any war, with or without the design, were the heaviest attack."""
    ratio: float
    """Mean avoided over mean extra cost; not a number where the design costs no more than the baseline."""
    ratio_p05: float
    ratio_p95: float
    """Ends of the middle nine tenths of the worlds' own ratios."""
    pays_share: float
    """Share of worlds in which it is worth more than it costs."""
    worlds: int
    """Worlds in which the lens was asked."""


def expectations(
    attacks: Sequence[AttackOption], wars: Mapping[str, Lines], judged: Variables, rate: Floats
) -> dict[str, Expected]:
    """By lens that has something to say.

    `wars` holds the lines of each attack's war; `judged` the study's variables of this design: `survival` (draws,) after ten
    years and, where the scenario has aims, `attack_probability`, `challenge_in_time_probability` and `fought_share` (attacks,
    worlds), the last being the share of challenges that nobody backs down from.
    """
    whole = np.array([np.sum(list(wars[attack.id].values()), axis=0) for attack in attacks])
    hardest = attacks.index(heaviest(attacks))
    narrow = whole - np.array([wars[attack.id][WIDER_WAR] for attack in attacks])
    comes = {"reference": _any_open(attacks, 1.0 - judged["survival"])}
    fought = dict(comes)
    if "attack_probability" in judged:
        comes["price"] = fought["price"] = _likeliest(judged["attack_probability"])
        comes["game"] = _likeliest(_padded(judged["challenge_in_time_probability"], len(rate)))
        fought["game"] = comes["game"] * _padded(judged["fought_share"], len(rate))
    discount = annuity(rate) / YEARS  # chosen: an attack is as likely in any of the ten years
    return {
        lens: Expected(
            comes[lens].sum(axis=0),
            {one.id: worth(at).mean for one, at in zip(attacks, comes[lens], strict=True)},
            discount * (fought[lens] * whole).sum(axis=0),
            discount * (fought[lens] * narrow).sum(axis=0),
            discount * fought[lens].sum(axis=0) * whole[hardest],
        )
        for lens in comes
    }


def avoided(design: Expected, baseline: Expected, bill: Bill, baseline_bill: Bill) -> Avoided:
    """One lens on one design."""
    less = baseline.war_meur - design.war_meur
    extra = np.where(np.isnan(less), np.nan, bill.present - baseline_bill.present)
    net, mean_extra = less - extra, worth(extra).mean
    costs_more = mean_extra > 0.0
    ratios = worth(less[extra > 0.0] / extra[extra > 0.0] if costs_more else np.array([]))
    known = np.asarray(~np.isnan(net))
    return Avoided(
        p_attack=worth(design.probability),
        by_attack=design.by_attack,
        expected_war_meur=worth(design.war_meur),
        avoided_meur=worth(less),
        extra_cost_meur=worth(extra),
        net_meur=worth(net),
        net_without_wider_war_meur=worth(baseline.narrow_meur - design.narrow_meur - extra),
        net_of_heaviest_meur=worth(baseline.heaviest_meur - design.heaviest_meur - extra),
        ratio=worth(less).mean / mean_extra if costs_more else math.nan,
        ratio_p05=ratios.p05,
        ratio_p95=ratios.p95,
        pays_share=float((np.asarray(net)[known] > 0.0).mean()) if known.any() else math.nan,
        worlds=int(known.sum()),
    )


def _likeliest(probabilities: Floats) -> Floats:
    """(attacks, worlds) the probability of the likeliest attack in its place, nought in the others', as the lenses have it."""
    known = np.where(np.isnan(probabilities), -1.0, probabilities)
    chosen = np.arange(len(known))[:, None] == np.argmax(known, axis=0)[None, :]
    weights = np.where(chosen, probabilities, 0.0)
    silent = np.all(np.isnan(probabilities), axis=0, keepdims=True)
    return np.where(silent, np.nan, weights)


def _any_open(attacks: Sequence[AttackOption], probability: Floats) -> Floats:
    """(attacks, worlds) a war of which the record does not say how large it was: any open attack, all alike (chosen)."""
    open_ones = np.array([not attack.deniable for attack in attacks], dtype=np.float64)
    alike = open_ones / open_ones.sum() if open_ones.any() else np.full(len(attacks), 1.0 / len(attacks))
    return alike[:, None] * probability[None, :]


def _padded(values: Floats, worlds: int) -> Floats:
    """(attacks, worlds) of what was asked in the first worlds only; not a number in the others."""
    padded = np.full((len(values), worlds), np.nan)
    padded[:, : values.shape[1]] = values[:, :worlds]
    return padded
