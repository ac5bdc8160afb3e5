"""A session: edits, undo and redo, what waits to be sound, pins, files; without any page."""

from __future__ import annotations

import pytest

from casus.app.web.bench import MOST_DESIGNS, PINNED
from casus.app.web.rerun import Reruns
from casus.app.web.session import MOST_BYTES, Session
from casus.app.web.tables import price_rows
from casus.flow.scenario.read import read_scenario
from casus.foundation.errors import InputError
from casus.study.vary.force import brigades_of
from casus.study.vary.parts import content


@pytest.fixture
def session() -> Session:
    return Session("tutorial")


def test_a_bench_opens_with_the_baseline_and_the_design_with_most_in_place(session):
    scenario = read_scenario("tutorial")
    most = max(scenario.designs, key=brigades_of)
    assert [design.id for design in session.bench.designs] == [scenario.setup.baseline, most.id]
    assert session.bench.attack == max(scenario.attacks, key=lambda attack: attack.intensity).id


def test_every_step_can_be_undone_and_done_again(session):
    states = [session.bench]
    steps = [
        lambda: session.move_lever("stock", 27.0),
        lambda: session.add("tripwire"),
        lambda: session.set_field(("posture", "zones_by_nation"), not session.design.posture.zones_by_nation),
        lambda: session.pin(0),
        lambda: session.show_attack("probe"),
        lambda: session.set_buildup(7.0),
        lambda: session.set_worlds(50, 3),
        lambda: session.remove(0),
    ]
    for step in steps:
        step()
        states.append(session.bench)
    assert len(set(map(repr, states))) == len(states)
    for state in reversed(states[:-1]):
        session.undo()
        assert session.bench == state
    assert not session.can_undo
    for state in states[1:]:
        session.redo()
        assert session.bench == state
    assert not session.can_redo


def test_a_new_edit_takes_the_way_forward_away(session):
    session.move_lever("stock", 27.0)
    session.undo()
    session.move_lever("stock", 28.0)
    assert not session.can_redo


def test_the_moves_of_one_gesture_are_one_step(session):
    before = session.bench
    for days in (5.0, 10.0, 15.0):
        session.move_lever("stock", days, gesture=True)
    session.end_gesture()
    session.move_lever("stock", 20.0, gesture=True)
    session.undo()
    assert session.design.posture.forward_stock_days == 15.0
    session.undo()
    assert session.bench == before


def test_values_that_need_each_other_wait_for_each_other(session):
    before = session.bench
    session.set_field(("pact", "decision", "rule"), "quorum")
    assert session.bench == before
    assert "'quorum' go together" in str(session.refused[session.design.id].by_field)
    session.set_field(("pact", "decision", "quorum"), 1)
    assert session.design.pact.decision.quorum == 1
    assert not session.waiting
    assert not session.refused


def test_what_waits_can_be_given_up(session):
    session.set_field(("posture", "forward_stock_days"), 900)
    assert (
        session.refused[session.design.id]
        .by_field[("posture", "forward_stock_days")]
        .startswith("input should be less")
    )
    session.discard()
    assert not session.waiting
    assert not session.refused


def test_a_contradiction_across_files_stands_beside_its_field(session):
    session.set_field(("settlement", "foreign_troops"), "banned")
    assert list(session.refused[session.design.id].by_field) == [("posture", "in_place")]


def test_the_linter_speaks_of_the_pact_as_it_is_now(session):
    session.set_field(("pact", "trigger", "grey"), "covered")
    after = {finding.rule.id for finding in session.findings()}
    session.undo()
    assert {finding.rule.id for finding in session.findings()} - after == {"T104"}


def test_the_bench_holds_four_designs_with_names_of_their_own(session):
    session.copy(0)
    session.copy(0)
    ids = [design.id for design in session.bench.designs]
    assert len(set(ids)) == MOST_DESIGNS == len({design.title for design in session.bench.designs})
    with pytest.raises(InputError, match="holds 4 designs"):
        session.copy(0)


def test_the_last_design_stays(session):
    session.remove(0)
    session.remove(0)
    assert len(session.bench.designs) == 1


def test_an_edited_design_is_called_so_and_can_be_put_back(session):
    was = session.design
    session.move_lever("stock", was.posture.forward_stock_days + 5.0)
    assert session.is_edited(session.design)
    session.put_back()
    assert session.design == was
    assert not session.is_edited(session.design)


def test_a_lever_that_cannot_move_says_why(session):
    session.set_field(("posture", "in_place"), [])
    session.set_field(("settlement", "foreign_troops"), "banned")
    with pytest.raises(InputError, match="bans foreign troops"):
        session.move_lever("force", 2.0)


def test_a_bench_comes_back_from_its_file_on_another_machine(session):
    session.move_lever("force", 3.0)
    session.pin(1)
    session.set_buildup(14.0)
    other = Session("ukraine")
    assert "opened a bench" in other.bring(session.bench_text().encode())
    assert other.bench == session.bench


def test_a_design_comes_back_from_its_file_beside_the_others(session):
    text = session.design_text().encode()
    other = Session("tutorial")
    other.bring(text)
    assert len(other.bench.designs) == 3
    assert content(other.design) == content(session.design)


BOMB = b"a: &a [x,x,x,x,x,x,x,x,x,x]\n" + b"\n".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 10)}]".encode() for n in range(8)
)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "is empty"),
        (b"\xff\xfe", "not UTF-8"),
        (b"casus_bench: 1\nscenario: ../../etc\nattack: full\ndesigns: []\n", "scenario"),
        (b"casus_bench: 1\nscenario: nowhere\nattack: full\ndesigns: [{}]\n", "is required"),
        (b"!!python/object/apply:os.system ['true']", "tag"),
        (b"a: &x [*x]", "contains itself"),
        (BOMB, "expands to more than"),
        (b"x" * (MOST_BYTES + 1), "at most"),
    ],
    ids=["empty", "binary", "path", "incomplete", "python", "loop", "bomb", "large"],
)
def test_a_hostile_file_is_refused_in_words_and_changes_nothing(session, raw, why):
    before = session.bench
    with pytest.raises(InputError, match=why):
        session.bring(raw)
    assert session.bench == before


def test_a_bench_of_a_scenario_that_is_not_there_names_the_nearest(session):
    text = session.bench_text().replace("scenario: tutorial", "scenario: tutorail")
    with pytest.raises(InputError, match=r"unknown scenario 'tutorail'[\s\S]*tutorial"):
        session.bring(text.encode())


def test_listeners_hear_of_every_change(session):
    heard = []
    session.listeners.append(lambda: heard.append(session.bench))
    session.move_lever("stock", 5.0)
    session.select(0)
    assert len(heard) == 2


def test_what_is_shown_comes_in_stages_and_gains_are_paired_with_the_pinned(session):
    session.set_worlds(30, 1)
    session.pin(1)
    stages = list(Reruns().stages(session.bench))
    assert [shown.stage for shown in stages] == ["attack", "attacks", "price"]
    last = stages[-1]
    assert last.found is not None
    assert last.answers.baseline == PINNED
    own = last.answers.answers[session.bench.designs[1].id, session.bench.attack]
    assert own.gain.value == 0.0
    assert own.held == last.answers.answers[PINNED, session.bench.attack].held
    assert all(shown.bench is session.bench for shown in stages)
    numbers = [number for _, _, price, chances in price_rows(last) for number in (price, *chances)]
    assert len(numbers) == 8
    assert all("of grade" in "".join(number.lines) and "n = 30 worlds" in number.lines[-1] for number in numbers)


def test_an_older_bench_is_not_played_to_its_end(session):
    session.set_worlds(20, 1)
    stages = Reruns().stages(session.bench, stopped=lambda: True)
    assert list(stages) == []
