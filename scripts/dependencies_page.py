"""The lock file and what is installed in, the lines of the page on dependencies out: licence, who brings it, for what."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "lock.txt"
PROJECT = ROOT / "pyproject.toml"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
NAME = re.compile(r"^[A-Za-z0-9._-]+")
LONGEST = 60
"""Letters of a licence; who puts the whole text into its metadata is cut."""
COPYLEFT = ("GPL", "MPL", "EPL", "CDDL")
"""Parts of the names of licences that ask something of who passes the code on."""
NO_LICENCE = "not stated"
SHORT = {
    "Apache Software License": "Apache-2.0", "MIT License": "MIT", "BSD License": "BSD",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC", "The Unlicense (Unlicense)": "Unlicense",
}  # fmt: skip


@dataclass(frozen=True)
class Locked:
    """One package of the lock."""

    name: str
    version: str
    licence: str
    parents: tuple[str, ...]
    """Packages that bring it; empty where Casus itself asks for it."""
    roots: tuple[str, ...]
    """Extras of Casus that need it, `core` for the package itself."""
    summary: str


def lines() -> Iterator[str]:
    """The page."""
    every = locked()
    counted = Counter(one.licence for one in every)
    asking = [one for one in every if any(part in one.licence for part in COPYLEFT)]
    yield from (
        "# Dependencies",
        "",
        f"The {len(every)} packages that `requirements/lock.txt` pins by hash, from their own metadata "
        "(`importlib.metadata`). *For*: the part of Casus that needs it (`core`, or an extra); *brought by*: nobody where "
        "Casus names it itself. Packages of an extra (`cluster`, `cuda`, `pdf`, `web`) are loaded only by the "
        "commands that need them; `build`, `dev` and `docs` are for those who work on Casus.",
        "",
        "**What this does not say.** Whether a version has a known vulnerability: no data base of those can be reached from "
        "where this page is written, and none is consulted. Before a workbench is opened to others, hold the lock against one "
        "(for example `pip-audit -r requirements/lock.txt --require-hashes`, which needs the network).",
        "",
        "Licences: " + ", ".join(f"{licence} {number}" for licence, number in counted.most_common()) + ".",
        "",
        "Licences that ask something of who passes the code on: "
        + ("; ".join(f"{one.name} ({one.licence})" for one in asking) or "none")
        + ". Casus neither changes nor ships any of them.",
        "",
        "| package | version | licence | for | brought by | what it is |",
        "| --- | --- | --- | --- | --- | --- |",
    )
    for one in every:
        cells = (one.name, one.version, one.licence, ", ".join(one.roots), ", ".join(one.parents), one.summary)
        yield f"| {' | '.join(' '.join(cell.split()).replace('|', '/') for cell in cells)} |"


def locked() -> list[Locked]:
    """Every package of the lock, by name."""
    versions = {
        _plain(match[1]): match[2] for line in LOCK.read_text("utf-8").splitlines() if (match := PINNED.match(line))
    }
    parents = _parents(versions)
    wanted = _wanted()
    return [_locked(name, versions[name], parents[name], _roots(name, parents, wanted)) for name in sorted(versions)]


def _locked(name: str, version: str, parents: tuple[str, ...], roots: tuple[str, ...]) -> Locked:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return Locked(name, version, "another platform's", parents, roots, "")
    return Locked(name, version, licence_of(found), parents, roots, str(found.metadata.get("Summary") or ""))


def licence_of(found: Distribution) -> str:
    """The licence as the package states it: an SPDX expression, else its classifiers, else the first line of its text."""
    stated = found.metadata.get("License-Expression")
    if stated:
        return str(stated)
    classified = [
        str(line).split(" :: ")[-1]
        for line in found.metadata.get_all("Classifier") or []
        if str(line).startswith("License ::")
    ]
    if known := [SHORT.get(one, one) for one in classified if one != "OSI Approved"]:
        return " or ".join(sorted(set(known)))
    text = str(found.metadata.get("License") or "").strip().splitlines()
    return text[0][:LONGEST] if text else NO_LICENCE


def _parents(versions: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """By package, those of the lock that bring it, as the comments of the lock say."""
    found: dict[str, list[str]] = {name: [] for name in versions}
    current = ""
    for line in LOCK.read_text("utf-8").splitlines():
        if match := PINNED.match(line):
            current = _plain(match[1])
        elif line.strip().startswith("#") and current:
            said = line.strip().removeprefix("#").strip().removeprefix("via").strip()
            if said and NAME.match(said) and _plain(said) in versions:
                found[current].append(_plain(said))
    return {name: tuple(sorted(set(parents))) for name, parents in found.items()}


def _wanted() -> dict[str, list[str]]:
    """By package that Casus names, the parts that need it."""
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    named = {"core": project["dependencies"], **project["optional-dependencies"]}
    found: dict[str, list[str]] = {}
    for part, needs in named.items():
        for need in needs:
            match = NAME.match(need)
            assert match is not None
            found.setdefault(_plain(match[0]), []).append(part)
    return found


def _roots(name: str, parents: dict[str, tuple[str, ...]], wanted: dict[str, list[str]]) -> tuple[str, ...]:
    """The parts of Casus from which a way leads to a package."""
    seen, left, roots = set(), [name], set()
    while left:
        one = left.pop()
        if one not in seen:
            seen.add(one)
            roots |= set(wanted.get(one, ()))
            left += parents.get(one, ())
    return tuple(sorted(roots, key=lambda part: (part != "core", part)))


def _plain(name: str) -> str:
    """A name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()
