"""The page: designs and levers at the left, map and fronts in the middle, answers at the right; on a small screen one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from fastapi import Request

from casus.app.web.components.parts import Tag
from casus.app.web.desk import Desk
from casus.app.web.pages.acting import Acting
from casus.app.web.pages.answers import AnswersView
from casus.app.web.pages.aside import Aside, View
from casus.app.web.pages.centre import Centre
from casus.app.web.pages.designs import Designs
from casus.app.web.pages.form_view import PARTS, Form
from casus.app.web.pages.head import Head
from casus.app.web.pages.levers_view import Levers
from casus.app.web.pages.tabs import Tabs
from casus.app.web.static_files import STYLE_PATH

COLUMNS = {"designs": "Designs", "map": "Map", "answers": "Answers", "more": "More"}


def show_page(desk: Desk) -> Callable[[Request], None]:
    """The function that builds the page for one browser."""

    def page(request: Request) -> None:
        from nicegui import ui

        ui.add_head_html(f'<link rel="stylesheet" href="{STYLE_PATH}">')
        session = desk.session(request.scope["casus_session"])
        views = _build(Acting(desk, session))
        shows = False

        def changed() -> None:
            """Play what is new, and show it beside: what is played next does not wait for the page."""
            nonlocal shows
            desk.play(session)
            if not shows:
                shows = True
                asyncio.get_running_loop().call_soon(show)

        def show() -> None:
            nonlocal shows
            shows = False
            if changed in session.listeners:
                for view in views:
                    view.update()

        session.listeners.append(changed)
        ui.context.client.on_delete(lambda: session.listeners.remove(changed))
        show()
        desk.play(session)

    return page


def _build(acting: Acting) -> list[View]:
    """Everything on the page."""
    head = Head(acting)
    with Tag("main", "", "bench shows-map") as main:
        with Tag("div", "", "column left"):
            designs = Designs(acting)
            with Tag("section", "", "card edit", aria_label="Levers and forms of the open design"):
                edit = Edit(acting)
        with Tag("div", "", "column middle"):
            centre = Centre(acting)
        with Tag("div", "", "column right"):
            answers = AnswersView(acting)
            aside = Aside(acting)
    _narrow_tabs(main)
    return [head, designs, edit, centre, answers, aside]


class Edit:
    """Levers, and a form for each part of the open design."""

    def __init__(self, acting: Acting) -> None:
        names = {"levers": "Levers"} | {part: part.capitalize() for part in PARTS}
        self.tabs = Tabs(names, "Change the open design", self.update)
        with self.tabs.panels["levers"]:
            self.levers = Levers(acting)
        self.forms: dict[str, Form] = {}
        for part in PARTS:
            with self.tabs.panels[part]:
                self.forms[part] = Form(acting, part)

    def update(self) -> None:
        """Show the session."""
        self.levers.update()
        for part, form in self.forms.items():
            form.shown = part == self.tabs.shown
            form.update()


def _narrow_tabs(main: Tag) -> None:
    """At the foot of a small screen: which column is seen."""
    buttons: dict[str, Tag] = {}

    def show(name: str) -> None:
        main.classes(replace=f"bench shows-{name}")
        for other, tab in buttons.items():
            tab.attribute("aria-pressed", str(other == name).lower())

    with Tag("nav", "", "foot", aria_label="Parts of the bench"):
        for name, label in COLUMNS.items():
            buttons[name] = Tag("button", label, "foot-tab", type="button")
            buttons[name].on("click", lambda _, name=name: show(name), args=[])
    show("map")
