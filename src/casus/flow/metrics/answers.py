"""The answers of a study in plain records: for each design and attack, and with the heaviest attack first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casus.flow.handoffs import Outcomes
from casus.flow.metrics.catalogue import cell
from casus.flow.metrics.in_place import InPlace
from casus.flow.metrics.measure import Answer, Measured, Spread, heaviest_attack, measured, undecided_pairs
from casus.flow.metrics.peacetime import Peacetime, peacetime
from casus.foundation.json_numbers import json_number

MONTHS = ("p05", "p50", "p95")


@dataclass(frozen=True)
class Answers:
    """Every answer of a study, and whether its draws suffice to order the designs."""

    answers: dict[tuple[str, str], Answer]
    """By design and attack."""
    titles: dict[str, str]
    """Titles of the designs, in the order of the study."""
    attacks: tuple[str, ...]
    """Attack options, in the order of the study."""
    headline: str
    """The heaviest attack option compared."""
    baseline: str
    """The design against which gains are counted."""
    cost_meur_year: dict[str, Spread]
    """By design."""
    feasibility: dict[str, Spread]
    """By design; NaN where a design asks for no forces in place."""
    carried: dict[str, Spread]
    """By design: the same, counting only offers that are carried through."""
    feasibility_by_nation: dict[str, dict[str, float]]
    """By design and nation, for the nations of which it asks forces in place."""
    in_place: dict[str, InPlace]
    """By design: how long its forces in place can be relieved, whether or not they are offered."""
    ceded_km2: dict[str, float]
    """By design: area that its settlement gave away before the attack; not in the area lost."""
    undecided: list[tuple[str, str]]
    """Neighbours in the order of p_held that the draws do not tell apart."""
    provenance: dict[str, Any]
    """Scenario, seed, draws, version, digests."""

    def headline_answer(self, design: str) -> Answer:
        """The answer of a design against the heaviest attack."""
        return self.answers[design, self.headline]

    @property
    def played(self) -> list[str]:
        """Ids of the designs that were played against the heaviest attack, in the order of the study."""
        return [design for design in self.titles if self.headline_answer(design).held.n]

    def rows(self) -> list[dict[str, Any]]:
        """One flat row for each design and attack."""
        return [self._row(answer) for answer in self.answers.values()]

    def _row(self, answer: Answer) -> dict[str, Any]:
        row: dict[str, Any] = {"design": answer.design, "attack": answer.attack}
        row |= {"p_held": answer.held.value, "p_held_se": answer.held.se}
        row |= {f"p_held_{law}": share.value for law, share in answer.held_by_law.items()}
        row |= {"gain": answer.gain.value, "gain_se": answer.gain.se}
        row |= {"p_honoured": answer.honoured.value, "p_called": answer.called.value, "p_decided": answer.decided.value}
        row |= {"p_act_given_decided": answer.acted.value, "p_in_time_given_sent": answer.in_time.value}
        row |= {"p_combat": answer.combat.value, "p_contact": answer.contact.value}
        row |= _columns("contact_hours", answer.contact_hours) | _columns("contact_moved_km", answer.contact_moved_km)
        row |= {"movement_to_contact": answer.movement_to_contact.value}
        for name in (
            "area_km2",
            "people",
            "protected_lost",
            "guarantor_lost",
            "aggressor_lost",
            "launched_month",
            "leakers_month",
            "damage_meur_month",
            "stations_held",
        ):
            row |= _columns(name, getattr(answer, name))
        row |= {f"stopped_{weapon}": share.mean for weapon, share in answer.stopped.items()}
        row |= {"cost_meur_year": self.cost_meur_year[answer.design].p50}
        row |= {"feasibility": self.feasibility[answer.design].mean}
        row |= {"feasibility_carried": self.carried[answer.design].mean, "ceded_km2": self.ceded_km2[answer.design]}
        return row | self._row_in_place(answer.design)

    def _row_in_place(self, design: str) -> dict[str, Any]:
        given = self.in_place[design]
        row: dict[str, Any] = {"p_sustained": given.sustained.value, "p_sustained_se": given.sustained.se}
        row |= {"p_never_filled": given.never_filled.value}
        row |= {f"sustained_months_{part}": getattr(given.months, part) for part in MONTHS}
        return row | {"first_out": given.gives_out_first}

    def as_json(self) -> dict[str, Any]:
        """The answers in the form of the command's contract; numbers that do not exist are null."""
        designs = {design: self._design(design) for design in self.titles}
        return {
            "designs": designs,
            "headline_attack": self.headline,
            "baseline": self.baseline,
            "undecided_pairs": [list(pair) for pair in self.undecided],
            **self.provenance,
        }

    def _design(self, design: str) -> dict[str, Any]:
        cost, feasible = self.cost_meur_year[design], self.feasibility[design]
        return {
            "title": self.titles[design],
            **_answer(self.headline_answer(design)),
            "cost_meur_year": json_number(cost.p50),
            "cost_meur_year_90": [json_number(cost.p05), json_number(cost.p95)],
            "feasibility": json_number(feasible.mean),
            "feasibility_carried": json_number(self.carried[design].mean),
            "feasibility_by_nation": {
                nation: json_number(share) for nation, share in self.feasibility_by_nation[design].items()
            },
            **_in_place(self.in_place[design]),
            "ceded_km2": self.ceded_km2[design],
            "by_attack": {attack: _answer(self.answers[design, attack]) for attack in self.attacks},
            "by_combat_model": {
                law: {"p_held": json_number(share.value), "p_held_se": json_number(share.se), "draws": share.n}
                for law, share in self.headline_answer(design).held_by_law.items()
            },
        }


def answer(outcomes: Outcomes) -> Answers:
    """Every answer of a study's outcomes."""
    data = outcomes.data
    designs, attacks = [str(id) for id in data["design"].values], [str(id) for id in data["attack"].values]
    return answers_of(
        {(design, attack): measured(cell(outcomes, design, attack)) for design in designs for attack in attacks},
        {design: peacetime(cell(outcomes, design)) for design in designs},
        dict(zip(designs, (str(title) for title in data["design_title"].values), strict=True)),
        attacks,
        heaviest_attack(outcomes),
        str(data.attrs["baseline"]),
        dict(provenance_of(data.attrs)),
    )


def answers_of(
    measured: Mapping[tuple[str, str], Measured],
    peacetime: Mapping[str, Peacetime],
    titles: Mapping[str, str],
    attacks: Sequence[str],
    headline: str,
    baseline: str,
    provenance: Mapping[str, Any],
) -> Answers:
    """The answers of a study whose designs (the keys of `titles`) were measured one by one, against each of its attacks."""
    return Answers(
        answers={of: one.against(measured[baseline, of[1]], *of) for of, one in measured.items()},
        titles=dict(titles),
        attacks=tuple(attacks),
        headline=headline,
        baseline=baseline,
        cost_meur_year={design: of.cost_meur_year for design, of in peacetime.items()},
        feasibility={design: of.feasibility for design, of in peacetime.items()},
        carried={design: of.carried for design, of in peacetime.items()},
        feasibility_by_nation={design: of.feasibility_by_nation for design, of in peacetime.items()},
        in_place={design: of.in_place for design, of in peacetime.items()},
        ceded_km2={design: of.ceded_km2 for design, of in peacetime.items()},
        undecided=undecided_pairs({design: measured[design, headline].held for design in titles}),
        provenance=dict(provenance),
    )


def provenance_of(attrs: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What would give the same numbers again, by name; and whether the study is complete."""
    for name, value in attrs.items():
        if name != "baseline":
            plain = value.item() if hasattr(value, "item") else value
            yield name, bool(plain) if name == "complete" else plain


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "p_held": json_number(answer.held.value),
        "p_held_se": json_number(answer.held.se),
        "p_held_ci95": [json_number(end) for end in answer.held.interval],
        "gain": {"value": json_number(answer.gain.value), "se": json_number(answer.gain.se)},
        "p_honoured": json_number(answer.honoured.value),
        "p_honoured_se": json_number(answer.honoured.se),
        "p_called": json_number(answer.called.value),
        "p_decided": json_number(answer.decided.value),
        "p_act_given_decided": json_number(answer.acted.value),
        "p_in_time_given_sent": json_number(answer.in_time.value),
        "p_combat_forces": json_number(answer.combat.value),
        "p_contact": json_number(answer.contact.value),
        "contact_hours": _quantiles(answer.contact_hours, ("p10", "p50", "p90")),
        "front_moved_at_contact_km": _quantiles(answer.contact_moved_km, ("p05", "p50", "p95")),
        "movement_to_contact": json_number(answer.movement_to_contact.value),
        "area_lost_km2": _quantiles(answer.area_km2),
        "people_lost": _quantiles(answer.people),
        "losses_persons": {
            "protected": _quantiles(answer.protected_lost),
            "guarantors": _quantiles(answer.guarantor_lost),
            "aggressor": _quantiles(answer.aggressor_lost),
        },
        "launched_month": _quantiles(answer.launched_month),
        "leakers_month": _quantiles(answer.leakers_month),
        "damage_meur_month": _quantiles(answer.damage_meur_month),
        "stations_held": _quantiles(answer.stations_held),
        "stopped": {weapon: _quantiles(share) for weapon, share in answer.stopped.items()},
    }


def _in_place(given: InPlace) -> dict[str, Any]:
    return {
        "p_sustained": json_number(given.sustained.value),
        "p_sustained_se": json_number(given.sustained.se),
        "p_never_filled": json_number(given.never_filled.value),
        "sustained_months": {part: json_number(getattr(given.months, part)) for part in MONTHS},
        "first_out_by_nation": {nation: json_number(share) for nation, share in given.first_out.items()},
    }


def _quantiles(given: Spread, names: tuple[str, ...] = ("mean", "p05", "p50", "p95")) -> dict[str, float | None]:
    return {name: json_number(getattr(given, name)) for name in names}


def _columns(name: str, given: Spread) -> dict[str, float]:
    return {f"{name}_{part}": getattr(given, part) for part in ("mean", "p05", "p50", "p95")}
