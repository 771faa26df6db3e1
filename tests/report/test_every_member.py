"""Every member of an enumeration has words in every view that shows it."""

from __future__ import annotations

from pathlib import Path
from typing import Final, get_args

import pytest

import peacetrack as pt
from peacetrack.aspects.assertions import BlockerKind
from peacetrack.aspects.conditions import Gate, Step
from peacetrack.aspects.provisions import Status
from peacetrack.log.claim import Support, Verdict
from peacetrack.model.ids import ActorId, ContactId, InstrumentId, TopicId
from peacetrack.model.problems import Severity
from peacetrack.questions.blockers import Blocker, blocker_text, stages_past
from peacetrack.questions.readouts import Comparison, ReadoutColumn, Shown
from peacetrack.report.annotations import level_of
from peacetrack.report.export.claimreview import rating, support_text, verdict_text
from peacetrack.report.export.mermaid import COLOURS, colour_of
from peacetrack.report.html.grid import LEGEND, LETTERS
from peacetrack.report.html.steps import kind_text
from peacetrack.report.json import blocker_as_json
from peacetrack.report.printed import comparison_lines
from peacetrack.report.text import style_of
from tests.build import log_with
from tests.commands.running import SEEDS, run

ROOT: Final = Path(__file__).parents[2]
STYLE: Final = ROOT / "src" / "peacetrack" / "report" / "html" / "templates" / "style.css"


@pytest.mark.parametrize("kind", BlockerKind)
def test_every_kind_of_blocker_has_words(kind: BlockerKind) -> None:
    """In the state, on the page and in JSON, each of its own."""
    state = pt.replay(log_with())
    blocker = Blocker(kind=kind, text="whole", owner=ActorId("azerbaijan"))

    assert f"{kind.replace('_', ' ')} (azerbaijan)" == blocker_text(blocker)
    assert kind == blocker_as_json(state, Gate(Step.SIGNATURE, InstrumentId("treaty")), blocker)["kind"]
    assert 1 == [kind_text(one) for one in BlockerKind].count(kind_text(kind))


@pytest.mark.parametrize("status", Status)
def test_every_status_of_a_provision_is_drawn(status: Status) -> None:
    """With a letter of its own in the table, which the legend explains, and in a colour of both drawings."""
    look = status.replace("_", "-")

    assert 1 == [*LETTERS.values()].count(LETTERS[status])
    assert (look, LETTERS[status], status.replace("_", " ")) in LEGEND
    assert f".{look}" in STYLE.read_text(encoding="utf-8")
    assert colour_of(status) in {*COLOURS} - {"unknown"}


@pytest.mark.parametrize("step", Step)
def test_every_step_has_an_object_and_stages_that_are_past_it(step: Step) -> None:
    """No stage of a text tells of a step of its provisions; a step with stages is one of a text."""
    assert not (step.is_of_provisions and stages_past(step))


@pytest.mark.parametrize("step", [step for step in Step if not step.is_of_provisions])
def test_the_gate_of_every_step_of_a_text_is_explained(step: Step) -> None:
    """`text` too, which in a question says how much of a text is meant."""
    state = pt.replay(pt.load(SEEDS), as_of="2024-09-17")

    assert f"gate {step.replace('_', ' ')} of treaty: " in str(pt.explain(state, f"gate:{step}"))
    assert f"gate {step.replace('_', ' ')} of treaty: " in run("explain", SEEDS, f"gate:{step}").stdout


def test_every_verdict_and_every_support_has_words() -> None:
    """Each of its own; what is supported is rated best, what is refuted worst, and the rest not at all."""
    assert len(Verdict) == len({*map(verdict_text, Verdict)})
    assert len(Support) == len({*map(support_text, Support)})
    assert [5, 1, None] == [*map(rating, Verdict)]


def test_every_severity_has_a_level_and_a_style() -> None:
    """Each of its own."""
    assert len(Severity) == len({*map(level_of, Severity)}) == len({*map(style_of, Severity)})


def test_every_way_in_which_a_readout_shows_a_topic_has_a_sign() -> None:
    """Each of its own, in the column of its side."""
    ways = get_args(Shown)
    topics = tuple(TopicId(f"topic-{number}") for number, _ in enumerate(ways))
    column = ReadoutColumn(
        actor=ActorId("armenia"), topics=ways, as_said=("",) * len(ways), events=(), citations=()
    )
    compared = Comparison(contact=ContactId("call"), topics=topics, columns=(column,), neutral=())
    rows = [line.text.split(maxsplit=1) for line in comparison_lines(compared) if "topic-" in line.text]

    assert [*topics] == [topic for topic, _ in rows]
    assert len(ways) == len({sign for _, sign in rows})
