"""Files: save and open in the workspace, export, and bring a file from another machine."""

from __future__ import annotations

from casus.app.web.components.parts import Control, FilePick, Tag, button
from casus.app.web.pages.acting import Acting
from casus.app.web.pages.listed import Listed
from casus.app.web.session import MOST_BYTES


class FilesView:
    """The panel."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        self.name = ""
        Tag("h3", "Save in the workspace")
        with Tag("div", "", "side-by-side"):
            self.named = Control("text", "Name", "", self._named, help="Small letters, digits and hyphens.")
            button("Save", lambda: acting.do(self._save), "start")
        self.list = Listed("saved", self._saved)
        Tag("h3", "Share as a file")
        with Tag("div", "", "tools"):
            Tag("a", "Export the bench", "button", href="/export/bench.yaml", download="bench.yaml")
            Tag("a", "Export the open design", "button", href="/export/design.yaml", download="design.yaml")
        Tag(
            "p",
            "A bench holds all designs, the pinned one and the settings, and opens on any machine that has the scenario. "
            "A design is as a scenario's library has it.",
            "caption",
        )
        Tag("h3", "Bring a file")
        FilePick("Choose a bench or a design (.yaml)", MOST_BYTES, self._brought, self._too_large)

    def update(self) -> None:
        """Show what is saved."""
        self.list.shows(self.acting.desk.workspace.saved())

    def _saved(self, name: str) -> None:
        do, workspace = self.acting.do, self.acting.desk.workspace
        with Tag("li", "", "one-saved"):
            Tag("span", name, "name")
            button(
                "Open",
                lambda: do(lambda: self.acting.session.bring(workspace.load(name, MOST_BYTES))),
                "small",
                aria_label=f"Open {name}",
            )
            button("Delete", lambda: do(lambda: self._delete(name)), "small", aria_label=f"Delete {name}")

    def _delete(self, name: str) -> str:
        self.acting.desk.workspace.delete(name)
        self.update()
        return f"deleted '{name}'"

    def _save(self) -> str:
        self.acting.desk.workspace.save(self.name, self.acting.session.bench_text())
        self.update()
        return f"saved '{self.name}'"

    def _named(self, name: str | None) -> None:
        self.name = name or ""
        self.named.gives(value=self.name)

    def _brought(self, text: str) -> None:
        self.acting.do(lambda: self.acting.session.bring(text.encode()))

    def _too_large(self, size: int) -> None:
        self.acting.say(f"the file has {size:,} bytes; at most {MOST_BYTES:,} are read", bad=True)
