"""Tabs that the keyboard reaches; one panel is seen at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casus.app.web.components.parts import Tag


class Tabs:
    """A row of tabs and their panels."""

    def __init__(self, names: Mapping[str, str], about: str, changed: Callable[[], None]) -> None:
        self.changed = changed
        self.shown = next(iter(names))
        self.tabs: dict[str, Tag] = {}
        self.panels: dict[str, Tag] = {}
        with Tag("div", "", "tabs", role="tablist", aria_label=about):
            for name, label in names.items():
                self.tabs[name] = Tag("button", label, "tab", type="button", role="tab")
                self.tabs[name].on("click", lambda _, name=name: self.open(name), args=[])
        for name in names:
            self.panels[name] = Tag("div", "", "panel", role="tabpanel", aria_label=names[name])
            self.tabs[name].attribute("aria-controls", self.panels[name].html_id)
        self._mark()

    def open(self, name: str) -> None:
        """Show a panel."""
        self.shown = name
        self._mark()
        self.changed()

    def label(self, name: str, text: str) -> None:
        """Another label for a tab."""
        self.tabs[name].says(text)

    def _mark(self) -> None:
        for name, tab in self.tabs.items():
            on = name == self.shown
            tab.attribute("aria-selected", str(on).lower())
            tab.classes(replace=f"tab {'on' if on else ''}")
            self.panels[name].classes(replace=f"panel {'' if on else 'away'}")
