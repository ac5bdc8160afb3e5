"""What must be true of the solver of small games, whatever the numbers, and of the crisis game that it solves."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.flow.strategy.crisis import KINDS, crisis_games
from casus.flow.strategy.games.deterrence_two_sided import Payoffs, deterrence_two_sided
from casus.flow.strategy.solver import logit
from casus.flow.strategy.solver.games import games_on
from casus.flow.strategy.solver.logit import follow
from casus.flow.strategy.solver.runs import largest, runs_of, total_of
from casus.flow.strategy.solver.sequential import GOOD_ENOUGH, solve
from casus.flow.strategy.solver.tree import Chance, End, Move, grow
from casus.flow.strategy.stakes import TYPES, Stakes

quick = settings(max_examples=6)
SAME = 1e-6
SEEDS = st.integers(0, 10_000)
BATCH = 25


@cache
def tree_of(name):
    """A tree without symmetries: a signal seen, a move unseen, three in a row, a crisis with two kinds on each side."""
    if name == "signal":
        kinds = {f"t{i}": {f"m{j}": End(f"{i}{j}") for j in range(3)} for i in range(3)}
        return grow(
            Chance(
                "type",
                {
                    kind: Move(
                        "s",
                        kind,
                        {
                            message: Move("r", message, {act: End(f"{kind} {message} {act}") for act in "abc"})
                            for message in messages
                        },
                    )
                    for kind, messages in kinds.items()
                },
            )
        )
    if name == "unseen":
        return grow(Move("s", "s", {one: Move("r", "r", {two: End(one + two) for two in "wxyz"}) for one in "abc"}))
    if name == "three":
        return grow(
            Move(
                "a",
                "a",
                {
                    x: Move("b", "b", {y: Move("c", f"c{y}", {z: End(x + y + z) for z in "lr"}) for y in "lr"})
                    for x in "lr"
                },
            )
        )
    return two_sided_tree(("hard", "soft"))


def two_sided_tree(kinds):
    def choice(challenger, defender):
        last = Move(
            "c", f"{challenger} last", {"back": End(f"cd {defender}"), "fight": End(f"{challenger} {defender}")}
        )
        return Move(
            "c", challenger, {"sq": End("sq"), "go": Move("d", f"d {defender}", {"yield": End("dc"), "defy": last})}
        )

    return grow(Chance("c", {one: Chance("d", {two: choice(one, two) for two in kinds}) for one in kinds}))


def random_games(tree, seed, count=BATCH, shift=0.0):
    rng = np.random.default_rng(seed)
    paid = {outcome: {player: rng.normal(size=count) + shift for player in tree.players} for outcome in tree.outcomes}
    return games_on(tree, paid, {name: odds(rng, branches, count) for name, branches in tree.chances.items()})


def odds(rng, branches, count):
    drawn = rng.dirichlet(np.ones(len(branches)), count)
    return {branch: drawn[:, place] for place, branch in enumerate(branches)}


def random_crises(seed, count=BATCH, **fixed):
    rng = np.random.default_rng(seed)
    value = np.sort(rng.lognormal(0.0, 1.0, (len(TYPES), count)), axis=0)
    alone, backed = rng.uniform(0.05, 0.4, count), rng.uniform(0.0, 0.3, count)
    cost, loss = rng.lognormal(-1.5, 1.0, count), rng.lognormal(-1.0, 1.5, count)
    drawn = {
        "yielded": value * alone - cost,
        "war": value * backed - cost - loss,
        "backed": -rng.uniform(0.0, 0.3, count),
        "guarantor_yielded": -3.0 * alone * rng.random(count) - rng.random(count),
        "guarantor_war": -3.0 * backed * rng.random(count) - 2.0 * rng.random(count),
        "resolved": np.clip(rng.uniform(-0.1, 1.1, count), 0.0, 1.0),
    }
    return Stakes(**(drawn | fixed))


def best_gain(games, solved):
    """By brute force over ends: the most that a player gains at any information set on the path, in units of its range."""
    tree, worst = games.tree, np.zeros(games.size)
    for number, one in enumerate(tree.sets):
        actions = np.flatnonzero(tree.action_set == number)
        nodes = np.flatnonzero(tree.node_set == number)
        values = np.zeros((games.size, len(actions)))
        for place, action in enumerate(actions):
            for pair in np.flatnonzero(np.isin(tree.pair_node, nodes) & (tree.pair_action == action)):
                after = np.prod(solved.play ** tree.pair_actions[pair], axis=1)
                drawn = np.prod(games.chances ** tree.pair_branches[pair], axis=1)
                paid = games.payoffs[:, tree.end_outcome[tree.pair_end[pair]], one.player]
                values[:, place] += solved.beliefs[:, tree.pair_node[pair]] * after * drawn * paid
        played = (solved.play[:, actions] * values).sum(axis=1)
        worst = np.maximum(worst, (values.max(axis=1) - played) / games.ranges[:, one.player])
    return worst


@pytest.mark.parametrize("name", ["signal", "unseen", "three", "crisis"])
@quick
@given(seed=SEEDS)
def test_nobody_gains_by_another_action_at_any_information_set(name, seed):
    games = random_games(tree_of(name), seed)
    found = solve(games)
    gains = best_gain(games, found)
    assert gains == pytest.approx(found.regret, abs=1e-9)
    assert (gains[found.converged == 1.0] < GOOD_ENOUGH + 1e-9).all()
    assert found.converged.mean() >= 0.9


@pytest.mark.parametrize("name", ["signal", "unseen", "three", "crisis"])
@quick
@given(seed=SEEDS)
def test_probabilities_are_probabilities(name, seed):
    found = solve(random_games(tree_of(name), seed))
    tree = found.tree
    assert found.outcomes.sum(axis=1) == pytest.approx(np.ones(BATCH), abs=1e-12)
    assert np.add.reduceat(found.play, tree.action_start, axis=1) == pytest.approx(1.0, abs=1e-12)
    assert np.add.reduceat(found.beliefs, tree.node_start, axis=1) == pytest.approx(1.0, abs=1e-12)
    assert (found.outcomes >= 0.0).all()


@quick
@given(seed=SEEDS)
def test_beliefs_on_the_path_are_those_of_bayes(seed):
    games = random_games(tree_of("signal"), seed)
    found, tree = solve(games), games.tree
    reached = np.array(
        [
            np.prod(found.play**actions, axis=1) * np.prod(games.chances**branches, axis=1)
            for actions, branches in zip(tree.node_actions, tree.node_branches, strict=True)
        ]
    ).T
    whole = np.add.reduceat(reached, tree.node_start, axis=1)[:, tree.node_set]
    likely = whole > 1e-3
    assert found.beliefs[likely] == pytest.approx((reached / np.where(likely, whole, 1.0))[likely], abs=1e-9)


@pytest.mark.parametrize("name", ["signal", "unseen", "three", "crisis"])
def test_at_vanishing_precision_all_play_at_random(name):
    games = random_games(tree_of(name), 1)
    play = follow(games, [0.002]).at[0]
    counts = np.bincount(games.tree.action_set)[games.tree.action_set]
    assert play == pytest.approx(np.broadcast_to(1.0 / counts, play.shape), abs=1e-3)


@pytest.mark.parametrize("precision", [0.1, 1.0, 5.0])
def test_on_the_branch_log_odds_are_precision_times_what_is_gained(precision):
    games = random_games(tree_of("unseen"), 2)
    play = follow(games, [precision]).at[0]
    rows = games.payoffs.reshape(BATCH, 3, 4, 2) / games.ranges[:, None, None, :]
    first, second = play[:, :3], play[:, 3:]
    worth = np.einsum("bij,bj->bi", rows[..., 0], second)
    answer = np.einsum("bij,bi->bj", rows[..., 1], first)
    assert np.log(first / first[:, :1]) == pytest.approx(precision * (worth - worth[:, :1]), abs=1e-6)
    assert np.log(second / second[:, :1]) == pytest.approx(precision * (answer - answer[:, :1]), abs=1e-6)


@given(st.lists(st.integers(1, 8), min_size=1, max_size=5), st.integers(1, 4), st.integers(0, 99))
def test_runs_of_columns_are_reduced_to_the_bits_of_numpy(lengths, batch, seed):
    start = np.cumsum([0, *lengths[:-1]])
    of = np.asfortranarray(np.random.default_rng(seed).normal(size=(batch, sum(lengths))))
    runs = runs_of(start, sum(lengths))
    assert np.array_equal(largest(runs, of), np.maximum.reduceat(of, start, axis=1))
    assert np.array_equal(total_of(runs, of), np.add.reduceat(of, start, axis=1))


@settings(max_examples=3)
@given(seed=SEEDS)
def test_who_is_watched_on_the_way_arrives_at_the_same(seed):
    games, watched = crisis_games(random_crises(seed, 4)), np.array([True, False, True, False])
    every, some = solve(games, [1.0, 30.0]), solve(games, [1.0, 30.0], watched)
    assert every.play.tobytes() == some.play.tobytes()
    assert every.along[:, watched].tobytes() == some.along[:, watched].tobytes()
    assert np.isnan(some.along[:, ~watched]).all()


@settings(max_examples=2)
@given(seed=SEEDS)
def test_no_bit_depends_on_the_threads(seed):
    games = crisis_games(random_crises(seed, 7))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logit, "LEAST_GAMES", 2)
        patch.setattr(logit, "threads", lambda: 3)
        shared = solve(games, [1.0])
    whole = solve(games, [1.0])
    assert [shared.play.tobytes(), shared.along.tobytes()] == [whole.play.tobytes(), whole.along.tobytes()]


@settings(max_examples=3)
@given(seed=SEEDS)
def test_a_batch_is_solved_as_one_at_a_time(seed):
    stakes = random_crises(seed, 4)
    whole = solve(crisis_games(stakes))
    for number in range(4):
        one = Stakes(**{name: numbers[..., [number]] for name, numbers in vars(stakes).items()})
        assert solve(crisis_games(one)).outcomes[0] == pytest.approx(whole.outcomes[number], abs=SAME)


@quick
@given(seed=SEEDS, shift=st.floats(-100.0, 100.0))
def test_a_constant_on_top_of_payoffs_changes_nothing(seed, shift):
    one, other = (solve(random_games(tree_of("crisis"), seed, shift=by)) for by in (0.0, shift))
    both = (one.converged * other.converged) == 1.0
    assert one.outcomes[both] == pytest.approx(other.outcomes[both], abs=1e-5)


@quick
@given(seed=SEEDS, factor=st.floats(0.01, 1000.0))
def test_the_unit_of_payoffs_changes_nothing(seed, factor):
    games = random_games(tree_of("three"), seed)
    scaled = type(games)(games.tree, games.payoffs * np.array([factor, 1.0, 1.0 / factor]), games.chances)
    assert solve(scaled).outcomes == pytest.approx(solve(games).outcomes, abs=1e-5)


@quick
@given(p=st.floats(0.02, 0.98), q=st.floats(0.02, 0.98))
def test_the_order_of_types_does_not_matter(p, q):
    one, other = (two_sided(kinds, p, q) for kinds in (("hard", "soft"), ("soft", "hard")))
    assert ends_of(one) == pytest.approx(ends_of(other), abs=1e-5)


# --- the closed form of the two-sided game ----------------------------------------------------------------------------

PAID = Payoffs(1.0, 0.5, 0.25, 0.0, -0.5, 1.0, 0.9, 0.3, 0.0, -0.6)


def two_sided(kinds, p, q, paid=PAID):
    tree = two_sided_tree(kinds)
    payoffs = {"sq": {"c": paid.c_sq, "d": paid.d_sq}, "dc": {"c": paid.c_dc, "d": paid.d_dc}}
    for kind, defender in (("hard", paid.d_dd_hard), ("soft", paid.d_dd_soft)):
        payoffs[f"cd {kind}"] = {"c": paid.c_cd, "d": paid.d_cd}
        payoffs[f"hard {kind}"] = {"c": paid.c_dd_hard, "d": defender}
        payoffs[f"soft {kind}"] = {"c": paid.c_dd_soft, "d": defender}
    return solve(games_on(tree, payoffs, {"c": {"hard": p, "soft": 1.0 - p}, "d": {"hard": q, "soft": 1.0 - q}}))


def ends_of(found):
    war = sum(found.outcome(f"{one} {two}") for one in ("hard", "soft") for two in ("hard", "soft"))
    backed = found.outcome("cd hard") + found.outcome("cd soft")
    return [float(each[0]) for each in (found.outcome("sq"), found.outcome("dc"), backed, war)]


@settings(max_examples=25)
@given(p=st.floats(0.02, 0.98), q=st.floats(0.02, 0.98))
def test_the_solver_finds_the_closed_form_in_every_region(p, q):
    formula = deterrence_two_sided(PAID, p, q)
    near = min(abs(q - formula.c_hard), abs(q - formula.c_soft), abs(p - formula.d_fight))
    if near > 0.01:
        expected = [formula.sq_probability, formula.dc_probability, formula.cd_probability, formula.war_probability]
        assert ends_of(two_sided(("hard", "soft"), p, q)) == pytest.approx(expected, abs=SAME)


def test_war_is_not_the_rarer_the_more_credible_the_guarantee():
    war = [ends_of(two_sided(("hard", "soft"), 0.3, q))[3] for q in (0.2, 0.6, 0.7)]
    assert war == pytest.approx([0.15, 0.18, 0.0], abs=SAME)


@pytest.mark.parametrize(
    ("p", "q"), [(0.0, 0.3), (1.0, 0.3), (0.3, 0.0), (0.3, 1.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]
)
def test_chance_may_be_certain(p, q):
    formula = deterrence_two_sided(PAID, p, q)
    found = two_sided(("hard", "soft"), p, q)
    expected = [formula.sq_probability, formula.dc_probability, formula.cd_probability, formula.war_probability]
    assert found.converged.all()
    assert ends_of(found) == pytest.approx(expected, abs=SAME)


# --- the crisis game --------------------------------------------------------------------------------------------------


def attacked(found):
    return 1.0 - found.outcome("peace")


@quick
@given(seed=SEEDS)
def test_nearly_all_crises_converge(seed):
    games = crisis_games(random_crises(seed))
    found = solve(games)
    assert best_gain(games, found) == pytest.approx(found.regret, abs=1e-9)
    assert found.converged.mean() >= 0.95


@quick
@given(seed=SEEDS)
def test_a_guarantee_that_is_sure_to_be_kept_deters_all_to_whom_war_is_worse_than_peace(seed):
    stakes = random_crises(seed, resolved=np.ones(BATCH))
    worse = Stakes(**(vars(stakes) | {"war": -np.abs(stakes.war) - 0.01, "backed": stakes.backed - 0.01}))
    assert attacked(solve(crisis_games(worse))) == pytest.approx(0.0, abs=SAME)


@quick
@given(seed=SEEDS)
def test_guarantors_who_never_stand_deter_only_those_who_would_not_gain(seed):
    stakes = random_crises(seed, resolved=np.zeros(BATCH), guarantor_yielded=np.zeros(BATCH))
    # All would rather fight than back down, so that to stand is to go to war, at a price that nobody pays for nothing.
    fight = {
        "backed": np.full(BATCH, -1.0),
        "war": np.full(stakes.war.shape, -0.5),
        "guarantor_war": np.full(BATCH, -9.0),
    }
    never = Stakes(**(vars(stakes) | fight))
    found = solve(crisis_games(never))
    clear = (np.abs(never.yielded) > 0.01).all(axis=0)
    assert found.probability("challenged", "stand aside")[clear] == pytest.approx(1.0, abs=SAME)
    assert attacked(found)[clear] == pytest.approx((never.yielded > 0.0).mean(axis=0)[clear], abs=SAME)


@quick
@given(seed=SEEDS)
def test_the_more_the_aims_are_worth_the_likelier_the_attack(seed):
    """Where the other ends are alike for all kinds, a kind to whom yielding is worth more attacks no less."""
    stakes = random_crises(seed)
    same = Stakes(**(vars(stakes) | {"war": np.sort(stakes.war, axis=0)}))
    found = solve(crisis_games(same))
    attacks = np.array([found.probability(kind, "attack") for kind in KINDS])
    good = found.converged == 1.0
    assert (np.diff(attacks[:, good], axis=0) >= -1e-5).all()
