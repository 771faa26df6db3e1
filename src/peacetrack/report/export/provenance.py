"""W3C PROV: from which documents each event is taken, whose word it is, and on what each verdict rests.

Documents, events, claims and verdicts are entities, actors and voices are agents, and the check of the claims is an
activity. PROV has no word for a report that is denied or taken back: such a report influences the event it is about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final, Literal, assert_never
from urllib.parse import quote

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import Correcting, Retelling
from peacetrack.beliefs.reports import references
from peacetrack.checks.claims import Result
from peacetrack.log.log import Log
from peacetrack.model.characters import harmless
from peacetrack.report.export.claimreview import web_address
from peacetrack.report.tables.events import reported
from peacetrack.state.timeline import Timeline

if TYPE_CHECKING:
    from prov.model import ProvDocument, QualifiedName

ProvForm = Literal["json", "provn"]
#: Terms of our own, for what PROV leaves to whoever uses it.
TERMS: Final = "urn:peacetrack:terms:"


def provenance(
    line: Timeline, results: Iterable[Result] = (), *, until: dt.date | None = None
) -> ProvDocument:
    """
    Tell where everything in a log comes from.

    Args:
        line: Of which log, and known by when.
        results: Outcomes of claims, whose provenance is stated too.
        until: Only events that may have happened by the end of this day; all of them when None.

    Raises:
        ModuleNotFoundError: The package `prov` is not installed.
    """
    return _document(line, results, until, shown=str)


def _document(
    line: Timeline, results: Iterable[Result], until: dt.date | None, *, shown: Callable[[str], str]
) -> ProvDocument:
    writer = _Writer(reported(line, until=until), shown)
    writer.agents()
    writer.documents()
    for event in writer.log.events:
        writer.event(event)
    writer.results(results)
    return writer.document


def provenance_text(
    line: Timeline,
    results: Iterable[Result] = (),
    *,
    form: ProvForm = "json",
    until: dt.date | None = None,
) -> str:
    """
    Write the provenance of a log as PROV-JSON, or as PROV-N for people.

    Args:
        line: Of which log, and known by when.
        results: Outcomes of claims, whose provenance is stated too.
        form: In which form.
        until: Only events that may have happened by the end of this day; all of them when None.

    Raises:
        ModuleNotFoundError: The package `prov` is not installed.
    """
    match form:
        case "json":
            text = provenance(line, results, until=until).serialize(format="json", indent=1)
        case "provn":
            # It is for people, and has no escape for what would steer them.
            text = _document(line, results, until, shown=harmless).get_provn()
        case _:
            assert_never(form)
    return f"{text}\n"


class _Writer:
    """A document of provenance in the making."""

    def __init__(self, log: Log, shown: Callable[[str], str]) -> None:
        from prov.constants import PROV
        from prov.model import ProvDocument

        self.log, self.shown, self.prov, self.document = log, shown, PROV, ProvDocument()
        self.known = log.by_id.keys()
        home = f"urn:peacetrack:{quote(log.cast.negotiation.id, safe='')}"
        self.spaces = {
            sort: self.document.add_namespace(sort, f"{home}:{sort}:")
            for sort in ("source", "event", "claim", "result", "who", "activity")
        }
        self.terms = self.document.add_namespace("peacetrack", TERMS)

    def name(self, sort: str, name: str) -> QualifiedName:
        """Give the qualified name of something of the log."""
        return self.spaces[sort][quote(name, safe="")]

    def attributes(self, **attributes: object) -> dict[Any, Any]:
        """Give attributes: those of PROV by their own names, the others by ours; what is not stated is left out."""
        own = {"label", "type", "location"}
        return {
            (self.prov if key in own else self.terms)[key]: self.shown(value) if type(value) is str else value
            for key, value in attributes.items()
            if value
        }

    def agents(self) -> None:
        """Tell who can speak, and for whom."""
        cast = self.log.cast
        for actor in cast.actors.values():
            kind = self.prov["Organization"]
            self.document.agent(
                self.name("who", actor.id), self.attributes(label=actor.title, type=kind, role=actor.role)
            )
        for voice in cast.voices.values():
            kind = self.prov["Person" if voice.name else "Organization"]
            name = self.name("who", voice.id)
            self.document.agent(name, self.attributes(label=voice.title, type=kind, office=voice.office))
            self.document.actedOnBehalfOf(name, self.name("who", voice.speaks_for))

    def documents(self) -> None:
        """Tell of the documents that report."""
        for source in self.log.sources.values():
            attributes = self.attributes(
                label=source.title or source.id,
                type="document",
                location=web_address(source.url),
                publisher=source.publisher,
                published=str(source.published or ""),
                sha256=source.sha256,
            )
            self.document.entity(self.name("source", source.id), attributes)

    def event(self, event: Event) -> None:
        """Tell of an event: from which documents it is taken, whose it is, to which it refers."""
        name = self.name("event", event.id)
        attributes = self.attributes(
            label=event.id, type=event.kind, date=str(event.true_of or ""), inferred=event.inferred
        )
        self.document.entity(name, attributes)
        for place in self.log.citations(event):
            if place.source in self.log.sources:
                quoted = self.attributes(
                    type=self.prov["PrimarySource"], paragraph=place.paragraph, as_said=place.as_said
                )
                self.document.wasDerivedFrom(
                    name, self.name("source", str(place.source)), other_attributes=quoted
                )
        for speaker in dict.fromkeys((*event.by, *event.according_to)):
            self.document.wasAttributedTo(name, self.name("who", speaker))
        for field, target in references(event):
            self.reference(event, field, target)

    def reference(self, event: Event, field: str, target: str) -> None:
        """Tell how an event is linked to another that is known."""
        if target not in self.known:
            return
        name, other = self.name("event", event.id), self.name("event", target)
        match event:
            case Retelling() if field == "of":
                self.document.alternateOf(name, other)
            case Correcting() if field == "of":
                revised = self.attributes(type=self.prov["Revision"])
                self.document.wasDerivedFrom(name, other, other_attributes=revised)
            case _:
                self.document.wasInfluencedBy(name, other, other_attributes=self.attributes(field=field))

    def results(self, results: Iterable[Result]) -> None:
        """Tell on what each verdict rests."""
        claimed = {claim.id for claim in self.log.claims}
        listed = [result for result in results if result.claim.id in claimed]
        if not listed:
            return
        check = self.name("activity", "check")
        self.document.activity(check, other_attributes=self.attributes(label="peacetrack check"))
        for event in dict.fromkeys(name for result in listed for name in result.because):
            self.document.used(check, self.name("event", event))
        for result in listed:
            self.result(result, check)

    def result(self, result: Result, check: QualifiedName) -> None:
        """Tell of a claim and its verdict."""
        claim, name = self.name("claim", result.claim.id), self.name("result", result.claim.id)
        self.document.entity(claim, self.attributes(label=result.said, type=result.kind))
        for speaker in result.claim.by:
            self.document.wasAttributedTo(claim, self.name("who", speaker))
        if result.claim.source in self.log.sources:
            self.document.wasDerivedFrom(claim, self.name("source", str(result.claim.source)))
        verdict = self.attributes(
            label=result.replayed, type="verdict", verdict=result.verdict.value, support=result.support
        )
        self.document.entity(name, verdict)
        self.document.wasGeneratedBy(name, check)
        for origin in (claim, *(self.name("event", event) for event in result.because)):
            self.document.wasDerivedFrom(name, origin)
