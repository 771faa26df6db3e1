"""Every figure can be traced to events, and each event to the places that report it."""

from __future__ import annotations

from typing import Final

import attrs
import pytest
from hypothesis import given

from peacetrack.aspects import KINDS
from peacetrack.checks.explain import NOTES, SHOWN_BEFORE, explain
from peacetrack.log.log import Log
from peacetrack.state.timeline import replay
from peacetrack.testing.reading import read_text
from peacetrack.testing.strategies import logs
from peacetrack.yaml.records.codec import written_fields, yaml_name
from peacetrack.yaml.writing.writer import fields_of
from tests.build import article, log_of, log_with
from tests.checks.truces import TRUCES

COUNTED: Final = "count of agreed treaty: 13 of 16 articles agreed (Armenia, on 20 June 2024)"
RAISED: Final = (
    "condition constitution: raised; by azerbaijan; signature of treaty (Azerbaijan, on 6 June 2024)"
)
FIGURES: Final = (
    "count:…, ever:…, provision:…, stage:…, talks:…, principle:…, standing:…, gate:…, condition:…, proposal:…, consent:…,"
    " domestic_step:…, party:…, contact:…, readout:…, draft:…, published:…, argument:…, said:…"
)


@pytest.fixture(scope="module")
def log() -> Log:
    """Tell of a count, a demand, an offer and a principle; two articles report the demand."""
    return log_of(
        article(
            "june",
            "2024-06-30",
            "id: thirteen, event: count_stated, date: 2024-06-20, by: pashinyan, agreed: 13, of: 16, cite: 6",
            "id: constitution, event: condition_set, date: 2024-06-06, by: hajizade, of: armenia, what: change it,"
            " gate: {signature: treaty}, cite: {paragraph: 4, as_said: hinders, via: [TASS]}",
            "id: offer, event: proposal_made, date: 2024-06-21, by: pashinyan, to: azerbaijan, offer: sign what is agreed",
            "id: rule, event: principle_invoked, date: 2024-06-22, by: hajizade, principle: single_undertaking, inferred: true",
            "id: start, event: provision_agreed, date: 2024-06-01, provision: preamble, according_to: armenia",
        ),
        article(
            "july",
            "2024-07-30",
            "id: again, event: mentioned, of: constitution, cite: {source: june, paragraph: 9}",
        ),
        "events:\n- {id: end, event: text_reopened}",
    )


@pytest.mark.parametrize(
    ("figure", "says", "events"),
    [
        ("count:agreed", COUNTED, ["thirteen"]),
        ("count:agreed:treaty", COUNTED, ["thirteen"]),
        ("provision:preamble", "provision preamble: agreed (Armenia, on 1 June 2024)", ["start"]),
        ("condition:constitution", RAISED, ["constitution"]),
        ("proposal:offer", "proposal offer: made (Armenia, on 21 June 2024)", ["offer"]),
        (
            "principle:azerbaijan",
            "principle of azerbaijan about treaty: single undertaking (Azerbaijan, on 22 June 2024)",
            ["rule"],
        ),
        (
            "stage:treaty",
            "stage treaty: negotiating (nobody in particular, on a day that nobody told)",
            ["end"],
        ),
        ("principle:armenia", "principle of armenia about treaty is not on record", []),
    ],
)
def test_a_figure_rests_on_events(log: Log, figure: str, says: str, *, events: list[str]) -> None:
    """The figure in words, and the events behind it."""
    found = explain(replay(log), figure)

    assert says == found.says
    assert events == [part.event for part in found.because]


def test_a_standing_rests_on_the_principle_and_the_counts(log: Log) -> None:
    """Why nothing is settled for Baku."""
    found = explain(replay(log), "standing:azerbaijan")

    assert (
        "standing of azerbaijan about treaty: 0 of 16 articles settled for azerbaijan"
        " (Azerbaijan, on 22 June 2024; Armenia, on 20 June 2024)"
    ) == found.says
    assert "rule" in {part.event for part in found.because}


@pytest.mark.parametrize("part", ["", ":agreed_part"])
def test_a_gate_rests_on_its_blockers(log: Log, part: str) -> None:
    """A blocker is explained by the events that raised it."""
    found = explain(replay(log), f"gate:signature{part}")

    assert found.says.startswith(f"gate signature of treaty{' (the agreed part)' if part else ''}: shut: ")
    assert "condition constitution (azerbaijan), since 6 June 2024: for Azerbaijan to say that it is met" in {
        blocker.says for blocker in found.because
    }


def test_an_event_rests_on_the_places_that_report_it(log: Log) -> None:
    """Each with its source, paragraph, words and chain; the tree can be printed."""
    assert (
        f"{RAISED}\n"
        "  constitution: condition set 2024-06-06, by hajizade; what: change it, of: armenia, gate: {signature: treaty}\n"
        "    june, paragraph 4, via TASS: “hinders”\n"
        "    june, paragraph 9"
    ) == str(explain(replay(log), "condition:constitution")).replace("Spokesman", "hajizade")
    stated = str(explain(replay(log), "provision:preamble"))
    assert "start: provision agreed 2024-06-01, according to Armenia" in stated
    assert "rule: principle invoked 2024-06-22, by Spokesman, inferred" in str(
        explain(replay(log), "principle:azerbaijan")
    )


def test_what_nobody_told_may_be_anything(log: Log) -> None:
    """A provision of which nothing was said is not on record; the count that includes it is shown."""
    found = explain(replay(log), "provision:borders")

    assert ("provision borders is not on record", ["thirteen"]) == (
        found.says,
        [part.event for part in found.because],
    )


@pytest.mark.parametrize(
    ("figure", "refusal"),
    [
        (
            "agreed",
            f"'agreed' is no figure; write one of {FIGURES}",
        ),
        (
            "count:",
            f"'count:' is no figure; write one of {FIGURES}",
        ),
        (
            "count:agreed:treaty:more",
            (
                "'agreed:treaty:more' is no subject of count of this negotiation; there are agreed:treaty,"
                " remaining:treaty"
            ),
        ),
        (
            "colour:treaty",
            f"'colour:treaty' is no figure; write one of {FIGURES}",
        ),
        (
            "count:nonsense",
            (
                "'nonsense' is no status; there are pending, open, contested, agreed_in_principle, partly_agreed, agreed,"
                " deferred, withdrawn, remaining"
            ),
        ),
        ("count:agreed:nonsense", "'nonsense' is no instrument of this negotiation; there are treaty"),
        (
            "provision:nonsense",
            "'nonsense' is no provision of this negotiation; there are borders, courts, preamble, transit",
        ),
        (
            "provision:preamble:nonsense",
            "'preamble:nonsense' is no provision of this negotiation; there are borders, courts, preamble, transit",
        ),
        ("condition:nonsense", "'nonsense' is no condition of this negotiation; there are constitution"),
        (
            "condition:constitution:nonsense",
            "'constitution:nonsense' is no condition of this negotiation; there are constitution",
        ),
        ("proposal:nonsense", "'nonsense' is no proposal of this negotiation; there are offer"),
        (
            "principle:nonsense",
            "'nonsense' is no actor of this negotiation; there are armenia, azerbaijan, georgia, usa",
        ),
        (
            "principle:azerbaijan:nonsense",
            "'nonsense' is no instrument of this negotiation; there are treaty",
        ),
        ("stage:nonsense", "'nonsense' is no instrument of this negotiation; there are treaty"),
        ("stage:treaty:nonsense", "'treaty:nonsense' is no instrument of this negotiation; there are treaty"),
        (
            "standing:nonsense",
            "'nonsense' is no actor of this negotiation; there are armenia, azerbaijan, georgia, usa",
        ),
        ("standing:azerbaijan:nonsense", "'nonsense' is no instrument of this negotiation; there are treaty"),
        (
            "gate:nonsense",
            (
                "'nonsense' is no step; there are talks, text, initialling, signature, ratification, entry_into_force,"
                " implementation, opening, agreeing"
            ),
        ),
        (
            "gate:opening",
            "'' is no provision of this negotiation; there are borders, courts, preamble, transit",
        ),
        (
            "gate:signature:treaty:agreed_part:more",
            "'agreed_part:more' is no part of a text; there are agreed_part and whole",
        ),
        ("contact:nonsense", "'nonsense' is no subject of contact of this negotiation; there are none"),
        ("gate:signature:nonsense", "'nonsense' is no instrument of this negotiation; there are treaty"),
    ],
)
def test_there_is_no_such_figure(log: Log, figure: str, refusal: str) -> None:
    """Whatever a figure names and the log does not know is refused, with what there is instead."""
    with pytest.raises(ValueError) as refused:
        explain(replay(log), figure)

    assert refusal == str(refused.value)


def test_a_gate_may_name_its_instrument(log: Log) -> None:
    """The treaty is the only one, so naming it asks the same; so does naming the whole of it."""
    state = replay(log)

    assert explain(state, "gate:signature") == explain(state, "gate:signature:treaty")
    assert explain(state, "gate:signature") == explain(state, "gate:signature:whole")


def test_a_demand_that_only_later_documents_know_is_not_on_record(log: Log) -> None:
    """A name that the log has is no mistake, also where nobody knew it yet."""
    state = replay(log, known_by="2024-06-01")

    assert "condition constitution is not on record" == explain(state, "condition:constitution").says


def test_of_very_many_names_a_few_are_listed() -> None:
    """Twenty provisions: twelve by name, and how many more there are."""
    cast = "".join(f"p{number:02}: {{kind: article}}, " for number in range(1, 21))
    log = read_text(
        f"peacetrack: 1\nnegotiation: {{id: talks}}\ninstruments: {{treaty: {{unit: article, provisions: {{{cast}}}}}}}\n"
    ).log
    assert log is not None
    with pytest.raises(ValueError) as refused:
        explain(replay(log), "provision:nonsense")

    assert (
        "'nonsense' is no provision of this negotiation; there are p01, p02, p03, p04, p05, p06, p07, p08, p09, p10,"
        " p11, p12 and 8 more"
    ) == str(refused.value)


def test_a_subject_of_an_aspect_of_one_s_own_is_refused_likewise(log: Log) -> None:
    """There is no such truce; a name that no event has is a mistake in every aspect."""
    state = replay(attrs.evolve(log, aspects=(TRUCES,)))
    with pytest.raises(ValueError) as refused:
        explain(state, "truce:nonsense")

    assert "'nonsense' is no truce of this negotiation; there are none" == str(refused.value)


def test_an_id_alone_tells_all_that_is_on_record_of_it(log: Log) -> None:
    """One answer is explained itself, several below the name; an event that answers no question is shown with its places."""
    state = replay(log)
    demand = explain(state, "constitution")

    assert demand.says.startswith("condition constitution: ")
    assert "'treaty'" == explain(state, "treaty").says
    assert {"count of agreed treaty", "gate text of treaty"} <= {
        part.says.partition(":")[0] for part in explain(state, "treaty").because
    }
    assert explain(state, "end").says.startswith("end: text reopened")
    assert "'courts' is not on record" == explain(replay(log, as_of="2023-01-01"), "courts").says


def test_an_id_may_have_the_sign_that_parts_a_figure() -> None:
    """Where no question has the name before it."""
    log = log_with('id: "a:b:", event: text_reopened')

    assert explain(replay(log), "a:b:").says.startswith("a:b:: text reopened")


@given(log=logs())
def test_no_field_is_for_writing_only(log: Log) -> None:
    """Whatever an event says, but what its author notes for himself, is shown where the event is explained."""
    state = replay(log)

    for event in state.events:
        shown = explain(state, f"{event.id}").lines()
        stated = next(
            line for line in shown if line.strip().startswith(f"{event.id}: {event.kind.replace('_', ' ')}")
        )
        assert all(f"{key}: " in stated for key in fields_of(event).keys() - SHOWN_BEFORE - NOTES)


def test_every_field_of_every_kind_is_shown_or_a_note() -> None:
    """No kind has a field that a log writes otherwise than by its key."""
    keys = {yaml_name(field) for kind in KINDS.values() for field in written_fields(kind)}

    assert {"note", "basis"} == NOTES
    assert keys >= SHOWN_BEFORE - {"event"} | NOTES
