"""Law 15: every question is in every view; law 16: no answer is without whose word it is, and of which day."""

import datetime as dt
import json
from collections.abc import Iterator
from typing import Final

import attrs
import pytest
from hypothesis import given

import peacetrack as pt
from peacetrack.aspects.assertions import ASSERTIONS
from peacetrack.questions.asking import Answer, answered
from peacetrack.questions.courses import courses
from peacetrack.questions.every import ASSERTING, QUESTIONS, answers, ask
from peacetrack.report.json import status as as_json
from peacetrack.report.tables.answers import answers_of
from peacetrack.state.timeline import State
from peacetrack.testing.reading import read_text
from peacetrack.testing.strategies import logs
from tests.build import log_with
from tests.checks.truces import TRUCES

#: A log in which each question has an answer.
EVERYTHING: Final = (
    "id: thirteen, event: count_stated, date: 2024-06-01, by: pashinyan, agreed: 13, of: 16",
    "id: opened, event: provision_opened, date: 2024-06-02, provision: borders",
    "id: pause, event: talks_suspended, date: 2024-06-03",
    "id: rule, event: principle_invoked, date: 2024-06-04, by: hajizade, principle: single_undertaking",
    "id: demand, event: condition_set, date: 2024-06-05, by: aliyev, of: armenia, what: Change it, gate: {signature: treaty}",
    "id: offer, event: proposal_made, date: 2024-06-06, by: pashinyan, offer: Sign",
    "id: call, event: contact_held, date: 2024-06-07, kind: call, participants: [armenia, azerbaijan]",
    "id: account, event: readout_issued, date: 2024-06-08, by: aliyev, contact: call, topics: [constitution]",
    "id: draft, event: draft_sent, date: 2024-06-09, by: pashinyan, to: azerbaijan, edition: eleventh",
    "id: text, event: published, date: 2024-06-10, by: pashinyan",
    "id: reasons, event: argument_made, date: 2024-06-11, by: pashinyan, against: demand, what: It is ours",
    "id: position, event: statement_made, date: 2024-06-12, by: aliyev, what: It takes time, topics: [constitution]",
    "id: signing, event: signed, date: 2024-06-13, by: [armenia, azerbaijan]",
    "id: vote, event: domestic_step, date: 2024-06-14, party: armenia, body: parliament, outcome: rejected",
    (
        "id: votes, event: domestic_step, date: 2024-06-14, party: azerbaijan, body: milli-majlis, outcome: approved,"
        " votes: {for: 80, against: 20, abstained: 5}"
    ),
    "id: order, event: condition_set, date: 2024-06-05, by: aliyev, what: First, gate: {agreeing: [borders]}",
    "id: consent, event: ratified, date: 2024-06-15, by: azerbaijan, party: azerbaijan",
    "id: joining, event: party_joined, date: 2024-06-16, party: usa, instrument: treaty",
)
OF_TRUCES: Final = """
peacetrack: 1
negotiation: {id: talks}
actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
events:
- {id: first, event: truce_agreed, date: 2024-06-01, by: armenia}
- {event: truce_broken, date: 2024-06-03, by: azerbaijan, truce: first}
"""
LINE: Final = pt.timeline(log_with(*EVERYTHING))


def figures(state: State) -> set[str]:
    """Name all of which a state has something to say."""
    return {figure for figure, _ in answers(state)}


def test_each_question_has_an_answer_in_the_log() -> None:
    """So that the walk leaves none out."""
    assert {question.name for question in QUESTIONS} == {
        figure.partition(":")[0] for figure in figures(LINE.at())
    }


def test_each_kind_of_assertion_is_that_of_one_question() -> None:
    """Whatever a log can assert is judged and worded by its question; what is asked of a gate has two kinds."""
    names = {cls: word for word, cls in ASSERTIONS.items()}

    assert ASSERTING.keys() == names.keys()
    assert {"blocked_by"} == {*names.values()} - {question.name for question in QUESTIONS}
    assert all(names[cls] == question.name for cls, question in ASSERTING.items())


def test_the_json_of_a_state_has_every_answer() -> None:
    """With whose word each is."""
    listed = as_json(LINE.at(), ())["answers"]

    assert figures(LINE.at()) == {f"{one['question']}:{one['subject']}" for one in listed}
    assert json.dumps(listed)


def test_a_difference_from_nothing_on_record_has_every_answer() -> None:
    """But what is so from the beginning, such as that talks go on."""
    changes = pt.diff(LINE.at("2024-05-31"), LINE.at())
    titles = {
        question.title_of(subject)
        for question in QUESTIONS
        for subject in question.subjects(LINE.at())
        if ask(LINE.at(), f"{question.name}:{subject}") is not None
    }

    assert {(change.what, change.subject) for change in changes} >= {
        title for title in titles if title[0] != "gate"
    }
    assert {"vote"} == {*next(one for one in changes if one.what == "domestic_step").because}


def test_each_day_of_a_course_is_the_answer_of_that_day() -> None:
    """What a span says, a state of each of its days says; on other days there is no answer."""
    spans = courses(LINE)
    for day in LINE.days():
        state = LINE.at(day)
        found = {
            f"{one.question}:{one.subject}": str(one.answer)
            for one in spans
            if (one.since is None or one.since <= day) and (one.until is None or day <= one.until)
        }
        assert {figure: str(answer) for figure, answer in answers(state)}.items() <= found.items()


def test_the_table_of_answers_has_every_answer() -> None:
    """Its rows are the spans."""
    columns = answers_of(LINE).to_columns()

    assert figures(LINE.at()) <= {
        f"{question}:{subject}"
        for question, subject in zip(columns["question"], columns["subject"], strict=True)
    }


def test_whatever_is_answered_can_be_explained() -> None:
    """By the figure that the other views show."""
    state = LINE.at()

    for figure, answer in answers(state):
        lines = str(pt.explain(state, figure))
        assert all(name in lines for name in answer.because), figure


def test_no_answer_is_without_its_carrier() -> None:
    """Whatever rests on an event says whose word that is, and of which day."""
    for figure, answer in answers(LINE.at()):
        assert not answer.events or answer.voiced, figure


def test_a_number_is_of_those_who_state_it() -> None:
    """A statement that goes together with it is not what it rests on."""
    state = pt.replay(pt.load("fixtures/armenia-azerbaijan"), as_of="2024-09-17")
    found = ask(state, "count:agreed:treaty")

    assert found is not None
    assert ("13 of 16 articles agreed", "Armenia, by 17 September 2024") == (str(found), found.whose)


def test_a_rough_number_is_answered_as_it_was_said() -> None:
    """It bounds nothing, so no bounds stand in its place."""
    state = pt.replay(
        log_with(
            "event: count_stated, date: 2024-06-01, by: aliyev, agreed: {approx: 70}, of: 100, unit: document"
        )
    )

    assert "about 70 of 100 agreed (in the unit 'document')" == str(
        ask(state, "count:agreed:treaty:document")
    )


def test_a_decision_shows_its_votes() -> None:
    """As they were told; who abstained where that is known."""
    state = LINE.at()

    assert "approved by 80 to 20, 5 abstained" == str(
        ask(state, "domestic_step:azerbaijan:treaty:milli-majlis")
    )
    assert "rejected" == str(ask(state, "domestic_step:armenia:treaty:parliament"))
    assert ask(state, "domestic_step:georgia:treaty:parliament") is None
    assert ask(state, "provision:nonsense") is None
    assert ask(state, "condition:nonsense") is None


def test_a_gate_of_provisions_is_asked_by_their_names() -> None:
    """What has to happen before they are agreed stands before them."""
    assert "shut: condition order (azerbaijan)" == str(ask(LINE.at("2024-06-12"), "gate:agreeing:borders"))


def test_a_question_of_an_aspect_of_ones_own_is_in_every_view() -> None:
    """Its subjects have a status, and what it asks besides is asked everywhere by itself."""

    def subjects(state: State) -> Iterator[str]:
        if state[TRUCES]:
            yield from ("all", "none")

    def quiet(state: State, which: str) -> Answer | None:
        if which == "none":
            return None
        holding = [fact for fact in state[TRUCES].values() if fact.status == "holding"]
        return answered(
            state, f"{len(holding)} hold", (event.id for fact in holding for event in fact.because)
        )

    (asked,) = TRUCES.questions
    own = attrs.evolve(TRUCES, questions=(attrs.evolve(asked, subjects=subjects, ask=quiet),))
    log = read_text(OF_TRUCES, aspects=(own,)).log
    assert log is not None
    line = pt.timeline(log)
    spans = [(one.question, one.subject, str(one.answer), str(one.since)) for one in courses(line)]

    assert {("truce", "first", "broken", "2024-06-03"), ("quiet", "all", "1 hold", "2024-06-01")} <= {*spans}
    assert {"truce:first", "quiet:all"} <= figures(line.at())
    assert {"truce first", "quiet all"} == {
        f"{one.what} {one.subject}" for one in pt.diff(line.at("2024-06-01"), line.at())
    }
    assert "quiet all: 0 hold" == pt.explain(line.at(), "quiet:all").says


def test_a_span_ends_where_nothing_is_on_record_any_more() -> None:
    """An offer that only one source knew, and that was taken back as a report, is no answer from then on."""
    line = pt.timeline(
        log_with(
            "id: two, event: count_stated, date: 2024-06-01, contested: 2, of: 16",
            "event: count_stated, date: 2024-06-05, contested: 0, of: 16",
        )
    )
    contested = [one for one in courses(line, until=dt.date(2024, 6, 3)) if one.subject == "contested:treaty"]

    assert ["2 of 16 articles contested"] == [str(one.answer) for one in contested]
    assert ["2 of 16 articles contested", "0 of 16 articles contested"] == [
        str(one.answer) for one in courses(line) if one.subject == "contested:treaty"
    ]


def test_there_is_no_such_question() -> None:
    """Those that there are, are named."""
    with pytest.raises(ValueError, match="'colour' is no question; there are count, ever, provision"):
        ask(LINE.at(), "colour:treaty")


@given(log=logs(claimed=False))
def test_every_view_of_any_log_has_every_answer(log: pt.Log) -> None:
    """Whatever its names are: a name may have the sign that parts the names of a subject."""
    line = pt.timeline(log)
    state = line.at()
    listed = {f"{one['question']}:{one['subject']}" for one in as_json(state, ())["answers"]}
    spans = {f"{one.question}:{one.subject}" for one in courses(line)}

    assert listed == figures(state)
    assert {figure for figure in listed if not figure.startswith("gate:")} <= spans | {
        figure for figure, answer in answers(state) if not answer.because
    }
    for figure in listed:
        assert ask(state, figure) is not None
