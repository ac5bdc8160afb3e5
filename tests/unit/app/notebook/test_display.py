"""What a notebook shows: the numbers of the terminal's tables, escaped, marked up, and without a network."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from importlib import import_module

import pytest

import casus
from casus import notebook, planner
from casus.app.notebook import charts, pages
from casus.evidence.register import read_register
from casus.flow.views import charted
from casus.foundation.errors import InputError
from casus.pacts.read import read_casebook

EVIL = "<script>alert('x')</script> & [bold]\"me\"[/bold] [/nothing]"


class _Seen(HTMLParser):
    """Tags and attributes, and that every tag is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag != "img":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def study():
    return casus.compare("tutorial", attacks=["limited", "full"], draws=40, seed=1)


@pytest.fixture
def _without_pictures(monkeypatch):
    monkeypatch.setattr(charted, "png", lambda spec, scale: b"PNG")


def text_of(page: str) -> str:
    return re.sub(r"<[^>]*>", " ", page)


@pytest.mark.usefixtures("_without_pictures")
def test_a_study_shows_the_numbers_of_its_table_with_intervals_worlds_and_seed(study):
    page = notebook.html(study)
    said = text_of(page)
    for row in study.table().to_dict("records"):
        low, high = study.answers.answers[row["design"], row["attack"]].held.interval
        assert f"{row['p_held']:.3f} [{low:.3f}, {high:.3f}]" in said
    for words in ("n = 40 worlds", "seed 1", study.provenance["scenario_digest"], study.provenance["evidence_digest"]):
        assert words in said
    assert "PARTIAL" not in said
    assert page.count("<img") == 1


@pytest.mark.usefixtures("_without_pictures")
def test_a_partial_study_says_so_first(study, monkeypatch):
    monkeypatch.setitem(study.answers.provenance, "complete", False)
    said = text_of(notebook.html(study)).split()
    assert said[0] == "PARTIAL:"
    assert "PARTIAL" in repr(study)


@pytest.mark.usefixtures("_without_pictures")
def test_an_answer_that_was_interrupted_says_so_once(study):
    found = replace(study.claims(), complete=False)
    assert text_of(notebook.html(found)).count("PARTIAL") == 1


@pytest.mark.usefixtures("_without_pictures")
def test_pages_are_marked_up_for_those_who_listen(study):
    seen = _Seen(notebook.html(study))
    assert {"table", "caption", "th", "details", "summary", "img"} <= set(seen.tags)
    scopes = [value for name, value in seen.attributes if name == "scope"]
    assert {"col", "row"} == set(scopes)
    assert all(value for name, value in seen.attributes if name == "alt")


@pytest.mark.usefixtures("_without_pictures")
def test_pages_ask_nobody_and_run_nothing(study):
    for page in (notebook.html(study), notebook.html(casus.read_scenario("tutorial"))):
        seen = _Seen(page)
        assert not {"script", "link", "style", "iframe", "object"} & set(seen.tags)
        assert all(str(value).startswith("data:") for name, value in seen.attributes if name in {"src", "href"})
        assert not [name for name, _ in seen.attributes if name.startswith("on")]


def _evil():
    scenario = casus.read_scenario("tutorial")
    design = scenario.designs[1]
    pact = design.pact.model_copy(update={"title": EVIL, "source": EVIL})
    entry = read_register().entries["ground-law"].model_copy(update={"what": EVIL, "why": EVIL, "sources": ("nobody",)})
    setup = scenario.setup.model_copy(update={"title": EVIL, "summary": EVIL})
    instrument = read_casebook()[0]
    return [
        design.model_copy(update={"title": EVIL, "summary": EVIL, "pact": pact}),
        pact,
        entry,
        instrument.model_copy(update={"pact": instrument.pact.model_copy(update={"title": EVIL})}),
        scenario.model_copy(update={"setup": setup, "designs": (design.model_copy(update={"summary": EVIL}),)}),
    ]


@pytest.mark.usefixtures("_without_pictures")
@pytest.mark.parametrize("thing", _evil(), ids=lambda thing: type(thing).__name__)
def test_nothing_that_somebody_wrote_gets_into_a_page_unescaped(thing):
    page = notebook.html(thing)
    assert "alert(" in page
    assert "<script" not in page.lower()
    _Seen(page)


def test_the_claims_of_a_file_are_escaped(study, monkeypatch, tmp_path):
    monkeypatch.setattr(pages, "_pictures", lambda of: [])
    file = tmp_path / "mine.yaml"
    file.write_text(
        "claims:\n- {id: mine, who: '<b>me</b>', says: '<img src=x onerror=alert(1)>', hypothesis: 'held(tripwire, full)', "
        "strength: always}\n"
    )
    found = study.claims(file)
    for page in (notebook.html(found), notebook.html(found.claims[0])):
        assert "<b>me" not in page
        assert "<img" not in page
        assert "&lt;b&gt;me" in page


@pytest.mark.parametrize("name", [*pages.SHOWN, *charts.DRAWN])
def test_every_kind_that_is_shown_exists(name):
    module, kind = name.rsplit(".", 1)
    assert isinstance(getattr(import_module(module), kind), type)


FUNCTIONS = [
    *pages.PRINTED.values(),
    *pages.ANSWERS.values(),
    *(where for of in charts.DRAWN.values() for where in of.values()),
]


@pytest.mark.parametrize("where", FUNCTIONS)
def test_every_function_that_shows_exists(where):
    assert callable(charts.loaded(where))


def test_every_answer_of_the_planner_is_shown():
    kinds = {name.rsplit(".", 1)[1] for name in pages.SHOWN}
    for question in planner.QUESTIONS:
        made = getattr(planner, question).__annotations__["return"]
        assert made in kinds, f"planner.{question} returns a {made}, which a notebook shows by the name of its class"


def test_what_has_no_page_is_left_to_the_notebook():
    assert notebook.html(3) is None


def test_a_shell_shows_pages_by_itself(study, monkeypatch):
    from IPython.core.formatters import DisplayFormatter

    class Shell:
        display_formatter = DisplayFormatter()

    monkeypatch.setattr(pages, "_pictures", lambda of: [])
    casus.load_ipython_extension(Shell())
    data, _ = Shell.display_formatter.format(study)
    assert "<table" in data["text/html"]
    for words in ("word kept", "forward-defence", "40 draws"):
        assert words in data["text/plain"]
    assert max(map(len, data["text/plain"].splitlines())) <= 112
    assert len(Shell.display_formatter.format([study, study])[0]["text/plain"]) < 1000
    assert repr(study) == "<Study of 'tutorial': 4 designs, 2 attacks, 40 draws, seed 1>"
    assert "text/html" not in Shell.display_formatter.format(3)[0]


def test_importing_casus_in_ipython_is_enough_and_loads_nothing_heavy():
    code = (
        "import sys\nfrom IPython.core.interactiveshell import InteractiveShell\nshell = InteractiveShell.instance()\n"
        "before = set(sys.modules)\nimport casus\n"
        "printers = shell.display_formatter.formatters['text/html'].deferred_printers\n"
        "heavy = {'numpy', 'numba', 'rich', 'pydantic'} & (set(sys.modules) - before)\n"
        "print(('casus.study.compare', 'Study') in printers, sorted(heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "True []"


def test_a_chart_is_vega_lite_for_notebooks_that_draw_it_and_a_picture_for_others(study, tmp_path):
    chart = notebook.chart(study, "held")
    bundle = chart._repr_mimebundle_()
    assert set(bundle) == {charted.VEGA_LITE, "image/png", "text/plain"}
    assert bundle[charted.VEGA_LITE]["$schema"].endswith("/v6.json")
    assert chart.png.startswith(b"\x89PNG")
    assert "How often each design holds" in chart.alt
    assert chart.save(tmp_path / "held.svg").read_text().startswith("<svg")


def test_the_version_in_the_name_is_the_one_that_draws():
    import altair

    major = re.search(r"v([0-9]+)\.", altair.SCHEMA_URL)
    assert major
    assert f"vegalite.v{major[1]}+json" in charted.VEGA_LITE
    assert f"/v{major[1]}.json" in charted.SCHEMA


@pytest.mark.parametrize("name", charts.STUDY)
def test_a_study_has_its_charts_by_name(study, name):
    assert notebook.chart(study, name).spec["$schema"]


def test_a_chart_that_is_not_there_is_refused_by_name(study):
    with pytest.raises(InputError, match=r"unknown chart 'front'\n.*did you mean 'fronts'"):
        notebook.chart(study, "front")
    with pytest.raises(InputError, match="no chart of a int"):
        notebook.chart(3)
    with pytest.raises(InputError, match="unknown attack 'probe'"):
        notebook.chart(study, "fronts", attack="probe")
    bare = casus.compare("tutorial", attacks=["full"], draws=10, lenses=False)
    with pytest.raises(InputError, match="without the lenses"):
        notebook.chart(bare, "price")


@pytest.mark.usefixtures("_without_pictures")
def test_words_with_brackets_that_are_no_markup_are_kept():
    from casus.flow.views.hypertext import inline

    assert inline("a [/b] c") == "a [/b] c"
    assert inline("[red]x[/red] [bold red]PARTIAL[/bold red]").startswith("x <span")
