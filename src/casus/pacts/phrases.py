"""Names, numbers, dates and lists in, plain English out, as a treaty would print them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from casus.pacts.schema.clauses import Parties

GROUPS = {
    "american-states": "the American states",
    "bilateral-signatories": "the states that signed the bilateral agreements",
    "coalition-of-the-willing": "the Coalition of the Willing",
    "compact-signatories": "the states that signed the Compact",
    "eu-members": "the members of the European Union",
    "european-union": "the European Union",
    "g7-members": "the members of the G7",
    "nato-members": "the members of NATO",
}
"""Names in the list of parties that stand for many states."""
WITH_ARTICLE = frozenset({"netherlands", "philippines", "soviet-union", "united-kingdom", "united-states"})
"""Names of states that English uses with an article."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
UNBROKEN = "\u00a0"
"""A space at which no line is broken."""
SMALL_SHARES = {2 / 3: "two thirds", 3 / 4: "three quarters", 1 / 2: "half", 1.0: "all"}


def party_name(id: str, names: Mapping[str, str]) -> str:
    """A party as it stands in a sentence: its given name, that of a group, or its id in words."""
    plain = _plain_name(id, names)
    return f"the {plain}" if id in WITH_ARTICLE else plain


def party_names(parties: Parties, names: Mapping[str, str]) -> dict[str, str]:
    """Every party of a pact by id, with its name as it stands in a list."""
    ids = {*parties.guarantors, *parties.protected, *parties.adversaries, *parties.veto}
    return {id: _plain_name(id, names) for id in sorted(ids)}


def _plain_name(id: str, names: Mapping[str, str]) -> str:
    return names.get(id) or GROUPS.get(id) or id.replace("-", " ").title()


def party_list(ids: Iterable[str], names: Mapping[str, str]) -> str:
    """Parties by name, in the order given."""
    return listed(party_name(id, names) for id in ids)


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words with commas, and `last` before the last one."""
    *before, end = words
    return f"{', '.join(before)} {last} {end}" if before else end


def quoted(texts: Iterable[str]) -> str:
    """Words of a text between quotation marks."""
    return listed(f'"{text}"' for text in texts)


def unbroken(text: str) -> str:
    """A text that is not broken at the end of a line."""
    return text.replace(" ", UNBROKEN)


def number(value: float) -> str:
    """A number in full: no digit is rounded away, thousands have commas."""
    text = f"{Decimal(repr(float(value))):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def persons(thousand: float) -> str:
    """Thousands of persons as persons."""
    text = f"{Decimal(repr(float(thousand))) * 1000:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def counted(value: float, unit: str) -> str:
    """A number with its unit: '1 hour', '24 hours'."""
    return f"{number(value)} {unit}{'' if value == 1 else 's'}"


def hours(value: float) -> str:
    """Hours, with days beside them where they are many and whole."""
    days = f" ({counted(value / 24, 'day')})" if value > 72 and value % 24 == 0 else ""
    return counted(value, "hour") + days


def share(value: float) -> str:
    """A share in words where it has some."""
    return SMALL_SHARES.get(value) or f"a share of {number(value)}"


def date_text(date: str) -> str:
    """A day, month or year in words; as it stands where it is no date."""
    year, month, day = (*date.split("-"), None, None)[:3]
    if month is None:
        return date
    if not 1 <= int(month) <= len(MONTHS) or day == "00":
        return date
    return f"{f'{int(day)} ' if day else ''}{MONTHS[int(month) - 1]} {year}"
