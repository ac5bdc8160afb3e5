"""The few elements that the page is built from, as Python sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nicegui.element import Element
from nicegui.elements.mixins.text_element import TextElement


class Tag(TextElement):
    """A plain HTML element with a text."""

    def __init__(self, tag: str, text: str = "", classes: str = "", **props: Any) -> None:
        """`props` are attributes; an underscore stands for a hyphen."""
        super().__init__(tag=tag, text=text)
        self.classes(classes)
        for name, value in props.items():
            self._props[name.rstrip("_").replace("_", "-")] = value

    def attribute(self, name: str, value: Any) -> None:
        """Set an attribute; nothing is sent where it stays as it was."""
        if self._props.get(name) != value:
            self._props[name] = value

    def says(self, text: str) -> None:
        """Set the text; nothing is sent where it stays as it was."""
        if self.text != text:
            self.set_text(text)


def button(text: str, act: Callable[[], Any], classes: str = "", **props: Any) -> Tag:
    """A button that does something."""
    tag = Tag("button", text, f"button {classes}", type="button", **props)
    tag.on("click", lambda _: act(), args=[])
    return tag


class _Own(Element, dependencies=["floating.js"]):
    """An element of ours whose properties are set together."""

    def gives(self, **props: Any) -> None:
        """Set properties; nothing is sent where all stay as they were."""
        changed = {name: value for name, value in props.items() if self._props.get(name) != value}
        if changed:
            self._props.update(changed)
            self.update()


class Control(_Own, component="control.js"):
    """A labelled native control."""

    def __init__(
        self,
        kind: str,
        label: str,
        value: Any,
        set_: Callable[[Any], Any],
        slid: Callable[[Any], Any] | None = None,
        **props: Any,
    ) -> None:
        """`set_` hears what the reader sets, `slid` where a slider is while it is held."""
        super().__init__()
        self._props.update({"kind": kind, "label": label, "value": value, **props})
        self.on("set", lambda event: set_(event.args))
        if slid is not None:
            self.on("slide", lambda event: slid(event.args))


class Note(_Own, component="note.js"):
    """A number with what stands behind it, and its interval under it."""

    def __init__(self, more: str = "") -> None:
        """`more` are classes that it has whatever it says."""
        super().__init__()
        self.more = more

    def says(self, text: str, lines: list[str], tone: str = "", beneath: str = "") -> None:
        """Set all of it; nothing is sent where it stays as it was."""
        self.gives(text=text, lines=lines, tone=f"{tone} {self.more}".strip(), beneath=beneath)


class Keys(_Own, component="keys.js"):
    """Undo and redo from the keyboard."""

    def __init__(self, undo: Callable[[], Any], redo: Callable[[], Any]) -> None:
        super().__init__()
        self.on("undo", lambda _: undo(), args=[])
        self.on("redo", lambda _: redo(), args=[])


class FilePick(_Own, component="file.js"):
    """A file that the reader brings."""

    def __init__(self, label: str, most: int, brought: Callable[[str], Any], too_large: Callable[[int], Any]) -> None:
        super().__init__()
        self._props.update({"label": label, "most": most})
        self.on("brought", lambda event: brought(event.args))
        self.on("toolarge", lambda event: too_large(event.args))
