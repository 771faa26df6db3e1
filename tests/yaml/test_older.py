"""What this version said in older words is written anew, and means what it meant."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

from peacetrack.aspects.tallies import Besides
from peacetrack.commands.upgrade import upgrade as command
from peacetrack.model.ids import ProvisionId
from peacetrack.yaml.files.loader import load
from peacetrack.yaml.writing.upgrading import upgraded
from tests.build import CAST

HEAD: Final = f"peacetrack: 1\nnegotiation: {{id: talks}}\n{CAST}\n"
#: An entry in older words, and as it is written anew.
OLDER: Final = [
    (
        "events: [{event: count_stated, agreed: 13, of: 16, besides: [preamble]}]\n",
        "events: [{event: count_stated, agreed: 13, of: 16, besides: {agreed: [preamble]}}]\n",
    ),
    (
        "events:\n- event: count_stated\n  besides: preamble  # it is\n  remaining: 3\n",
        "events:\n- event: count_stated\n  besides: {remaining: preamble}  # it is\n  remaining: 3\n",
    ),
    (
        "events:\n- event: count_stated\n  agreed: 3\n  besides:  # these\n    - preamble  # it is\n",
        "events:\n- event: count_stated\n  agreed: 3\n  besides:  # these\n    agreed:\n    - preamble  # it is\n",
    ),
    (
        "events:\r\n- event: count_stated\r\n  agreed: 3\r\n  besides:\r\n    - preamble\r\n",
        "events:\r\n- event: count_stated\r\n  agreed: 3\r\n  besides:\r\n    agreed:\r\n    - preamble\r\n",
    ),
    (
        "events:\n- event: count_stated\n  agreed: 3\n  besides:\n  - preamble\n",
        "events:\n- event: count_stated\n  agreed: 3\n  besides:\n    {agreed: [preamble]}\n",
    ),
    (
        "claims: [{says: {count: {agreed: 13, besides: [preamble]}}}]\n",
        "claims: [{says: {count: {agreed: 13, besides: {agreed: [preamble]}}}}]\n",
    ),
    (
        "events: [{event: provision_replaced, provisions: [borders], by: [transit, courts]}]\n",
        "events: [{event: provision_replaced, provisions: [borders], with: [transit, courts]}]\n",
    ),
]
#: What stays as it is, to the last byte.
TODAY: Final = [
    "events: [{event: count_stated, agreed: 13, of: 16, besides: {agreed: [preamble]}}]\n",
    "events: [{event: count_stated, agreed: 13, contested: 3, besides: [preamble]}]\n",
    "events: [{event: count_stated, agreed: 13, besides: []}]\n",
    "events: [{event: provision_replaced, provisions: borders, with: transit, by: armenia}]\n",
    "events: [{event: talks_suspended, by: armenia, x-besides: [preamble]}]\n",
]


@pytest.mark.parametrize(("older", "today"), OLDER)
def test_older_words_are_written_anew(tmp_path: Path, older: str, today: str) -> None:
    """Nothing else of the file changes, and it loads."""
    (tmp_path / "cast.peace.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "one.peace.yaml").write_bytes(f"peacetrack: 1\nnegotiation: talks\n{today}".encode())

    assert today == upgraded(f"peacetrack: 1\n{older}").removeprefix("peacetrack: 1\n")
    log = load(tmp_path)
    assert 1 == len(log.events) + len(log.claims)


@pytest.mark.parametrize("today", [*TODAY, *(today for _, today in OLDER)])
def test_what_has_no_older_words_stays(today: str) -> None:
    """Whoever upgrades again changes nothing; what could mean several things is left to its author."""
    assert f"peacetrack: 1\n{today}" == upgraded(f"peacetrack: 1\n{today}")


def test_what_cannot_be_decided_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    """Beside two statuses a bare list had the first of them in an order that no author knows."""
    path = tmp_path / "one.peace.yaml"
    stated = f"{HEAD}events: [{{event: count_stated, agreed: 13, contested: 3, besides: preamble}}]\n"
    path.write_text(stated, encoding="utf-8")
    count = "{event: count_stated, agreed: 3, besides: preamble}"
    path.write_text(stated.replace("}]", f"}}, {count}]"), encoding="utf-8")
    before = path.read_bytes()
    done = CliRunner().invoke(command, [str(path)])

    assert (3, before) == (done.exit_code, path.read_bytes())
    assert "PT149 Which status has what is named besides? Stated are `contested` and `agreed`." in done.stderr


def test_a_list_in_short_form_is_of_the_one_status_that_is_stated(tmp_path: Path) -> None:
    """It reads as the mapping does."""
    path = tmp_path / "one.peace.yaml"
    path.write_text(
        f"{HEAD}events: [{{event: count_stated, open: 3, besides: preamble}}]\n", encoding="utf-8"
    )
    (count,) = load(path).events

    assert Besides(open=(ProvisionId("preamble"),)) == getattr(count, "besides")  # noqa: B009 - of a count
