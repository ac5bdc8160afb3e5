"""A game's tree: moves of chance and of players, nested, in; its information sets, nodes and ends as arrays out.

Described once, a tree serves many games: payoffs and chances come later, in a batch (`games`).
Domain of validity: perfect recall, which `grow` checks; finite, and small enough that every end can be listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from casus.foundation.errors import InputError, Problem

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True)
class End:
    """The end of a play; ends that pay the same may share the name of their outcome."""

    outcome: str


@dataclass(frozen=True)
class Chance:
    """A move of chance; moves of the same name have the same branches and probabilities, and are drawn apart."""

    name: str
    branches: Mapping[str, Node]


@dataclass(frozen=True)
class Move:
    """A player's move; moves at the same information set cannot be told apart by the player."""

    player: str
    at: str
    """The information set."""
    actions: Mapping[str, Node]


Node: TypeAlias = End | Chance | Move


@dataclass(frozen=True)
class InformationSet:
    """What a player may do, not knowing at which of several nodes it stands."""

    name: str
    player: int
    actions: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One step of a play: the place (an information set, or a move of chance) and what was done there."""

    place: str
    done: str
    is_chance: bool


Play: TypeAlias = tuple[Step, ...]


@dataclass(frozen=True, eq=False)
class Tree:
    """A tree as arrays.

    Actions are numbered through, information set by information set; so are nodes, and the branches of chance. A pair
    is a node and an end that can be reached from it: what a player at the node counts with.
    """

    players: tuple[str, ...]
    sets: tuple[InformationSet, ...]
    chances: Mapping[str, tuple[str, ...]]
    outcomes: tuple[str, ...]
    node_plays: tuple[Play, ...]
    action_set: Whole
    """The information set of each action; `action_start` is the first action of each information set."""
    action_start: Whole
    node_set: Whole
    node_start: Whole
    end_outcome: Whole
    end_actions: Floats
    """1 where an action lies on the play to an end (ends, actions); so for branches of chance, and for nodes."""
    end_branches: Floats
    node_actions: Floats
    node_branches: Floats
    pair_node: Whole
    pair_end: Whole
    pair_action: Whole
    """The action at the node that leads to the end; `pair_actions` and `pair_branches` are those after it."""
    pair_actions: Floats
    pair_branches: Floats

    @property
    def set_names(self) -> tuple[str, ...]:
        """The information sets' names, in order."""
        return tuple(one.name for one in self.sets)

    @property
    def actions(self) -> tuple[tuple[str, str], ...]:
        """Every action as (information set, action), in order."""
        return tuple((one.name, action) for one in self.sets for action in one.actions)


def grow(root: Node) -> Tree:
    """The tree from its root; raises InputError where moves of one name differ, or a player would forget."""
    moves, ends = [], []
    for play, node in _walk(root, ()):
        if isinstance(node, Move):
            moves.append((play, node))
        elif isinstance(node, End):
            ends.append((play, node))
    players = tuple(dict.fromkeys(move.player for _, move in moves))
    sets = _information_sets(moves, players)
    chances = _chances(root)
    problems = [*_differences(root), *_forgotten(moves)]
    if not moves:
        problems.append(Problem("the tree has no player's move"))
    if problems:
        raise InputError(problems)
    return _arrays(players, sets, chances, moves, ends)


def _walk(node: Node, play: Play) -> Iterator[tuple[Play, Node]]:
    yield play, node
    if isinstance(node, Chance):
        for branch, following in node.branches.items():
            yield from _walk(following, (*play, Step(node.name, branch, is_chance=True)))
    elif isinstance(node, Move):
        for action, following in node.actions.items():
            yield from _walk(following, (*play, Step(node.at, action, is_chance=False)))


def _information_sets(moves: list[tuple[Play, Move]], players: tuple[str, ...]) -> tuple[InformationSet, ...]:
    first = {move.at: move for _, move in reversed(moves)}
    names = dict.fromkeys(move.at for _, move in moves)
    return tuple(InformationSet(at, players.index(first[at].player), tuple(first[at].actions)) for at in names)


def _chances(root: Node) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for _, node in _walk(root, ()):
        if isinstance(node, Chance):
            found.setdefault(node.name, tuple(node.branches))
    return found


def _differences(root: Node) -> Iterator[Problem]:
    """Moves of one name that are not alike, and moves without a choice."""
    seen: dict[tuple[type, str], tuple[str, ...]] = {}
    for _, node in _walk(root, ()):
        if isinstance(node, End):
            continue
        name = node.at if isinstance(node, Move) else node.name
        alike = (node.player, *node.actions) if isinstance(node, Move) else tuple(node.branches)
        kind = "information set" if isinstance(node, Move) else "chance"
        if not (node.actions if isinstance(node, Move) else node.branches):
            yield Problem(f"{kind} '{name}' has nothing to choose from")
        if seen.setdefault((type(node), name), alike) != alike:
            yield Problem(f"{kind} '{name}' is described twice, as {seen[type(node), name]} and as {alike}")


def _forgotten(moves: list[tuple[Play, Move]]) -> Iterator[Problem]:
    """Information sets at which a player would not know what it did or knew before."""
    player_of = {move.at: move.player for _, move in moves}
    known: dict[str, Play] = {}
    for play, move in moves:
        own = tuple(step for step in play if not step.is_chance and player_of[step.place] == move.player)
        if known.setdefault(move.at, own) != own:
            yield Problem(f"at '{move.at}' {move.player} would have to forget; only perfect recall can be solved")


def _arrays(
    players: tuple[str, ...],
    sets: tuple[InformationSet, ...],
    chances: dict[str, tuple[str, ...]],
    moves: list[tuple[Play, Move]],
    ends: list[tuple[Play, End]],
) -> Tree:
    order = {one.name: number for number, one in enumerate(sets)}
    moves = sorted(moves, key=lambda found: order[found[1].at])
    actions = {Step(one.name, action, False): 0 for one in sets for action in one.actions}
    branches = {Step(name, branch, True): 0 for name, those in chances.items() for branch in those}
    actions, branches = ({step: number for number, step in enumerate(steps)} for steps in (actions, branches))
    outcomes = tuple(dict.fromkeys(end.outcome for _, end in ends))
    node_set = np.array([order[move.at] for _, move in moves], dtype=np.intp)
    action_set = np.array([order[step.place] for step in actions], dtype=np.intp)
    pairs = [
        (node, end, len(play))
        for node, (play, _) in enumerate(moves)
        for end, (whole, _) in enumerate(ends)
        if whole[: len(play)] == play and _passes(whole, len(play), moves[node][1])
    ]
    after = [ends[end][0][depth + 1 :] for _, end, depth in pairs]
    return Tree(
        players=players,
        sets=sets,
        chances=chances,
        outcomes=outcomes,
        node_plays=tuple(play for play, _ in moves),
        action_set=action_set,
        action_start=_starts(action_set),
        node_set=node_set,
        node_start=_starts(node_set),
        end_outcome=np.array([outcomes.index(end.outcome) for _, end in ends], dtype=np.intp),
        end_actions=_incidence([play for play, _ in ends], actions),
        end_branches=_incidence([play for play, _ in ends], branches),
        node_actions=_incidence([play for play, _ in moves], actions),
        node_branches=_incidence([play for play, _ in moves], branches),
        pair_node=np.array([node for node, _, _ in pairs], dtype=np.intp),
        pair_end=np.array([end for _, end, _ in pairs], dtype=np.intp),
        pair_action=np.array([actions[ends[end][0][depth]] for _, end, depth in pairs], dtype=np.intp),
        pair_actions=_incidence(after, actions),
        pair_branches=_incidence(after, branches),
    )


def _passes(play: Play, depth: int, move: Move) -> bool:
    """Whether a play to an end, as far as the node's, goes on with this very move."""
    return len(play) > depth and not play[depth].is_chance and play[depth].place == move.at


def _starts(numbers: Whole) -> Whole:
    return np.flatnonzero(np.diff(numbers, prepend=-1)).astype(np.intp)


def _incidence(plays: list[Play], columns: Mapping[Step, int]) -> Floats:
    """How often each step lies on each play (plays, steps)."""
    counted = np.zeros((len(plays), len(columns)))
    for row, play in enumerate(plays):
        for step, times in Counter(step for step in play if step in columns).items():
            counted[row, columns[step]] = times
    return counted
