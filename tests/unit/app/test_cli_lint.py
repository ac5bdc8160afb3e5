"""`casus lint` and `casus rule` as a user meets them: findings, exit codes, formats, refusals in words."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from in_process import run_in_process

from casus.pacts.read import casebook_file, casebook_names
from casus.pacts.rules import catalogue
from casus.pacts.rules.catalogue import RULES
from casus.pacts.rules.rule import SEVERITIES

REFERENCE = Path(catalogue.__file__).parent / "reference.yaml"
FINDING = re.compile(r"(?P<pact>[\w/-]+):(?P<clause>[^:]+): (?P<rule>[A-Z]\d{3}) (?P<message>.+) \[(?P<severity>\w+)\]")
SUMMARY = re.compile(r"([\w/-]+): (\d+) errors?, (\d+) warnings?, (\d+) notes?(?: \((\d+) not shown\))?")
CONTRACT = {"pact", "rule", "severity", "clause", "message", "precedent"}


def run(*arguments, command="lint"):
    return run_in_process(["casus", command, *map(str, arguments)])


def found(*arguments, code=None):
    done = run(*arguments, "--json")
    assert not done.stderr
    assert done.returncode in ({0, 1} if code is None else {code})
    return json.loads(done.stdout)


def ids(*arguments):
    return {finding["rule"] for finding in found(*arguments)["findings"]}


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Writes a pact of a user's own: the reference text, in which no rule finds anything, with changes to it."""
    monkeypatch.chdir(tmp_path)

    def write(name="mine.yaml", **changes):
        data = yaml.safe_load(REFERENCE.read_text("utf-8"))
        for clause, fields in changes.items():
            data["pact"][clause] = {**data["pact"].get(clause, {}), **fields} if isinstance(fields, dict) else fields
        Path(name).write_text(yaml.safe_dump(data, sort_keys=False), "utf-8")
        return name

    return write


# --- findings ---------------------------------------------------------------------------------------------------------


def test_each_finding_is_a_line_and_each_text_has_its_counts():
    done = run("budapest-1994", "north-atlantic-1949", "consult-24h")
    *findings, budapest, atlantic, consult = done.stdout.splitlines()
    assert done.returncode == 1
    assert findings
    matched = [FINDING.fullmatch(line) for line in findings]
    assert all(matched)
    assert any(line.startswith("budapest-1994:art. 1, 4: P601 ") and line.endswith(" [error]") for line in findings)
    for line in (budapest, atlantic, consult):
        name, *numbers = SUMMARY.fullmatch(line).group(1, 2, 3, 4)
        counted = Counter(match["severity"] for match in matched if match["pact"] == name)
        assert [int(number) for number in numbers] == [counted[severity] for severity in SEVERITIES]


def test_json_has_the_keys_of_the_contract():
    answer = found("budapest-1994", "consult-24h", code=1)
    assert set(answer) == {"findings", "counts", "rules", "version"}
    assert answer["rules"] == len(RULES)
    assert answer["findings"]
    for finding in answer["findings"]:
        assert set(finding) >= CONTRACT
        assert all(isinstance(finding[key], str) and finding[key] for key in CONTRACT)
    for pact, counts in answer["counts"].items():
        held = Counter(finding["severity"] for finding in answer["findings"] if finding["pact"] == pact)
        assert counts == {severity: held[severity] for severity in SEVERITIES}


def test_budapest_trips_more_than_the_north_atlantic_treaty():
    counts = found("budapest-1994", "north-atlantic-1949")["counts"]
    budapest, atlantic = counts["budapest-1994"], counts["north-atlantic-1949"]
    assert sum(budapest.values()) > sum(atlantic.values())
    assert budapest["error"] > atlantic["error"] == 0


@pytest.mark.parametrize("name", ["consult-24h", "italy-2025"])
def test_a_clock_to_decide_and_none_to_act_is_found(name):
    assert "D302" in ids(name)
    assert "D302" not in ids("north-atlantic-1949")


def test_errors_decide_the_exit_code_whatever_is_shown():
    assert run("north-atlantic-1949").returncode == 0
    assert run("budapest-1994").returncode == 1
    assert run("budapest-1994", "--ignore", "T101,O201,P601").returncode == 0
    assert run("italy-2025", "--select", "D302").returncode == 0


def test_the_whole_casebook_is_linted_and_every_rule_has_its_case_in_it():
    assert set(found("--all", code=1)["counts"]) == set(casebook_names())
    assert casebook_names()
    assert [rule.id for rule in RULES if rule.case not in casebook_names()] == []


# --- choosing ---------------------------------------------------------------------------------------------------------


def test_rules_are_chosen_by_id_beginning_name_and_family():
    every = ids("italy-2025")
    decision = {id for id in every if id.startswith("D")}
    assert {"D302"} < decision < every
    assert ids("italy-2025", "--select", "D") == ids("italy-2025", "--select", "decision") == decision
    assert ids("italy-2025", "--select", "D302") == ids("italy-2025", "--select", "clock-to-decide-only") == {"D302"}
    assert ids("italy-2025", "--select", "t104, D302") == {"T104", "D302"}
    assert ids("italy-2025", "--select", "T104", "--select", "D302") == {"T104", "D302"}
    assert ids("italy-2025", "--ignore", "decision") == every - decision
    assert ids("italy-2025", "--select", "decision", "--ignore", "D302") == decision - {"D302"}


def test_severity_hides_findings_and_still_counts_them():
    every, worst = found("budapest-1994"), found("budapest-1994", "--severity", "error")
    assert {finding["severity"] for finding in worst["findings"]} == {"error"}
    assert worst["counts"] == every["counts"]
    lines = run("budapest-1994", "--severity", "error").stdout.splitlines()
    hidden = len(every["findings"]) - len(worst["findings"])
    assert len(lines) == len(worst["findings"]) + 1
    assert lines[-1].endswith(f"({hidden} not shown)")


def test_a_text_asked_for_twice_is_linted_once_and_namesakes_are_told_apart():
    assert run("italy-2025", "italy-2025").stdout == run("italy-2025").stdout
    assert set(found("paris-2026", "ukraine/paris-2026")["counts"]) == {"paris-2026", "ukraine/paris-2026"}


# --- a user's own files -----------------------------------------------------------------------------------------------


def test_a_sound_file_has_no_findings(own):
    done = run(own())
    assert (done.returncode, done.stdout) == (0, "reference: 0 errors, 0 warnings, 0 notes\n")


def test_a_finding_in_a_file_is_shown_with_its_place(own):
    name = own(deadlines={"soft": True, "article": "6\n(a)"})
    line = Path(name).read_text("utf-8").splitlines().index("  deadlines:") + 1
    first, _ = run(name, "--select", "D").stdout.splitlines()
    assert first.startswith(f"mine.yaml:{line}:3: reference:art. 6 (a): D309 ")
    assert FINDING.fullmatch(first.removeprefix(f"mine.yaml:{line}:3: "))


def test_a_design_in_a_file_of_its_own_is_linted_with_its_posture(own, tmp_path):
    from casus.flow.scenario.read import scenario_folder

    own()
    Path("own-design.yaml").write_bytes((scenario_folder("ukraine") / "designs" / "forward-defence.yaml").read_bytes())
    assert ids("own-design.yaml") == ids("forward-defence")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        (
            {"obligation": {"automaticity": "action", "discretion": ["as-deemed-necessary"]}},
            "an automatic response contradicts the discretion 'as-deemed-necessary': the text cannot say both",
        ),
        (
            {"parties": {"protected": ["aurelia", "elmere"]}},
            "elmere is both guarantor and protected; say 'mutual: true' where all parties protect each other",
        ),
        ({"deadlines": {"act_h": 0}}, "pact.deadlines.act_h: input should be greater than 0 (given: 0)"),
        ({"deadlines": {"act_h": 6}}, "the deadline to act (6 h) runs out before the one to decide (12 h)"),
        ({"trigger": {"event": "armed-atack"}}, "did you mean 'armed-attack'?"),
        ({"tigger": {"event": "threat"}}, "did you mean 'trigger'?"),
    ],
)
def test_a_contradiction_is_refused_with_its_place_in_words(own, changes, says):
    done = run(own(**changes))
    assert done.returncode == 2
    assert re.match(r"mine\.yaml:\d+:\d+: ", done.stderr)
    assert says in done.stderr
    assert not done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("changes", [{"deadlines": {"act_h": 0}}, {"trigger": {"event": "war", "definde": True}}])
def test_the_place_of_a_wrong_field_is_its_own(own, changes):
    name = own(**changes)
    ((clause, fields),) = changes.items()
    wrong = list(fields)[-1]
    lines = Path(name).read_text("utf-8").splitlines()
    start = lines.index(f"  {clause}:")
    line = next(number for number in range(start, len(lines)) if lines[number].startswith(f"    {wrong}:")) + 1
    assert run(name).stderr.startswith(f"mine.yaml:{line}:5: ")


# --- files written ----------------------------------------------------------------------------------------------------


def test_findings_are_kept_in_a_file_and_said_too(tmp_path):
    out = tmp_path / "new" / "findings.txt"
    done = run("italy-2025", "--out", out)
    assert out.read_text("utf-8") == done.stdout == run("italy-2025").stdout
    assert done.stderr == f"wrote {out}\n"
    done = run("italy-2025", "--json", "--out", out)
    assert json.loads(out.read_text("utf-8")) == json.loads(done.stdout)


def test_sarif_goes_to_stdout_or_to_a_file_beside_the_words(tmp_path):
    out = tmp_path / "findings.sarif"
    said = run("italy-2025", "--format", "sarif")
    assert json.loads(said.stdout)["version"] == "2.1.0"
    assert said.returncode == 1
    beside = run("italy-2025", "--format", "sarif", "--out", out)
    assert out.read_text("utf-8") == said.stdout
    assert beside.stdout == run("italy-2025").stdout
    assert (
        found("italy-2025")["counts"]
        == json.loads(run("italy-2025", "--format", "sarif", "--out", out, "--json").stdout)["counts"]
    )


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "name a pact, a design or a file, or say --all"),
        (("budapest-1995",), "no pact is named 'budapest-1995'\n    hint: did you mean 'budapest-1994'?"),
        (("missing.yaml",), "no pact is named 'missing.yaml'"),
        (("tripwire", "--scenario", "ukrane"), "did you mean 'ukraine'?"),
        (("x" * 300,), "no pact is named 'xxx"),
        (("italy-2025", "--select", "triger"), "no rule fits 'triger'\n    hint: did you mean 'trigger'?"),
        (("italy-2025", "--ignore", "X9"), "no rule fits 'X9'"),
        (("italy-2025", "--select", ""), "no rule fits ''"),
        (("italy-2025", "--select", "D302", "--ignore", "D"), "no rule is left to apply"),
        (("italy-2025", "--severity", "grave"), "'grave' is not one of"),
        (("italy-2025", "--json", "--format", "sarif"), "both want stdout"),
        (("italy-2025", "--out", "/dev/null/x"), "cannot be written"),
        (("italy-2025", "--out", "/"), "is a directory"),
    ],
)
def test_bad_input_exits_with_2_and_words(arguments, says):
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert not done.stdout
    assert "Traceback" not in done.stderr


def test_everything_that_is_wrong_is_said_at_once(own):
    name = own(deadlines={"act_h": 0})
    said = run("budapest-1995", "paris-2062", name, "--select", "triger", "--ignore", "X9").stderr
    for wrong in ("'triger'", "'X9'", "'budapest-1995'", "'paris-2062'", "pact.deadlines.act_h"):
        assert said.count(wrong) == 1


# --- casus rule -------------------------------------------------------------------------------------------------------


def test_the_list_names_every_rule():
    done = run(command="rule")
    assert done.returncode == 0
    assert RULES
    for rule in RULES:
        assert rule.id in done.stdout
        assert rule.name in done.stdout
    held = json.loads(run("--json", command="rule").stdout)["rules"]
    assert [rule["id"] for rule in held] == [rule.id for rule in RULES]


@pytest.mark.parametrize("word", ["P601", "p601", "adversary-at-the-table"])
def test_a_rule_is_explained_by_id_or_name(word):
    rule = catalogue.rule("P601")
    done = run(word, command="rule")
    assert done.returncode == 0
    said = " ".join(done.stdout.split())
    for words in (rule.name, rule.severity, rule.finds, rule.why, rule.case, rule.precedent, rule.mend, "veto"):
        assert words in said
    held = json.loads(run(word, "--json", command="rule").stdout)
    assert held["id"] == "P601"
    assert all(isinstance(value, str) and value for value in held.values())
    assert set(held) >= {"name", "family", "severity", "finds", "why", "case", "precedent", "mend", "trips", "clears"}


def test_an_unknown_rule_is_refused_with_the_nearest():
    done = run("adversary-at-table", command="rule")
    assert done.returncode == 2
    assert "unknown rule 'adversary-at-table'\n    hint: did you mean 'adversary-at-the-table'?" in done.stderr


def test_a_file_of_the_casebook_may_be_named_by_its_path():
    assert ids(casebook_file("rio-1947")) == ids("rio-1947")
