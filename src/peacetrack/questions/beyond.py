"""What the record says nothing of: a text before anything is stated of it, and days that it does not reach.

The law: of neither can be told whether a claim is true. A record reaches to its latest day, whoever claims what of a later
one; a text, and the talks about it, are on record once an event speaks of it, or its agenda has appeared.
"""

from __future__ import annotations

from collections.abc import Iterator

from peacetrack.aspects.assertions import Assertion, bare
from peacetrack.beliefs.naming import names_of
from peacetrack.model.cast import Cast
from peacetrack.model.ids import InstrumentId, ProvisionId
from peacetrack.state.timeline import State


def texts_asked(says: Assertion, cast: Cast) -> Iterator[InstrumentId]:
    """List the texts of which an assertion speaks, each once."""
    homes = (
        InstrumentId(name) if kind is InstrumentId else cast.instrument_of[ProvisionId(name)]
        for kind, name in names_of(bare(says))
    )
    return iter(dict.fromkeys(homes))


def unspoken(says: Assertion, state: State) -> str:
    """Say of which text of an assertion the record does not tell by then; nothing where it tells of all."""
    text = next((text for text in texts_asked(says, state.log.cast) if not is_spoken_of(text, state)), None)
    if text is None:
        return ""
    return f"nothing is told of '{text}'{f' by {state.as_of}' if state.as_of else ''}"


def is_spoken_of(text: InstrumentId, state: State) -> bool:
    """Tell whether anything that had happened, or may have, speaks of a text, or its agenda had appeared."""
    spoken = state.timeline.view.spoken_of
    return any(
        any(map(state.may_have_happened, spoken.get(one, ()))) or _has_agenda(one, state)
        for one in _linked(text, state.log.cast)
    )


def texts_shown(state: State) -> tuple[InstrumentId, ...]:
    """Name the texts that appear in answers: as was known by a day, those of which anything known by then speaks."""
    texts = tuple(state.log.cast.instruments)
    return texts if state.known_by is None else tuple(name for name in texts if is_spoken_of(name, state))


def provisions_shown(state: State, text: InstrumentId) -> tuple[ProvisionId, ...]:
    """Name the provisions of a text that appear: as was known by a day, those on its agenda, and those named by then."""
    cast, parts = state.log.cast, state.log.cast.texts_in.get(text, ())
    nodes = tuple(name for name, home in cast.instrument_of.items() if home == text)
    if state.known_by is None:
        return nodes
    named = {*state.timeline.view.provisions_named, *parts}
    return tuple(name for name in nodes if name in named or cast.provision(name).status)


def _linked(text: InstrumentId, cast: Cast) -> tuple[InstrumentId, ...]:
    """Give a text, those whose part it is, and its parts: who speaks of one of them speaks of the others."""
    return (*cast.line_of(text), *cast.texts_in.get(text, ()))


def _has_agenda(text: InstrumentId, state: State) -> bool:
    """Tell whether the source of a text's agenda had certainly appeared."""
    source = state.log.sources.get(state.log.cast.instruments[text].source)  # type: ignore[arg-type]  # None is no key
    latest = source.published.latest if source and source.published else None
    return latest is not None and all(day is None or latest <= day for day in (state.as_of, state.known_by))


def beyond_the_end(state: State) -> str:
    """Say that a state is of a day that the record does not reach; nothing where it does, or is that of a supposition."""
    line = state.timeline
    end = line.view.end
    if (
        state.as_of is None
        or line.supposed is not None
        or (end is not None and state.as_of.toordinal() <= end)
    ):
        return ""
    reach = f"days after {state.as_of.fromordinal(end)}" if end else "any day"
    return f"the record says nothing of {reach}"
