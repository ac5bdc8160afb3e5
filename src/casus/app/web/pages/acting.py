"""What a reader did in, done and told: a refusal is said in words on the page, never raised at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casus.app.web.components.parts import Tag
from casus.app.web.desk import Desk
from casus.app.web.session import Session
from casus.foundation.errors import CasusError


class Acting:
    """One page of one reader."""

    def __init__(self, desk: Desk, session: Session) -> None:
        self.desk, self.session = desk, session
        self.said: Tag | None = None

    def do(self, act: Callable[[], Any], done: str = "") -> None:
        """Do something; say what came of it, or why it was refused."""
        try:
            found = act()
        except CasusError as error:
            self.say(str(error), bad=True)
            return
        self.say(found if isinstance(found, str) else done)

    def say(self, text: str, bad: bool = False) -> None:
        """A line at the top of the page, read aloud."""
        if self.said is not None:
            self.said.says(text)
            self.said.classes(replace=f"said {'bad' if bad else ''} {'' if text else 'silent'}")
