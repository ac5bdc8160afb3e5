"""The whole scenario: roles, ground, attack options, designs and the settings of a study (scenario.yaml)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AliasChoices, Field, PrivateAttr, StringConstraints

from casus.evidence.entry import DateText, Identifier
from casus.flow.scenario.schema.aims import Aims
from casus.flow.scenario.schema.design import Design
from casus.flow.scenario.schema.edited import Said, digest_of, said_by
from casus.flow.scenario.schema.quantity import Quantity
from casus.flow.scenario.schema.roles import Aggressor, AttackOption, Guarantor, Protected
from casus.flow.scenario.schema.theatre import City, Theatre
from casus.foundation.records import Record

ParameterName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]

FORMAT = 1
"""Version of the scenario format that this Casus reads."""


class Correlation(Record):
    """Two uncertain quantities that tend to be high together, or one high when the other is low."""

    between: tuple[str, str]
    """Names of the two quantities, as `casus show SCENARIO --quantities` lists them."""
    rank: float = Field(gt=-1, lt=1)
    """Spearman's rank correlation."""
    why: str = Field(min_length=12)
    """Source of, or reason for, the correlation."""


class ScenarioFile(Record):
    """What scenario.yaml holds."""

    casus: Literal[1]
    """Version of the format."""
    id: Identifier
    """Name, equal to the folder's."""
    title: str
    """Name on screens."""
    summary: str = Field(min_length=20)
    """What it is about, in a sentence or two."""
    base_date: DateText
    """Date that the scenario describes."""
    horizon_days: int = Field(default=90, ge=10, le=90)
    """Days after the attack that are played."""
    step_hours: Literal[3, 6, 12] = 6
    """Length of a step."""
    baseline: Identifier
    """Design against which the others are compared."""
    protected: Protected
    """The state that is protected."""
    aggressor: Aggressor
    """The state that may attack."""
    attacks: tuple[AttackOption, ...] = Field(min_length=1)
    """Ways in which it may attack."""
    aims: Aims | None = None
    """What it is after and what that is worth, for the lenses on deterrence; null where only campaigns are asked for."""
    context: tuple[Identifier, ...] = ()
    """Evidence that frames the scenario without being drawn."""
    parameters: dict[ParameterName, Quantity] = {}
    """Quantities of the campaign model that this scenario sets in its own way."""
    correlations: tuple[Correlation, ...] = ()
    """Quantities that move together."""


class ParameterFile(Record):
    """The campaign model's own uncertain quantities."""

    parameters: dict[ParameterName, Quantity]
    """By the name that the kernel uses."""


class GuarantorFile(Record):
    """What guarantors.yaml holds."""

    guarantors: tuple[Guarantor, ...]
    """Nations that may promise."""


class Scenario(Record):
    """A scenario read whole and checked across its files; what the rest of the flow takes."""

    setup: ScenarioFile
    """Roles, attacks and settings."""
    theatre: Theatre
    """The ground."""
    cities: tuple[City, ...]
    """Cities of the theatre."""
    guarantors: tuple[Guarantor, ...]
    """Nations that may promise."""
    designs: tuple[Design, ...]
    """Guarantees to compare, baseline first."""
    variants: tuple[Design, ...] = ()
    """Designs that differ from one of them in one thing; played where they are asked for by name."""
    parameters: dict[ParameterName, Quantity]
    """The campaign model's quantities, with the scenario's own in place of the usual."""
    folder: str
    """Folder that it was read from."""
    read_digest: str = Field(validation_alias=AliasChoices("read_digest", "digest"))
    """Hash of all the files that it was read from, as they were then."""
    _as_read: Said = PrivateAttr(())
    """What it said when it was read; copies that are changed keep it, so that they are known by it."""

    def as_read(self) -> Scenario:
        """The same, as what its files say: whatever differs from it in a copy is an edit."""
        same = self.model_copy()
        same._as_read = said_by(self)
        return same

    def as_edited(self, read_digest: str) -> Scenario:
        """The same, as edited from the files of that digest."""
        same = self.model_copy(update={"read_digest": read_digest})
        same._as_read = ()
        return same

    @property
    def digest(self) -> str:
        """Hash of all its files; of a copy that was edited in Python since, `edited-` and a hash of what it says now."""
        return digest_of(said_by(self), self._as_read) or self.read_digest

    @property
    def edited(self) -> bool:
        """Whether it says anything else than the files that it was read from."""
        return self.digest != self.read_digest

    @property
    def id(self) -> str:
        """Name of the scenario."""
        return self.setup.id

    @property
    def attacks(self) -> tuple[AttackOption, ...]:
        """Attack options."""
        return self.setup.attacks

    def design(self, id: str) -> Design:
        """The design or variant of that name; raises KeyError when there is none."""
        return {design.id: design for design in self.every_design}[id]

    @property
    def every_design(self) -> tuple[Design, ...]:
        """Designs, then variants."""
        return (*self.designs, *self.variants)
