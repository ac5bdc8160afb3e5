"""The kernel's records, the order of its phases and the model's parameters in, the lines of their reference page out.

The tables of an ODD description, read off the code, so that they are what is computed.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from casus.evidence.register import read_register
from casus.flow.campaign import arrays, kernel
from casus.flow.scenario.read import LIBRARY
from casus.flow.views.evidence import value_text
from casus.foundation.documents import read_document

STATE = ("COUNCIL", "UNITS", "FRONT", "SIDES", "SKY", "ARSENAL", "STORE")
GIVEN = ("GROUND", "PROMISE", "STAND", "CONTINGENT", "NATION", "ASSAULT", "CLOCK")
WORKED_OUT = ("CLASH", "SETTLED")
SIZES = {
    "AXES": "axis",
    "APART": "axis",
    "NATIONS": "nation",
    "CONTINGENTS": "contingent",
    "CITIES": "city",
    "ZONES": "zone",
    "ENTRIES": "entry point",
    "SEGMENTS": "segment",
    "WORKS": "kind of works",
    "BANDS": "band",
    "RECORDED_DAYS": "recorded day",
}
"""What an array of a record has one of, by the name of its size."""


ABOUT = """
The tables of [the ODD description](../method/odd.md), read off the code of the campaign.
"""
ABOUT_STATE = """
What a campaign changes as it goes. The unit stands in the name or in the meaning; a force is counted in brigades.
"""
ABOUT_GIVEN = """
What a design, an attack option and a scenario fix before the first step; it does not change in a campaign.
"""
ABOUT_PARAMETERS = """
The {} uncertain quantities of the campaign model, the same for every scenario unless it sets one in its own way. The value is a
5-95 % interval. Sources and grades: the register.
"""


def lines() -> Iterator[str]:
    """The page: schedule, state, what is given, parameters."""
    yield from ("# The model: schedule, variables, parameters", ABOUT)
    yield from _schedule()
    yield from ("## State variables", ABOUT_STATE)
    for name in STATE:
        yield from _record(name)
    yield from ("## What is given", ABOUT_GIVEN)
    for name in GIVEN:
        yield from _record(name)
    beside = " and ".join(f"`{name}` ({len(fields(name))} numbers)" for name in WORKED_OUT)
    yield from (f"Beside these, {beside} hold what one loop leaves for the next", "and what is worked out once.", "")
    yield from _parameters()


# --- schedule ---------------------------------------------------------------------------------------------------------


def _schedule() -> Iterator[str]:
    yield from ("## Schedule", "", "At the hour of the attack, in this order:", "")
    yield from (f"{number}. `{call}`" for number, call in enumerate(opening(), 1))
    yield from ("", "Then in every step:", "", "| | phase | why there |", "| --- | --- | --- |")
    yield from (f"| {number} | {phase} | {why} |" for number, phase, why in steps())
    yield ""


def opening() -> list[str]:
    """The calls that open a campaign, in order."""
    body = ast.parse(inspect.getsource(inspect.getmodule(kernel) or kernel))
    opened = next(node for node in body.body if isinstance(node, ast.FunctionDef) and node.name == "open_campaign")
    calls = [node for statement in opened.body for node in ast.walk(statement) if isinstance(node, ast.Call)]
    return [ast.unparse(call.func) for call in calls]


def steps() -> list[tuple[str, str, str]]:
    """Number, name and reason of every phase of a step, as the kernel's docstring has them."""
    return re.findall(r"^  (\d)\. (\w+) +(.+)$", kernel.__doc__ or "", re.MULTILINE)


# --- records ----------------------------------------------------------------------------------------------------------


def _record(name: str) -> Iterator[str]:
    yield from (
        f"### `{name}`",
        "",
        meaning_of(name),
        "",
        "| variable | one for each | meaning |",
        "| --- | --- | --- |",
    )
    yield from (
        f"| `{field}` | {each or '-'} | {meaning or field.replace('_', ' ')} |" for field, each, meaning in fields(name)
    )
    yield ""


def fields(name: str) -> list[tuple[str, str, str]]:
    """Each field of a record with what it has one of, and the remark that stands beside it in the code."""
    source = Path(arrays.__file__).read_text("utf-8").splitlines()
    call = _assignment(name).value
    found: list[tuple[str, str, str]] = []
    for given in (node for node in ast.walk(call) if isinstance(node, ast.Dict)):
        for key, shape in zip(given.keys, given.values, strict=True):
            if isinstance(key, ast.Constant):
                found.append((str(key.value), _each(shape), _remark(source, shape)))
            else:  # **dict.fromkeys(names, shape)
                found += [(str(one), "", _remark(source, shape)) for one in ast.literal_eval(shape.args[0])]  # type: ignore[attr-defined]
    assert {field for field, _, _ in found} >= set(getattr(arrays, name).names or ()), (
        f"{name}: a field is not read off the code"
    )
    return found


def meaning_of(name: str) -> str:
    """The text below a record in the code, as one paragraph."""
    body = ast.parse(Path(arrays.__file__).read_text("utf-8")).body
    following = body[next(index for index, node in enumerate(body) if _assigns(node, name)) + 1]
    assert isinstance(following, ast.Expr)
    return " ".join(str(ast.literal_eval(following.value)).split())


def _assignment(name: str) -> ast.Assign:
    body = ast.parse(Path(arrays.__file__).read_text("utf-8")).body
    return next(node for node in body if isinstance(node, ast.Assign) and _assigns(node, name))


def _assigns(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name


def _each(shape: ast.expr) -> str:
    sizes = re.findall(r"[A-Z_]+", ast.unparse(shape))
    return " and ".join(SIZES[size] for size in sizes)


def _remark(source: list[str], shape: ast.expr) -> str:
    """The comment at the end of the line, or nothing."""
    return source[(shape.end_lineno or 1) - 1].partition("# ")[2] or next(
        (line.partition("# ")[2] for line in source[shape.lineno - 1 : shape.end_lineno] if "# " in line), ""
    )


# --- parameters -------------------------------------------------------------------------------------------------------


def _parameters() -> Iterator[str]:
    entries, chosen = read_register().entries, parameters()
    yield from ("## Parameters", ABOUT_PARAMETERS.format(len(chosen)))
    yield from ("| parameter | what | value | unit | grade |", "| --- | --- | --- | --- | --- |")
    for name, id in chosen.items():
        entry = entries[id]
        yield f"| [{name}](evidence.md#{id}) | {entry.what} | {value_text(entry)} | {entry.unit} | {entry.grade} |"


def parameters() -> Mapping[str, str]:
    """The evidence entry of each parameter of the model."""
    return {name: given["evidence"] for name, given in read_document(LIBRARY / "model.yaml").data["parameters"].items()}
