"""What was gathered and a language in, the whole report out: every section, in the order in which it is read."""

from __future__ import annotations

from casus.app.report.gather import Gathered
from casus.app.report.parts import Report
from casus.app.report.sections.claims import claims
from casus.app.report.sections.comparison import comparison
from casus.app.report.sections.costs import costs
from casus.app.report.sections.deterrence import deters
from casus.app.report.sections.ground import fronts, ground
from casus.app.report.sections.held import held
from casus.app.report.sections.limits import limits
from casus.app.report.sections.pacts import pacts
from casus.app.report.sections.provenance import bibliography, provenance
from casus.app.report.sections.sensitivity import sensitivity
from casus.app.report.sections.summary import summary
from casus.app.report.sections.ways import ways
from casus.app.report.teller import Teller

SECTIONS = (
    summary, comparison, ground, fronts, ways, held, deters, costs, claims, pacts, sensitivity, limits, provenance, bibliography,
)  # fmt: skip
"""From what a reader takes away to what it stands on."""


def compose(of: Gathered, say: Teller) -> Report:
    """The report in the teller's language."""
    known = of.said
    campaigns = int(known["draws"]) * len(of.answers.titles) * len(of.answers.attacks)
    subtitle = say.say(
        "subtitle", designs=len(of.answers.titles), attacks=len(of.answers.attacks), draws=say.number(float(known["draws"])),
        campaigns=say.number(float(campaigns)),
    )  # fmt: skip
    dated = say.say(
        "dated", date=say.date(str(known["base_date"])), version=str(known["version"]), scenario=str(known["scenario"])
    )
    partial = "" if of.study.complete else say.say("partial")
    sections = tuple(section(of, say) for section in SECTIONS)
    return Report(say.language, str(known["title"]), subtitle, dated, partial, sections, known)
