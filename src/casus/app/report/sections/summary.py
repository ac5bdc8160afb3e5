"""What the study says, in sentences: each filled from one result, none inferred from another."""

from __future__ import annotations

import math
from collections.abc import Iterator

from casus.app.report.gather import Gathered
from casus.app.report.names import attack_within
from casus.app.report.parts import Points, Section, Sentence
from casus.app.report.teller import Teller
from casus.flow.metrics.catalogue import LENSES
from casus.flow.strategy.disagreement import correlations, disagreements
from casus.flow.strategy.risk import YEARS
from casus.study.claims.verdict import Verdict

MOST_NAMED = 5  # chosen: more names than this in one sentence are not read
VERDICTS: tuple[Verdict, ...] = ("supported", "contested", "refuted", "not testable")


def summary(of: Gathered, say: Teller) -> Section:
    """The findings that a reader takes away, with intervals; what is open is said where the finding is."""
    groups = {
        "holds": [*_played(of, say), *_held(of, say), *_order(of, say), *_laws(of, say)],
        "help": [*_word(of, say), *_contact(of, say)],
        "deters": [*_price(of, say), *_lenses(of, say)],
        "costs": [*_cost(of, say), *_offered(of, say)],
        "claims": [*_claims(of, say)],
    }
    parts = [Points(tuple(told), say.say(f"sum-group-{name}")) for name, told in groups.items() if told]
    return Section("summary", say.say("summary-heading"), (*parts, say.tell("summary-caution")))


def _played(of: Gathered, say: Teller) -> Iterator[Sentence]:
    known = of.said
    yield say.tell(
        "sum-played", designs=len(of.answers.titles), attacks=len(of.answers.attacks),
        draws=say.number(float(known["draws"])), seed=str(known["seed"]), date=say.date(str(known["base_date"])),
    )  # fmt: skip


def _held(of: Gathered, say: Teller) -> Iterator[Sentence]:
    attack = of.answers.headline
    first, last = of.played[0], of.played[-1]
    most, least = (of.answers.headline_answer(id) for id in (first, last))
    is_open = any({first, other} == set(pair) for pair in of.answers.undecided for other in of.played[1:2])
    yield say.tell(
        "sum-most-open" if is_open else "sum-most", design=say.title(of.answers.titles[first]), attack=attack_within(say, attack),
        p=say.share(most.held.value), ends=say.ends(most.held),
    )  # fmt: skip
    baseline = of.answers.baseline
    if baseline in of.played:
        base = of.answers.headline_answer(baseline).held
        yield say.tell(
            "sum-baseline", design=say.title(of.answers.titles[baseline]), p=say.share(base.value), ends=say.ends(base)
        )
    if first != baseline and not math.isnan(most.gain.se):
        yield say.tell(
            "sum-gain",
            design=say.title(of.answers.titles[first]),
            gain=say.number(100.0 * most.gain.value, 1),
            error=say.number(196.0 * most.gain.se, 1),
        )
    if first != last:
        yield say.tell(
            "sum-least", design=say.title(of.answers.titles[last]), p=say.share(least.held.value), ends=say.ends(least.held),
        )  # fmt: skip


def _order(of: Gathered, say: Teller) -> Iterator[Sentence]:
    if len(of.played) < 2:
        return
    open_pairs = [(a, b) for a, b in of.answers.undecided if a in of.played and b in of.played]
    if not open_pairs:
        yield say.tell("sum-order-settled", draws=say.number(float(of.said["draws"])))
        return
    titles = of.answers.titles
    pairs = [f"{say.title(titles[a])} / {say.title(titles[b])}" for a, b in open_pairs[:MOST_NAMED]]
    yield say.tell(
        "sum-order-open", count=len(open_pairs), pairs="; ".join(pairs), more=max(0, len(open_pairs) - MOST_NAMED)
    )


def _laws(of: Gathered, say: Teller) -> Iterator[Sentence]:
    first = of.played[0]
    by_law = {law: share for law, share in of.answers.headline_answer(first).held_by_law.items() if share.n}
    if len(by_law) < 2:
        return
    low, high = min(by_law, key=lambda law: by_law[law].value), max(by_law, key=lambda law: by_law[law].value)
    yield say.tell(
        "sum-laws", design=say.title(of.answers.titles[first]), low_law=low, low=say.share(by_law[low].value), high_law=high,
        high=say.share(by_law[high].value),
    )  # fmt: skip


def _contact(of: Gathered, say: Teller) -> Iterator[Sentence]:
    answers = {id: of.answers.headline_answer(id) for id in of.played}
    moved = {id: one.movement_to_contact for id, one in answers.items() if one.movement_to_contact.n}
    none = sum(one.contact.value == 0.0 for one in answers.values())
    if moved:
        low, high = min(moved, key=lambda id: moved[id].value), max(moved, key=lambda id: moved[id].value)
        yield say.tell(
            "sum-contact", count=len(moved), low=say.share(moved[low].value), high=say.share(moved[high].value),
            low_design=say.title(of.answers.titles[low]), high_design=say.title(of.answers.titles[high]),
        )  # fmt: skip
    if none:
        yield say.tell("sum-no-contact", count=none)


def _word(of: Gathered, say: Teller) -> Iterator[Sentence]:
    kept = {id: of.answers.headline_answer(id).honoured for id in of.played}
    kept = {id: share for id, share in kept.items() if share.n and not math.isnan(share.value)}
    if len(kept) > 1:
        low, high = min(kept, key=lambda id: kept[id].value), max(kept, key=lambda id: kept[id].value)
        yield say.tell(
            "sum-word", low=say.share(kept[low].value), high=say.share(kept[high].value),
            low_design=say.title(of.answers.titles[low]), high_design=say.title(of.answers.titles[high]),
        )  # fmt: skip


def _price(of: Gathered, say: Teller) -> Iterator[Sentence]:
    if of.found is None or of.found.aims_value_meur is None:
        return
    prices = {id: lenses.price_meur for id, lenses in of.found.lenses.items() if lenses.price_meur is not None}
    prices = {id: price for id, price in prices.items() if not math.isnan(price.p50)}
    if not prices:
        return
    low, high = min(prices, key=lambda id: prices[id].p50), max(prices, key=lambda id: prices[id].p50)
    yield say.tell(
        "sum-price",
        high_design=say.title(of.answers.titles[high]),
        high=say.billions(prices[high].p50),
        high_ends=say.band(prices[high]),
        low_design=say.title(of.answers.titles[low]),
        low=say.billions(prices[low].p50),
        low_ends=say.band(prices[low]),
    )
    worth = of.found.aims_value_meur
    yield say.tell("sum-aims", worth=say.billions(worth.p50), ends=say.band(worth))


def _lenses(of: Gathered, say: Teller) -> Iterator[Sentence]:
    if of.found is None:
        yield say.tell("sum-no-lenses")
        return
    for lens in LENSES:
        chances = {id: lenses.p_attack[lens].value for id, lenses in of.found.lenses.items() if lens in lenses.p_attack}
        chances = {id: value for id, value in chances.items() if not math.isnan(value)}
        if len(chances) > 1:
            low, high = min(chances, key=lambda id: chances[id]), max(chances, key=lambda id: chances[id])
            yield say.tell(
                f"sum-lens-{lens}", years=say.number(YEARS), low=say.share(chances[low], 0), high=say.share(chances[high], 0),
                low_design=say.title(of.answers.titles[low]), high_design=say.title(of.answers.titles[high]),
            )  # fmt: skip
    known = [rho for rho in correlations(of.found).values() if not math.isnan(rho)]
    if not known:
        return
    apart = disagreements(of.found)
    if not apart:
        yield say.tell("sum-lenses-agree", low=say.number(min(known), 2))
        return
    names = [
        say.say("apart-about", design=say.title(of.answers.titles[one.design]), places=_places(say, one.places))
        for one in apart[:MOST_NAMED]
    ]
    yield say.tell("sum-lenses-apart", count=len(apart), names="; ".join(names), low=say.number(min(known), 2))


def _places(say: Teller, places: dict[str, float]) -> str:
    return ", ".join(f"{say.say(f'lens-{lens}')} {say.general(place)}" for lens, place in places.items())


def _cost(of: Gathered, say: Teller) -> Iterator[Sentence]:
    if not of.costs:
        return
    dearest = max(of.costs, key=lambda one: one.cost)
    yield say.tell(
        "sum-cost", design=say.title(dearest.title), cost=say.number(dearest.cost, 1),
        ends=say.range(say.number(dearest.cost_low, 1).text, say.number(dearest.cost_high, 1).text),
        free=sum(one.cost == 0.0 for one in of.costs),
    )  # fmt: skip
    on = [say.title(one.title) for one in of.costs if one.on_frontier]
    yield say.tell("sum-frontier", designs=say.listed(on), count=len(on))


def _offered(of: Gathered, say: Teller) -> Iterator[Sentence]:
    asked = [one for one in of.costs if one.offered_share is not None]
    if asked:
        low, high = (pick(asked, key=lambda one: one.offered_share or 0.0) for pick in (min, max))
        yield say.tell(
            "sum-offered",
            count=len(asked),
            low=say.share(low.offered_share or 0.0, 0),
            high=say.share(high.offered_share or 0.0, 0),
            low_design=say.title(low.title),
            high_design=say.title(high.title),
        )


def _claims(of: Gathered, say: Teller) -> Iterator[Sentence]:
    if of.asked is None or of.asked.claims is None:
        return
    tested = of.asked.claims.claims
    counts = {verdict: sum(one.verdict == verdict for one in tested) for verdict in VERDICTS}
    yield say.tell(
        "sum-claims", count=len(tested), supported=counts["supported"], contested=counts["contested"],
        refuted=counts["refuted"], untested=counts["not testable"],
    )  # fmt: skip
