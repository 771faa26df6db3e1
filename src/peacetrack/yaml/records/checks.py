"""Checks of a log as a whole: that what is named exists, and that numbers and parts fit together.

The law: all that does not fit is found at once, each at its place, and nobody is blamed for naming what stands in a
file or an entry that could not be read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

import attrs

from peacetrack.aspects.assertions import (
    NOT,
    STEP_FIELDS,
    Assertion,
    ConditionAsserted,
    ContactAsserted,
    CountAsserted,
    DomesticStepAsserted,
    GateAsserted,
    NotAsserted,
    ProposalAsserted,
    ReadoutAsserted,
    SaidAsserted,
    SubjectAsserted,
    bare,
)
from peacetrack.aspects.consents import HomeDecision
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.tallies import StatusList, UnitCount
from peacetrack.beliefs.accounts import COMMON_GROUND
from peacetrack.log.claim import Claim
from peacetrack.model.cast import Cast
from peacetrack.model.ids import (
    OF_THE_CAST,
    ActorId,
    ClaimId,
    EventId,
    InstrumentId,
    ProvisionId,
    SourceId,
)
from peacetrack.yaml.parsing.locate import DEEPEST
from peacetrack.yaml.records.assembly import Draft
from peacetrack.yaml.records.codec import TWICE
from peacetrack.yaml.records.corrections import fill_corrections, fill_denials
from peacetrack.yaml.records.entries import all_entries
from peacetrack.yaml.records.numbers import Complaint, in_full, misstated, of_claim, of_event
from peacetrack.yaml.records.references import (
    KINDS,
    Aliases,
    Known,
    naming_fields,
    unknown_names,
    without_aliases,
)
from peacetrack.yaml.records.scalars import Misfit, Path, suggestion

#: Accounts that are no actors.
NO_ACTORS: Final = frozenset({"everyone", COMMON_GROUND})


#: What a decision at home is about.
OR_PROVISION: Final = "Say on which text it decided, or on which `provision` alone."


def check(draft: Draft) -> None:
    """Resolve other spellings, and note everything that names what does not exist or does not fit."""
    aliases = Aliases.of(draft.cast)
    complaints: list[tuple[str, Complaint]] = []
    if aliases.speakers:
        complaints += _twice_by_alias(draft, aliases)
        draft.events = [without_aliases(event, aliases) for event in draft.events]
        claims = (without_aliases(claim, aliases) for claim in draft.claims)
        draft.claims = [attrs.evolve(claim, says=_without_aliases(claim.says, aliases)) for claim in claims]
    cast = draft.cast
    known = _known(draft, cast)
    if not draft.of_scenario:
        _check_cast(draft, cast, known)
    complaints += _strange(draft, known)
    fill_corrections(draft, known)
    fill_denials(draft, known)
    complaints += ((event.id, _foreseen(event)) for event in draft.events if event.is_foreseen)
    for entry in all_entries(draft):
        complaints += [(entry.id, complaint) for complaint in _beyond(draft, entry)]
    for claim in draft.claims:
        complaints += [(claim.id, complaint) for complaint in _nobody(draft, claim, known)]
        complaints += [(claim.id, complaint) for complaint in _no_subject(draft, claim, known)]
        complaints += [(claim.id, complaint) for complaint in _nothing(claim)]
    complaints += _statements(draft, cast)
    for name, (path, misfit) in complaints:
        text, home = draft.entries[name]
        draft.report(text, (*home, *path), misfit)


def _statements(draft: Draft, cast: Cast) -> Iterator[tuple[str, Complaint]]:
    """Find numbers and lists, of events and of claims, that contradict themselves or name what cannot stand there."""
    whole = in_full(cast)
    for claim in draft.claims:
        yield from ((claim.id, (("says", *path), misfit)) for path, misfit in of_claim(claim.says, whole))
    for event in draft.events:
        if isinstance(event, UnitCount):
            yield from ((event.id, complaint) for complaint in of_event(event, whole))
        elif isinstance(event, HomeDecision) and not (event.instrument or event.provision):
            yield event.id, (("event",), Misfit("PT103", "The key `instrument` is missing.", OR_PROVISION))
        elif isinstance(event, StatusList):
            yield from ((event.id, complaint) for complaint in misstated(event, cast))


def _twice_by_alias(draft: Draft, aliases: Aliases) -> Iterator[tuple[str, Complaint]]:
    """Find a voice or an actor that a list names twice, under two spellings."""
    for entry in all_entries(draft):
        for name, several, only_actors in naming_fields(type(entry)):
            names = getattr(entry, name) if several else ()
            spellings = aliases.actors if only_actors else aliases.speakers
            voices = [spellings.get(speaker, speaker) for speaker in names]
            for index, voice in enumerate(voices):
                if voice in voices[:index]:
                    message = f"'{names[index]}' is '{voice}', who stands here already."
                    yield entry.id, ((name, index), Misfit("PT145", message, TWICE))


def _without_aliases(says: Assertion, aliases: Aliases) -> Assertion:
    if isinstance(says, NotAsserted):
        return NotAsserted(says=_without_aliases(says.says, aliases))
    found: Assertion = without_aliases(says, aliases)
    return found


def _nots(says: Assertion) -> Path:
    """Give the way through what says that something is not so."""
    return (NOT, *_nots(says.says)) if isinstance(says, NotAsserted) else ()


def _nothing(claim: Claim) -> Iterator[Complaint]:
    """Find an assertion that asserts nothing, and a gate that is not just one step of something."""
    says, at = bare(claim.says), ("says", *_nots(claim.says))
    if isinstance(says, ConditionAsserted | ProposalAsserted) and says.since and not says.statuses:
        yield at, Misfit("PT143", "Nothing says what has been so since then.", "Give the status under `is`.")
        return
    if isinstance(says, GateAsserted):
        yield from _of_gate(says, (*at, "gate"))
    if not _asserts(says):
        yield at, Misfit("PT143", "This assertion asserts nothing.", "Say what has to hold.")


def _of_gate(says: GateAsserted, at: Path) -> Iterator[Complaint]:
    """Find a gate that is not just one step of something, or is asked of a party where it cannot be."""
    if sum(bool(getattr(says, name)) for name in STEP_FIELDS.values()) != 1:
        hint = "Write for example `{signature: treaty, is: shut}`."
        yield at, Misfit("PT143", "This gate is not one step with its object.", hint)
    elif says.party and not says.ratification:
        message = "Only the gate before a ratification is asked of one party."
        yield (*at, "party"), Misfit("PT143", message, "Leave `party` out.")


def _asserts(says: Assertion) -> bool:
    """Tell whether an assertion says anything of what it names."""
    match says:
        case CountAsserted():
            return bool(says.numbers or says.not_at_all or says.of is not None or says.besides.lists)
        case ConditionAsserted():
            return bool(says.statuses or says.times_stated)
        case ProposalAsserted():
            parts = (says.statuses, says.times_renewed, says.times_rejected, says.by)
            return any(parts) or says.overdue is not None
        case ReadoutAsserted():
            return bool(says.mentions or says.omits)
        case DomesticStepAsserted():
            return bool(says.instrument or says.provision)
        case ContactAsserted():
            return bool(says.id or says.form or says.participants)
        case SaidAsserted():
            return bool(says.topics or says.event)
        case _:
            return True


class _Names(dict[Any, frozenset[str]]):
    """The names that exist, by their types; those of all events, of which few logs speak, only when they are needed."""

    def __init__(self, events: Sequence[Event], names: dict[Any, frozenset[str]]) -> None:
        super().__init__(names)
        self.events = events

    def __missing__(self, kind: Any) -> frozenset[str]:
        if kind is not EventId:
            raise KeyError(kind)
        names = self[kind] = frozenset(event.id for event in self.events)
        return names


def _known(draft: Draft, cast: Cast) -> Known:
    events = (*draft.before, *draft.events) if draft.before else draft.events
    names: dict[Any, frozenset[str]] = {
        **{kind: frozenset(getattr(cast, held)) for kind, held in OF_THE_CAST.items()},
        SourceId: frozenset(draft.sources),
        ClaimId: frozenset(claim.id for claim in draft.claims),
    }
    creates = draft.vocabulary.creates
    for kind in draft.vocabulary.creators:
        names[kind] = frozenset(event.id for event in events if creates(kind, event))
    return _Names(events, names)


def _strange(draft: Draft, known: Known) -> Iterator[tuple[str, Complaint]]:
    """Find what the entries name and nothing bears."""
    number = 0
    for entry in chain(all_entries(draft), draft.sources.values()):
        unknown = unknown_names(entry, known)
        for path, kind, name in unknown:
            if _is_sure(draft, kind, name):
                number += 1
                hinted = known if number <= MOST_HINTS else {}
                yield entry.id, (path, _stranger(draft, kind, name, hinted))


def _is_sure(draft: Draft, kind: Any, name: str) -> bool:
    """Tell whether nothing bears a name, although something may not have been read: an entry, or even the cast."""
    if draft.is_partial and (kind not in OF_THE_CAST or not draft.actors):
        return False
    return name not in draft.unread


def _stranger(draft: Draft, kind: Any, name: str, known: Known) -> Misfit:
    code, noun = KINDS.get(kind) or ("PT125", draft.vocabulary.creators[kind][1])
    # A name with a sign of number was given to an entry that has no id of its own.
    names = [other for other in known.get(kind, ()) if "#" not in other]
    hint = suggestion(name, names) if names else f"This negotiation tells of no {noun}."
    return Misfit(code, f"There is no {noun} '{name}'.", hint if known else "")


#: Who makes that many mistakes made one of them again and again; to look for the nearest name each time takes long.
MOST_HINTS: Final = 1000


def _nobody(draft: Draft, claim: Claim, known: Known) -> Iterator[Complaint]:
    """Find whom a claim wants to be believed and the cast does not have; everyone is not one of several."""
    allowed = known[ActorId] | NO_ACTORS if len(claim.account) == 1 else known[ActorId]
    for index, name in enumerate(claim.account):
        if name not in allowed and _is_sure(draft, ActorId, name):
            hint = suggestion(name, allowed)
            yield ("account", index), Misfit("PT110", f"There is no actor '{name}'.", hint)


def _no_subject(draft: Draft, claim: Claim, known: Known) -> Iterator[Complaint]:
    """Find a subject of an aspect of one's own that no event creates."""
    says = bare(claim.says)
    if isinstance(says, SubjectAsserted):
        creates = draft.vocabulary.subjects[says.aspect].creates
        name = says.id
        if creates is not None and name not in known[creates[0]] and _is_sure(draft, creates[0], name):
            yield ("says", *_nots(claim.says), says.aspect, "id"), _stranger(draft, creates[0], name, known)


def _check_cast(draft: Draft, cast: Cast, known: Known) -> None:
    """Note voices, instruments and provisions that refer to nothing, or share a name."""
    parts: list[tuple[str, str, object]] = [("voices", voice.id, voice) for voice in cast.voices.values()]
    # What stands in for an instrument that could not be read has no place.
    parts += [("instruments", text.id, text) for text in cast.instruments.values()]
    parts = [part for part in parts if part[:2] in draft.cast_places]
    for kind, name, part in parts:
        text, home = draft.cast_places[kind, name]
        for path, named, missing in unknown_names(_without_own_names(part), known):
            if _is_sure(draft, named, missing):
                draft.report(text, (*home, *path), _stranger(draft, named, missing, known))
    for kind, name, path, misfit in (*_shared_names(draft), *_provisions(draft)):
        text, home = draft.cast_places[kind, name]
        draft.report(text, (*home, *path), misfit)


def _without_own_names(part: Any) -> object:
    """Leave the ids aside that a part of the cast defines itself."""
    if hasattr(part, "speaks_for"):
        return _VoiceNames(speaks_for=part.speaks_for)
    return _InstrumentNames(
        part_of=part.part_of, consents=part.consents, source=part.source, parties=part.parties
    )


@attrs.frozen
class _VoiceNames:
    speaks_for: ActorId


@attrs.frozen
class _InstrumentNames:
    part_of: InstrumentId | None
    consents: tuple[ActorId, ...]
    source: SourceId | None
    parties: tuple[ActorId, ...]


def _shared_names(draft: Draft) -> Iterator[tuple[str, str, Path, Misfit]]:
    """Find names that two parts of the cast share, though logs use them without saying which is meant."""
    taken: dict[str, str] = dict.fromkeys(draft.actors, "an actor")
    for actor in draft.actors.values():
        for index, name in enumerate(actor.aliases):
            if name in taken:
                hint = "Each name stands for one actor or one voice."
                misfit = Misfit("PT122", f"'{name}' is already {taken[name]}.", hint)
                yield "actors", actor.id, ("aliases", index), misfit
            taken.setdefault(name, f"the actor '{actor.id}'")
    for voice in draft.voices.values():
        for path, name in (((), str(voice.id)), *((("aliases", i), a) for i, a in enumerate(voice.aliases))):
            if name in taken:
                hint = "Each name stands for one actor or one voice."
                yield "voices", voice.id, path, Misfit("PT122", f"'{name}' is already {taken[name]}.", hint)
            taken.setdefault(name, f"the voice '{voice.id}'")
    homes = {node: text.id for text in draft.instruments.values() for node in text.provisions}
    for text in draft.instruments.values():
        home = homes.get(ProvisionId(text.id))
        if text.part_of is not None and home is not None:
            hint = f"A text that is part of another is a provision of it, here of '{text.part_of}': give one of the two another id."
            yield (
                "instruments",
                text.id,
                (),
                Misfit("PT122", f"'{text.id}' is already a provision of '{home}'.", hint),
            )


def _provisions(draft: Draft) -> Iterator[tuple[str, str, Path, Misfit]]:
    """Check that the parts of each provision lie in the same instrument, not in themselves, and not too deep."""
    for text in draft.instruments.values():
        parents = {node.id: node.parent for node in text.provisions.values()}
        deep = _depths(parents)
        for name, parent in parents.items():
            misfit = _too_deep(deep[name], name, "parent")
            if parent is not None and parent not in text.provisions:
                if not _is_sure(draft, ProvisionId, parent):
                    continue
                names = suggestion(parent, text.provisions)
                misfit = Misfit("PT112", f"There is no provision '{parent}' here.", names)
            if misfit is not None:
                yield "instruments", text.id, ("provisions", name, "parent"), misfit
    wholes = {text.id: text.part_of for text in draft.instruments.values()}
    for name, depth in _depths(wholes).items():
        misfit = _too_deep(depth, name, "part_of")
        if misfit is not None:
            yield "instruments", name, ("part_of",), misfit


#: So many wholes may lie in each other, as lists and mappings of a file may; a treaty has five or six.
DEEPEST_PART: Final = DEEPEST


def _too_deep(depth: int | None, name: str, key: str) -> Misfit | None:
    """Tell of a part that it lies in itself, or of the first of a chain that it lies too deep."""
    if depth is None:
        return Misfit("PT123", f"'{name}' is a part of itself.", f"Take one `{key}` away.")
    if depth == DEEPEST_PART:
        message = f"'{name}' is a part of a part, and so on, {depth} times."
        return Misfit("PT128", message, f"At most {depth - 1} may lie above one: give a `{key}` further up.")
    return None


def _depths(above: Mapping[Any, Any]) -> dict[Any, int | None]:
    """Count for each name how many lie above it; None of one that lies above itself."""
    depths: dict[Any, int | None] = {}
    for name in above:
        chain: dict[Any, None] = {}
        while name in above and name not in depths and name not in chain:
            chain[name] = None
            name = above[name]  # noqa: PLW2901 - as above
        links = [*chain]
        if name in chain:
            circle = links[links.index(name) :]
            depths |= dict.fromkeys(circle)
            links = links[: -len(circle)]
        depth = depths.get(name)
        for link in reversed(links):
            depth = 0 if above[link] not in above else (depth or 0) + 1
            depths[link] = depth
    return depths


def _foreseen(event: Event) -> Complaint:
    """Complain of what is said of a later day."""
    message = f"This was said on {event.date} of a later day, {event.about}."
    hint = f"What is foreseen is a proposal: `{{event: proposal_made, offer: …, for: {event.about}}}`."
    return ("about",), Misfit("PT133", message, hint)


def _beyond(draft: Draft, entry: Event | Claim) -> list[Complaint]:
    """Find citations of paragraphs that their source does not have."""
    complaints: list[Complaint] = []
    for index, place in enumerate(entry.cite):
        source = draft.sources.get(place.source or entry.source)  # type: ignore[arg-type]  # None is no key
        if (
            source
            and place.paragraph is not None
            and not 1 <= place.paragraph <= (source.paragraphs or place.paragraph)
        ):
            message = f"'{source.id}' has no paragraph {place.paragraph}: it has {source.paragraphs}."
            hint = "Paragraphs are the lines that are not empty, counted from 1."
            complaints.append((("cite", index), Misfit("PT141", message, hint)))
    return complaints
