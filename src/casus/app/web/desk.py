"""Sessions by the secret that a browser holds, and what they share: turns, worlds, the workspace, the studies aside."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

from casus.app.web.jobs import Jobs
from casus.app.web.rerun import Reruns, Shown
from casus.app.web.session import Session
from casus.app.web.settings import Settings
from casus.app.web.turns import BusyError, Turns
from casus.app.web.workspace import Workspace
from casus.foundation.errors import CasusError
from casus.foundation.last_used import LastUsed

MOST_SESSIONS = 64
"""Chosen; the one that did nothing for longest is forgotten first."""


class Desk:
    """What one workbench holds."""

    def __init__(self, settings: Settings, turns: Turns) -> None:
        self.settings, self.turns = settings, turns
        self.workspace = Workspace(settings.workspace).open()
        self.jobs = Jobs(self.workspace)
        self.reruns = Reruns()
        self._sessions: LastUsed[str, Session] = LastUsed(MOST_SESSIONS)
        self._playing: dict[int, asyncio.Task[None]] = {}

    def session(self, secret: str) -> Session:
        """The session of a browser, begun where there is none."""
        if secret not in self._sessions:
            self._sessions[secret] = Session(self.settings.scenario, self.settings.draws)
        return self._sessions[secret]

    def known_session(self, secret: str) -> Session | None:
        """The session of a browser, if it has one."""
        return self._sessions.get(secret)

    def play(self, session: Session) -> None:
        """Play what stands on a bench; what was begun for an older state of it is left."""
        if id(session) not in self._playing or self._playing[id(session)].done():
            self._playing[id(session)] = asyncio.get_running_loop().create_task(self._play(session))

    async def _play(self, session: Session) -> None:
        """Play until what is shown is what stands there, price and all."""
        while session.trouble is None and not _is_whole(session):
            bench = session.bench
            stages = self.reruns.stages(bench, lambda bench=bench: session.bench != bench)  # type: ignore[misc]
            try:
                while (shown := await self._turn(stages)) is not None:
                    if session.bench == bench:
                        session.show(shown)
            except CasusError as error:
                session.fail(str(error))

    async def _turn(self, stages: Iterator[Shown]) -> Shown | None:
        """The next stage, when its turn has come."""
        while True:
            try:
                return await self.turns.run(next, stages, None)
            except BusyError:
                await asyncio.sleep(0.5)

    def close(self) -> None:
        """End what is still going on."""
        self.jobs.close()
        self.turns.close()


def _is_whole(session: Session) -> bool:
    """Whether all that stands on the bench was played."""
    shown = session.shown
    return shown is not None and shown.bench == session.bench and shown.stage == "price"
