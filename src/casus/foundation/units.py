"""The closed list of units that a quantity may carry, each with its plain-language name."""

from __future__ import annotations

UNITS: dict[str, str] = {
    "1": "dimensionless factor",
    "share": "share between 0 and 1",
    "probability": "probability between 0 and 1",
    "logit": "log-odds",
    "category": "one of named alternatives",
    "day": "days",
    "hour": "hours",
    "month": "months",
    "year": "years",
    "km": "kilometres",
    "m": "metres",
    "km2": "square kilometres",
    "km/day": "kilometres per day",
    "km/brigade": "kilometres of front per brigade",
    "km2/month": "square kilometres per month",
    "1/day": "share per day",
    "brigade": "brigade equivalents",
    "brigade/day": "brigades per day",
    "t": "tonnes",
    "t/day": "tonnes per day",
    "person": "persons",
    "person/day": "persons per day",
    "kperson": "thousand persons",
    "person/km2": "persons per square kilometre",
    "t/brigade": "tonnes of a brigade",
    "train/brigade": "trains for a brigade",
    "train/day": "trains a day",
    "hour/day": "hours in a day",
    "aircraft": "aircraft",
    "sortie/day": "sorties per day",
    "battery": "air-defence batteries",
    "weapon/day": "weapons per day",
    "weapon/month": "weapons per month",
    "weapon": "weapons",
    "shot": "interceptors per target",
    "MEUR": "million euro",
    "MEUR/year": "million euro per year",
    "MEUR/day": "million euro per day",
    "MEUR/kperson": "million euro per thousand persons",
    "MEUR/brigade": "million euro per brigade equivalent",
    "MEUR/aircraft": "million euro per aircraft",
    "MUSD": "million US dollars",
    "EUR/USD": "euro per US dollar",
}

SHARES = frozenset({"share", "probability"})
MONEY = frozenset({"MEUR", "MEUR/year", "MEUR/day", "MEUR/kperson", "MEUR/brigade", "MEUR/aircraft", "MUSD"})
MAY_BE_NEGATIVE = frozenset({"logit"})
