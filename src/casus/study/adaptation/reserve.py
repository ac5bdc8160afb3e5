"""What goes with an answer about signposts: how sure it is, what else would do, and what it hides."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from casus.flow.scenario.schema.design import Design
from casus.study.adaptation.checked import Checks
from casus.study.adaptation.record import Candidate
from casus.study.asked import Asked
from casus.study.reservations import Reservations


def reserved(
    asked: Asked,
    after: Design,
    of: Candidate,
    others: Sequence[Candidate],
    unwatched: Sequence[str],
    attack_months: float | None,
    checked: Checks | None,
) -> Reservations:
    """The three."""
    hidden = (*_hidden(asked, after, of, unwatched, attack_months, checked),)
    return Reservations(_confidence(of, checked), _alternative(asked, of, others), hidden)


def _confidence(of: Candidate, checked: Checks | None) -> str:
    count, best = len(of.singles), of.best
    if best is None or checked is None:
        return "No signpost differs from world to world here, so that no trigger could be set."
    text = (
        f"Triggers were set on one half of the worlds and judged on the other, both ways; {count} signposts were searched, and "
        "p is the probability that chance alone lifts any of them so far. Of the strongest the gain beyond chance is "
        f"{best.excess.value:+.3g} (95 % {best.excess.low:+.3g} to {best.excess.high:+.3g}); seen without error it would be "
        f"{checked.clear_excess:+.3g}. Less than about {checked.least_excess:.3g} would hardly be found in so many worlds; more "
        "draws find less."
    )
    if len(checked.by_law) > 1:
        low, high = (pick(checked.by_law, key=lambda law: checked.by_law[law]) for pick in (min, max))
        text += f" By law of ground combat it is {checked.by_law[low]:+.3f} ({low}) to {checked.by_law[high]:+.3f} ({high})."
    return f"{text} Errors of observation and most times of building are our judgement."


def _alternative(asked: Asked, of: Candidate, others: Sequence[Candidate]) -> str:
    best = of.worth_it[0] if of.worth_it else None
    if best is None and not of.always.gain.value > 0.0:
        return f"'{of.to}' gains nothing over '{asked.design.id}' in the mean; there is nothing to strengthen for."
    if best is None:
        return _by_price(of, others)
    enough = [
        one
        for one in others
        if one.begun.gain.value >= best.gain.value and one.begun.cost_meur_year <= best.cost_meur_year
    ]
    if enough:
        cheapest = min(enough, key=lambda one: one.begun.cost_meur_year)
        return (
            f"'{cheapest.to}', begun at the ceasefire whatever is seen, gains {cheapest.begun.gain.value:.3f} for "
            f"{cheapest.begun.cost_meur_year:,.0f} million euro a year: no less, for no more, than the strongest policy here."
        )
    if not others:
        return "No other design was tried; strengthening as many worlds at random is what each policy is set against."
    return (
        f"None of the {len(others)} other designs that were tried gains as much as the strongest policy for as little, begun at "
        "the ceasefire."
    )


def _by_price(of: Candidate, others: Sequence[Candidate]) -> str:
    """What strengthening buys for its cost where nothing says when; gains within their error are left out."""
    said = (
        "As no trigger beats chance, the choice is how much to build, and not when: begun at the ceasefire, a thousand million "
        f"euro a year gain {_per_beur(of):.3g} with '{of.to}'"
    )
    sure = [one for one in others if one.begun.gain.low > 0.0 and one.begun.cost_meur_year > one.base.cost_meur_year]
    cheapest = max(sure, key=_per_beur, default=None)
    if cheapest is None or _per_beur(cheapest) <= _per_beur(of):
        return f"{said}; no other that was tried gains more for its cost."
    return f"{said}, and {_per_beur(cheapest):.3g} with '{cheapest.to}', which gains {cheapest.begun.gain.value:.3g} in all."


def _per_beur(of: Candidate) -> float:
    """Gain for each thousand million euro a year."""
    extra = of.begun.cost_meur_year - of.base.cost_meur_year
    return 1000.0 * of.begun.gain.value / extra if extra > 0.0 else math.inf


def _hidden(
    asked: Asked,
    after: Design,
    of: Candidate,
    unwatched: Sequence[str],
    attack_months: float | None,
    checked: Checks | None,
) -> Iterator[str]:
    yield _times(of, attack_months)
    if checked is not None:
        yield _made_by(checked)
    yield (
        "A signpost is what differs between possible worlds: partly what may change, partly what is merely not known today. It is "
        "read once and rightly acted on; no government hesitates, and the aggressor neither hides it nor hurries because of the "
        "trigger."
    )
    if of.worse_share > 0.0:
        yield (
            f"The stronger design does worse in {of.worse_share:.3f} of the worlds. Perfect targeting leaves these out, which "
            "nobody could: it knows chance as well, and is a bound and no plan."
        )
    if after.settlement != asked.design.settlement:
        yield f"'{after.id}' rests on other terms of the peace, which the aggressor must grant; it may never."
    if after.pact.parties.guarantors != asked.design.pact.parties.guarantors:
        yield (
            "The two designs have different guarantors; that those of the second join once a signpost is passed is taken for "
            "granted."
        )
    yield (
        "Cost is what is spent each year once it is begun, too late or not; what starting and stopping would cost is not counted, "
        "nor deterrence."
    )
    if unwatched:
        yield f"Not in these worlds, or the same in all of them: {', '.join(unwatched)}."


def _made_by(checked: Checks) -> str:
    """What decides where strengthening helps, watched or not."""
    if not checked.made_by:
        return (
            "No single drawn quantity, watched or not, is known to decide where strengthening helps: many do together, and chance. "
            "Better signposts of the same kind would not change that."
        )
    said = "; ".join(f"'{what}' ({share:.1%})" for what, share in checked.made_by)
    return f"Of all that is drawn, watched or not, these are known to decide where strengthening helps (share of variance): {said}."


def _times(of: Candidate, attack_months: float | None) -> str:
    if attack_months is None:
        return "The scenario does not say when the aggressor is ready: whatever is begun is taken to be done in time."
    late = [one.id for one in of.singles if one.in_time_share < of.in_time_share / 2.0]
    text = (
        f"The attack comes a median of {attack_months:.0f} months after the ceasefire, and building takes {of.build_months:.0f} "
        f"({', '.join(of.parts) or 'nothing'}): begun at the ceasefire it is done in time in {of.in_time_share:.2f} of the worlds. "
        "Other questions play a design as if it were in place in all."
    )
    return f"{text} Seen too late for most of that: {', '.join(late)}." if late else text
