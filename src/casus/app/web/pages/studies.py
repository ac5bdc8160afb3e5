"""Studies aside: ask one, see how far it is, stop it, find it again."""

from __future__ import annotations

from nicegui import ui

from casus.app.web.components.parts import Control, Tag, button
from casus.app.web.jobs import MOST_JOB_DRAWS, QUESTIONS, Job
from casus.app.web.numbers import worlds_number
from casus.app.web.pages.acting import Acting
from casus.app.web.pages.listed import Listed
from casus.app.web.pages.noted import noted

EVERY_SECONDS = 1.0


class StudiesView:
    """The list, and what can be asked."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting
        self.question, self.draws = "compare", 10_000
        self.asking = Control(
            "choice",
            "Ask aside",
            self.question,
            self._asks,
            choices=[list(pair) for pair in QUESTIONS.items()],
            help="Plays in the background, with every attack and the lenses on deterrence; a question is about the open design.",
        )
        with Tag("div", "", "side-by-side"):
            self.worlds = Control("number", "Worlds", self.draws, self._drawn, low=1, high=MOST_JOB_DRAWS, step=1,
                help="Possible worlds in which the study is played, with the seed of the bench.",
            )  # fmt: skip
            button("Start", lambda: acting.do(self._start), "start")
        self.list = Listed("studies", self._job, "None yet. A finished one is kept in the workspace.")
        ui.timer(EVERY_SECONDS, self.update)

    def update(self) -> None:
        """Show the studies."""
        self.list.shows(self.acting.desk.jobs.list())

    def _job(self, job: Job) -> None:
        jobs, do = self.acting.desk.jobs, self.acting.do
        with Tag("li", "", f"job {job.state}"):
            Tag("p", job.title, "what")
            with Tag("p", "", "of"):
                noted(worlds_number(job.draws, job.seed, job.title))
                Tag("span", f" {job.id}")
            if job.state == "running":
                total = {"max": job.total, "value": job.done} if job.total else {}
                Tag("progress", "", "", aria_label=f"Progress of {job.id}", **total)
                Tag("p", f"{job.done} of {job.total} played" if job.total else f"{job.done} batches played", "of")
                button(
                    "Stop",
                    lambda: do(lambda: self._after(lambda: jobs.cancel(job.id)), "stopped; nothing of it is kept"),
                    "small",
                    aria_label=f"Stop {job.id}",
                )
            elif job.state == "done":
                Tag(
                    "p",
                    f"casus show {job.folder}" if job.question == "compare" else f"{job.folder / 'answers.json'}",
                    "code",
                )
                button(
                    "Delete",
                    lambda: do(lambda: self._after(lambda: jobs.remove(job.id)), "deleted"),
                    "small",
                    aria_label=f"Delete {job.id}",
                )
            else:
                Tag("p", job.said, "bad")
                button(
                    "Dismiss", lambda: self._after(lambda: jobs.remove(job.id)), "small", aria_label=f"Dismiss {job.id}"
                )

    def _start(self) -> str:
        session = self.acting.session
        id = self.acting.desk.jobs.start(
            self.question, session.bench_text(), session.design.id, session.bench.attack, self.draws, session.bench.seed
        )
        self.update()
        return f"started {id}" + (
            "; the build-up that is set on the bench does not go with it"
            if session.bench.buildup_days is not None
            else ""
        )

    def _after(self, act: object) -> None:
        act()  # type: ignore[operator]
        self.update()

    def _asks(self, question: str | None) -> None:
        self.question = question or "compare"
        self.asking.gives(value=self.question)

    def _drawn(self, draws: float | None) -> None:
        self.draws = int(draws or 0)
        self.worlds.gives(value=self.draws)
