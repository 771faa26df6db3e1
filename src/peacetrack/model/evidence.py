"""Who can speak, which documents report, and where in them something stands.

The law: each has a name for readers, however little is known of it, and a value says nothing of where it was read: two
with equal fields are equal.

>>> officials = Voice(id=SpeakerId("officials"), speaks_for=ActorId("armenia"), office="Foreign Ministry")
>>> officials.title, officials.name
('Foreign Ministry', '')
>>> Citation(paragraph=4, via=("Reuters", "TASS")) == Citation(paragraph=4, via=("Reuters", "TASS"))
True
"""

from __future__ import annotations

from typing import Final

import attrs

from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import ActorId, SourceId, SpeakerId
from peacetrack.model.mapping import ReadOnly

NEGOTIATING: Final = "negotiating_party"
CONSENTING: Final = "consenting"
#: The reason of a paragraph that waits to be worked off: it is none, so the paragraph is neither cited nor left out.
TO_DO: Final = "to do"


@attrs.frozen(kw_only=True)
class Actor:
    """
    A state, armed group or organisation with a role in the negotiation.

    Attributes:
        role: `negotiating_party`, `consenting` (its consent is needed though it does not negotiate),
            or any other word (mediator, guarantor, host, observer), which no rule knows.
        name: As people write it; the id when not given.
        aliases: Other names under which logs may name this actor.
    """

    id: ActorId
    role: str
    name: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Give the name for readers."""
        return self.name or self.id


@attrs.frozen(kw_only=True)
class Voice:
    """
    A person or office that speaks for an actor; one that nobody named has no `name`.

    Attributes:
        aliases: Other spellings under which logs may name this voice.
    """

    id: SpeakerId
    speaks_for: ActorId
    name: str = ""
    office: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Give the name for readers, or else the office."""
        return self.name or self.office or self.id


@attrs.frozen(kw_only=True)
class Source:
    """
    A document that reports.

    Attributes:
        published: When it appeared; an interval when only bounds are known, and `basis` says how they were derived.
        language: Of its text, as a code such as `hy` or `pt-BR` (BCP 47).
        paragraphs: How many non-empty lines the text has, when declared.
        uncited: Paragraphs that are left out on purpose, each with the reason; one that is still `to do` is not left out.
        confidential: It is not for the public, and neither is what rests on it alone.
    """

    id: SourceId
    title: str = ""
    publisher: str = ""
    published: ImpreciseDate | None = None
    basis: str = ""
    file: str = ""
    url: str = ""
    language: str = ""
    sha256: str = ""
    paragraphs: int | None = None
    uncited: ReadOnly[int, str] = ReadOnly()
    note: str = ""
    confidential: bool = False


@attrs.frozen(kw_only=True)
class Citation:
    """
    A place in a source.

    Attributes:
        source: Which source, when it is not the one of the event.
        paragraph: Number of the non-empty line, from 1; unknown when the source has none.
        as_said: A few words as they stand there.
        via: The chain through which the words came: this outlet, quoting that one.
    """

    paragraph: int | None = None
    source: SourceId | None = None
    as_said: str = ""
    via: tuple[str, ...] = ()
