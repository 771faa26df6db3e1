"""Aspects are found by their names, for pytest and for the commands alike."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, Final

import attrs

import peacetrack as pt
from peacetrack.aspects.contacts import Mention, Readout
from peacetrack.aspects.plover import Category, Coded
from peacetrack.model.ids import ContactId, EventId, TopicId
from peacetrack.report.tables.plover import plover
from tests.commands.running import CAST, run
from tests.testing.logs import ALONE, BROKEN, TRUCES, folder


def test_the_commands_find_aspects_where_they_are_started(tmp_path: Path) -> None:
    """A command finds the module of an aspect in the working directory."""
    folder(tmp_path, truce=ALONE % BROKEN)
    (tmp_path / "truces.py").write_text(TRUCES, encoding="utf-8")

    assert 3 == run("check", ".", cwd=tmp_path).returncode
    assert 0 == run("check", ".", "--aspect", "truces:TRUCES", cwd=tmp_path).returncode


def test_the_commands_refuse_what_is_no_aspect(tmp_path: Path) -> None:
    """A wrong name is wrong usage."""
    done = run("check", ".", "--aspect", "wars:WARS", cwd=tmp_path)

    assert 2 == done.returncode
    assert "Invalid value for '--aspect': there is no module 'wars' for 'wars:WARS'." in done.stderr


class Reporting(StrEnum):
    """Whether an envoy has reported."""

    REPORTED = "reported"


@attrs.frozen(kw_only=True)
class EnvoyReported(Readout):
    """
    An envoy told of a contact in the name of one side.

    The day that counts is the day of the report.

    Attributes:
        contact: Of which contact.
        topics: What the envoy told.
        omits: What the envoy passed over.
        complete: It was the whole report.
    """

    plover: ClassVar[Coded | None] = (Category.CONSULT, "consultations and meetings")
    contact: ContactId
    topics: tuple[Mention, ...] = ()
    omits: tuple[TopicId, ...] = ()
    complete: bool = False


def contact_of(event: Any, cast: pt.Cast) -> tuple[str, ...]:
    return (event.contact,)


ENVOYS: Final = pt.Aspect(
    "envoys",
    pt.Table.of(Reporting, *pt.stays(Reporting.REPORTED, EnvoyReported)),
    start=frozenset({Reporting.REPORTED}),
    subjects=contact_of,
)
TALKS: Final = (
    CAST
    + """\
topics: {borders: The borders}
events:
  - {id: call, event: contact_held, kind: call, date: 2024-01-10}
  - {event: readout_issued, contact: call, date: 2024-01-10, by: armenia, topics: [borders]}
  - {id: envoy, event: envoy_reported, contact: call, date: 2024-01-11, by: azerbaijan, complete: true}
"""
)


def test_a_kind_of_one_s_own_can_have_a_role_of_the_library(tmp_path: Path) -> None:
    """What an envoy reports is a readout: it is set beside that of the other side, and claims about it are judged."""
    log = pt.load(folder(tmp_path, talks=TALKS), aspects=[ENVOYS])
    found = pt.readouts(pt.replay(log), "call")

    assert {"armenia": ("mentioned",), "azerbaijan": ("omitted",)} == {
        column.actor: column.topics for column in found.columns
    }
    assert Category.CONSULT is plover(log.by_id[EventId("envoy")])
