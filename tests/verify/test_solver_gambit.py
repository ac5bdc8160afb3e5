"""The game lens's solver beside Gambit's on random crisis games (`make verify`); needs pygambit 16.7, never a dependency.

Gambit follows the same branch with code of its own (`logit_solve`), on the tree written down here once more. It is GPL software:
install it in an environment apart, with ours on its path.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from casus.flow.strategy.crisis import KINDS, crisis_games
from casus.flow.strategy.solver.sequential import solve
from casus.flow.strategy.stakes import TYPES, Stakes

gambit = pytest.importorskip("pygambit", reason="pygambit is not installed; see the head of this file")
pytestmark = pytest.mark.verify

GAMES = 30
AGREED = 1e-5
"""Of an outcome's probability; Gambit stops at a regret of 1e-8 of the payoffs' range, and we polish."""


def random_stakes(count):
    """Crises of all kinds: cheap and dear, sure and doubtful guarantors."""
    rng = np.random.default_rng(7)
    value = np.sort(rng.lognormal(0.0, 1.0, (len(TYPES), count)), axis=0)
    alone, backed = rng.uniform(0.05, 0.4, count), rng.uniform(0.0, 0.3, count)
    cost, loss = rng.lognormal(-1.5, 1.0, count), rng.lognormal(-1.0, 1.5, count)
    return Stakes(
        yielded=value * alone - cost,
        war=value * backed - cost - loss,
        backed=-rng.uniform(0.0, 0.3, count),
        guarantor_yielded=-3.0 * alone * rng.random(count) - rng.random(count),
        guarantor_war=-3.0 * backed * rng.random(count) - 2.0 * rng.random(count),
        resolved=rng.integers(20, 980, count) / 1000.0,
    )


def gambit_game(pay, resolved):
    """The crisis in Gambit, with payoffs by outcome as (challenger, guarantors)."""
    game = gambit.Game.new_tree(players=["challenger", "guarantors"])
    outcomes = {name: game.add_outcome(name, list(both)) for name, both in pay.items()}
    game.append_move(game.root, game.players.chance, list(KINDS))
    game.set_chance_probs(game.root.infoset, [Fraction(1, len(KINDS))] * len(KINDS))
    challenged = []
    for kind, node in zip(KINDS, game.root.children, strict=True):
        game.append_move(node, game.players.chance, ["resolved", "not"])
        game.set_chance_probs(node.infoset, [resolved, 1 - resolved])
        game.append_move(list(node.children), "challenger", [f"{kind} keep", f"{kind} attack"])
        for mind in node.children:
            game.set_outcome(mind.children[f"{kind} keep"], outcomes["peace"])
        challenged.append(node.children["not"].children[f"{kind} attack"])
    game.append_move(challenged, "guarantors", ["aside", "stand"])
    for kind, node, aside in zip(KINDS, game.root.children, challenged, strict=True):
        game.set_outcome(aside.children["aside"], outcomes[f"yielded {kind}"])
        stood = [node.children["resolved"].children[f"{kind} attack"], aside.children["stand"]]
        game.append_move(stood, "challenger", [f"{kind} back", f"{kind} fight"])
        for one in stood:
            game.set_outcome(one.children[f"{kind} back"], outcomes[f"backed {kind}"])
            game.set_outcome(one.children[f"{kind} fight"], outcomes[f"war {kind}"])
    return game


def gambit_outcomes(game, resolved):
    """Probabilities of the outcomes by name, from Gambit's limit of the branch."""
    found = gambit.nash.logit_solve(game).equilibria[0]
    play = {action.label: float(found[action]) for player in game.players for action in player.actions}
    odds = {"peace": 0.0}
    for kind in KINDS:
        attack, stand = play[f"{kind} attack"], resolved + (1.0 - resolved) * play["stand"]
        odds["peace"] += (1.0 - attack) / len(KINDS)
        odds[f"yielded {kind}"] = attack * (1.0 - stand) / len(KINDS)
        odds[f"backed {kind}"] = attack * stand * play[f"{kind} back"] / len(KINDS)
        odds[f"war {kind}"] = attack * stand * play[f"{kind} fight"] / len(KINDS)
    return odds


def test_gambit_finds_the_same_equilibria():
    stakes = random_stakes(GAMES)
    games = crisis_games(stakes)
    ours, names = solve(games), games.tree.outcomes
    assert ours.converged.all()
    scaled = games.payoffs / games.ranges[:, None, :]  # a precision means the same to both, as in ours
    worst = {}
    for number, resolved in enumerate(stakes.resolved):
        exact = Fraction(round(1000 * resolved), 1000)
        game = gambit_game(dict(zip(names, scaled[number].tolist(), strict=True)), exact)
        theirs = gambit_outcomes(game, resolved)
        worst[number] = max(abs(theirs[name] - ours.outcomes[number, place]) for place, name in enumerate(names))
    assert {number: far for number, far in worst.items() if far > AGREED} == {}
