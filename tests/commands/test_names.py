"""Every word that a log can use is listed on demand, and a wrong one leads to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from peacetrack.aspects import KINDS
from peacetrack.cli import COMMANDS, OTHER_WORDS
from tests.commands.running import CAST, SEEDS, THIRTEEN, folder, run


def test_the_kinds_are_listed() -> None:
    """Each with what it is."""
    done = run("names")

    assert 0 == done.returncode
    assert [*sorted(KINDS)] == [line.split()[0] for line in done.stdout.splitlines()[1:-2]]
    assert "  denied " in done.stdout


def test_the_keys_of_a_kind_are_listed() -> None:
    """Each with what it is for."""
    done = run("names", "contact_held")

    assert "Keys of contact_held" == done.stdout.splitlines()[0]
    assert "participants" in [line.split()[0] for line in done.stdout.splitlines()[1:]]


def test_the_names_of_a_log_are_listed(tmp_path: Path) -> None:
    """Whatever an entry of it can refer to, by sort; a sort without names is left out."""
    june = THIRTEEN.replace(
        "events:",
        "events:\n  - {event: contact_held, id: call, date: 2024-06, kind: call, participants: [armenia]}",
    )
    done = run("names", folder(tmp_path, cast=CAST, june=june))

    assert (
        """\
Actors
  armenia     Armenia
  azerbaijan  Azerbaijan

Voices
  pashinyan  Nikol Pashinyan, for armenia

Instruments
  treaty

Provisions
  borders  article

Sources
  june

Contacts
  call
"""
        == done.stdout
    )
    assert "  constitution " in run("names", SEEDS).stdout


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("chek", "Did you mean 'check'?"),
        ("validate", "Did you mean 'check'?"),
        ("why", "Did you mean 'explain'?"),
        ("zzz", "`peacetrack --help` lists all."),
    ],
)
def test_a_command_that_there_is_not_leads_to_one(name: str, hint: str) -> None:
    """By its letters, or as the word of another tool."""
    done = run(name)

    assert (2, f"Error: There is no command '{name}'. {hint}") == (
        done.returncode,
        done.stderr.splitlines()[-1],
    )


def test_other_words_lead_to_commands() -> None:
    """And none is a command itself."""
    assert {*OTHER_WORDS.values()} <= {*COMMANDS}
    assert set() == {*OTHER_WORDS} & {*COMMANDS}


def test_an_option_is_no_command() -> None:
    """It is told as what it is."""
    assert "No such option" in run("--asof", "check").stderr


@pytest.mark.parametrize(
    ("account", "stated"),
    [
        ("pashinyan", "'pashinyan' is no actor of this negotiation, but speaks for armenia; there are"),
        (
            "Nikol Pashinyan",
            "'Nikol Pashinyan' is no actor of this negotiation, but speaks for armenia; there are",
        ),
        ("Yerevan", "'Yerevan' is no actor of this negotiation, but another name of armenia; there are"),
        ("paris", "'paris' is no actor of this negotiation; there are"),
    ],
)
def test_an_account_is_an_actor_s(tmp_path: Path, account: str, stated: str) -> None:
    """Whoever names a person is told for whom they speak."""
    cast = CAST.replace("name: Armenia, ", "name: Armenia, aliases: [Yerevan], ")
    done = run("status", folder(tmp_path, cast=cast, june=THIRTEEN), "--account", account)

    assert (2, True) == (done.returncode, stated in done.stderr)


def test_of_a_folder_of_logs_one_is_to_be_named(tmp_path: Path) -> None:
    """Where a command asks one negotiation, those below a folder are named."""
    for name in ("one", "two", "three", "four"):
        folder(tmp_path / "logs" / name, cast=CAST, june=THIRTEEN)
    done = run("status", "logs", cwd=tmp_path)

    below = ", ".join(f"`{Path('logs', name)}`" for name in ("four", "one", "three"))
    assert (3, f"  Its logs lie below; name one of them: {below} and 1 more.") == (
        done.returncode,
        done.stderr.splitlines()[-1],
    )
    (tmp_path / "none").mkdir()
    assert (
        "Only files whose name ends in `.peace.yaml` are read" in run("status", "none", cwd=tmp_path).stderr
    )
    alone = run("status", tmp_path / "logs" / "..", cwd=tmp_path).stderr
    assert " and 1 more." in alone


def test_one_fault_is_one_message(tmp_path: Path) -> None:
    """A log that cannot be read is told once, however many scenarios begin with it."""
    folder(tmp_path / "log", cast=CAST, june=THIRTEEN.replace("agreed:", "agred:"))
    (tmp_path / "x.peace.yaml").write_text(
        "peacetrack: 1\nbackground: {given: {log: log}}\nscenarios:\n"
        "- {scenario: One, then: [count: {agreed: 13}]}\n- {scenario: Two, then: [count: {agreed: 13}]}\n",
        encoding="utf-8",
    )
    done = run("check", "x.peace.yaml", cwd=tmp_path)

    assert (3, 1) == (done.returncode, done.stdout.count("PT126"))
