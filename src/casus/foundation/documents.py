"""YAML text in, plain data and the position of every key and value out; hostile files are refused in words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from casus.foundation.errors import InputError, Place, Problem

PLAIN_TAG = "tag:yaml.org,2002:"
MAX_BYTES = 2_000_000  # chosen: the largest file that we ship is 60 kB
MAX_DEPTH = 40  # chosen: a scenario nests 8 deep
MAX_NODES = 200_000  # chosen: counts aliased nodes each time they are met, so that a small file cannot explode

KINDS = {yaml.ScalarNode: "str", yaml.SequenceNode: "seq", yaml.MappingNode: "map"}

Path_ = tuple[str | int, ...]

_WORDS_BEGIN = frozenset("abcdeghijklmopqrsuvwxyzABCDEGHIJKLMOPQRSUVWXYZ")  # but for those of true, false and null
_NULL = re.compile(r"^(|~|null|Null|NULL)$")
_BOOL = re.compile(r"^(true|True|TRUE|false|False|FALSE)$")
_INT = re.compile(r"^[-+]?[0-9]{1,300}$")  # longer ones do not fit a float, and Python refuses to read them
_FLOAT = re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")
_NOT_FINITE = re.compile(r"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$")
_LEAP_IN_UNDERSCORES = re.compile(r"^(?=.{1,300}$)[-+]?[0-9]+(_[0-9]+)+$")


def means_itself(text: str) -> bool:
    """Whether a text that stands without quotes is read as that text, and not as a number, a truth or nothing."""
    return text[:1] in _WORDS_BEGIN or (not _NOT_FINITE.match(text) and _plain(text) is text)


@dataclass(frozen=True)
class Document:
    """What a YAML file says, and where: `places` maps a path of keys and indices to its position."""

    file: Path
    data: Any
    places: dict[Path_, Place] = field(repr=False)

    def place(self, path: Path_) -> Place:
        """Position of the value at a path, or of its nearest ancestor that is in the file."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))


def read_document(file: Path) -> Document:
    """The data of one YAML file with positions; raises InputError for anything but sound UTF-8 YAML 1.2.

    A file that still says what it said is not parsed again; nobody may change the data.
    """
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise InputError([Problem(f"cannot be read: {error.strerror}", Place(file))]) from error
    return _kept(raw, file)


def parse_document(raw: bytes, file: Path, most_nodes: int = MAX_NODES) -> Document:
    """The data of YAML bytes with positions; `file` is only named in errors. Who must answer soon reads fewer values."""
    if len(raw) > MAX_BYTES:
        raise InputError([Problem(f"is {len(raw):,} bytes; at most {MAX_BYTES:,} are read", Place(file))])
    return _Builder(file, most_nodes).build(_compose(_decode(raw, file), file))


_kept = lru_cache(maxsize=512)(
    parse_document
)  # chosen: the files of the register and of all shipped scenarios, twice over


def _decode(raw: bytes, file: Path) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        problem = Problem("is not UTF-8 text", Place(file, line, column), "save the file as UTF-8")
        raise InputError([problem]) from error


def _compose(text: str, file: Path) -> yaml.Node | None:
    try:
        node: yaml.Node | None = _quickly(text) or yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        raise InputError([Problem(f"is not valid YAML: {error.problem}", place)]) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: an escape such as "\UFFFFFFFF"
        raise InputError([Problem(f"is not valid YAML: {error}", Place(file))]) from error
    except RecursionError as error:
        raise InputError([Problem("nests too deep to be read", Place(file))]) from error
    return node


def _quickly(text: str) -> yaml.Node | None:
    """The node as libyaml composes it, in a tenth of the time; None where it is not there, or for a text that only PyYAML may see.

    PyYAML says better what is wrong and where.
    """
    if not hasattr(yaml, "CSafeLoader"):
        return None
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=_quick_loader())
    except (yaml.YAMLError, ValueError, OverflowError):
        return None
    return node


@cache
def _quick_loader() -> Any:
    """The loader of libyaml, which says what a node is and leaves it to `_plain` what its text means.

    libyaml recurses without a guard, so that nesting is counted here.
    """
    tags = {kind: PLAIN_TAG + name for kind, name in KINDS.items()}

    class Loader(yaml.CSafeLoader):
        depth = 0

        def descend_resolver(self, *_: Any) -> None:
            self.depth += 1
            if self.depth > MAX_DEPTH + 1:  # a value within the deepest collection is one deeper
                raise yaml.YAMLError

        def ascend_resolver(self) -> None:
            self.depth -= 1

        def resolve(self, kind: Any, *_: Any) -> str:
            return tags[kind]

    return Loader


class _Builder:
    """Turns the composed nodes into data, noting positions and collecting problems."""

    def __init__(self, file: Path, most_nodes: int) -> None:
        self.file, self.most_nodes = file, most_nodes
        self.places: dict[Path_, Place] = {}
        self.problems: list[Problem] = []
        self.nodes = 0

    def build(self, root: yaml.Node | None) -> Document:
        if root is None:
            raise InputError([Problem("is empty", Place(self.file))])
        data = self._value(root, (), frozenset())
        if self.problems:
            raise InputError(self.problems)
        if data is None:
            raise InputError([Problem("is empty", Place(self.file))])
        return Document(self.file, data, self.places)

    def _value(self, node: yaml.Node, path: Path_, above: frozenset[int]) -> Any:
        self._count(node, above)
        if path not in self.places:  # that of a key stands for its value
            self.places[path] = self._place(node)
        if not node.tag.startswith(PLAIN_TAG) or node.tag.startswith(PLAIN_TAG + "python"):
            self.problems.append(Problem(f"tag '{node.tag}' is not read", self._place(node), "plain values only"))
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        within = above | {id(node)}
        if isinstance(node, yaml.MappingNode):
            return {key: self._value(value, (*path, key), within) for key, value in self._pairs(node, path)}
        return [self._value(item, (*path, index), within) for index, item in enumerate(node.value)]

    def _count(self, node: yaml.Node, above: frozenset[int]) -> None:
        self.nodes += 1
        if id(node) in above:
            raise InputError([Problem("contains itself through an alias", self._place(node))])
        if len(above) > MAX_DEPTH:
            raise InputError([Problem(f"nests deeper than {MAX_DEPTH}", self._place(node))])
        if self.nodes > self.most_nodes:
            raise InputError([Problem(f"expands to more than {self.most_nodes:,} values", self._place(node))])

    def _pairs(self, node: yaml.MappingNode, path: Path_) -> Iterator[tuple[str, yaml.Node]]:
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            place = self._place(key_node)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(Problem("a key must be plain text", place))
            elif key == "<<":
                self.problems.append(Problem("merge keys ('<<') are not read", place, "write the fields out"))
            elif key in seen:
                self.problems.append(Problem(f"key '{key}' appears twice", place, f"first on line {seen[key]}"))
            else:
                seen[key] = place.line
                self.places[(*path, key)] = place
                yield key, value_node

    def _scalar(self, node: yaml.Node) -> Any:
        text = node.value
        if getattr(node, "style", None):  # quoted, or a block
            return text
        if text[:1] in _WORDS_BEGIN:
            return text
        if _NOT_FINITE.match(text):
            self.problems.append(Problem(f"'{text}' is not a finite number", self._place(node)))
            return None
        return _plain(text)

    def _place(self, node: yaml.Node) -> Place:
        return Place(self.file, node.start_mark.line + 1, node.start_mark.column + 1)


def _plain(text: str) -> Any:
    """A plain scalar by the YAML 1.2 core schema, so that `no`, `12:30` and `010` mean what they say."""
    if _NULL.match(text):
        return None
    if _BOOL.match(text):
        return text.lower() == "true"
    if _INT.match(text) or _LEAP_IN_UNDERSCORES.match(text):
        return int(text.replace("_", ""))
    if _FLOAT.match(text):
        number = float(text)
        return number if math.isfinite(number) else text
    return text
