"""What a terminal and a shell get: progress for long work, and names to complete."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from peacetrack.cli import main
from peacetrack.commands.printing import watched
from tests.commands.running import CAST, SEEDS, THIRTEEN, folder, run, run_line


class Terminal(io.StringIO):
    """A stream that people watch."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("steps", "shown"), [(["one", "two"], True), (["one"], False)])
def test_long_work_is_shown_on_a_terminal(
    steps: list[str], *, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On stderr, and only where there is something to wait for."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)

    assert steps == list(watched(steps, label="Negotiations"))
    assert shown == ("Negotiations" in terminal.getvalue())


def test_a_file_of_messages_has_no_progress(tmp_path: Path) -> None:
    """Two negotiations are checked, and stderr stays empty."""
    for name in ("one", "two"):
        folder(tmp_path / name, cast=CAST, june=THIRTEEN)
    done = run("check", tmp_path)

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.endswith(" in 2 negotiations: all as expected\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(shell: str) -> None:
    """The script that the page on commands tells to evaluate."""
    done = run_line([sys.executable, "-m", "peacetrack"], _PEACETRACK_COMPLETE=f"{shell}_source")

    assert "_PEACETRACK_COMPLETE" in done.stdout


def completed(text: str, place: str) -> list[str]:
    """Ask for what can stand at a place of a command line."""
    return run_line(
        [sys.executable, "-m", "peacetrack"],
        COMP_WORDS=f"peacetrack {text}",
        COMP_CWORD=place,
        _PEACETRACK_COMPLETE="zsh_complete",
    ).stdout.split()


def test_behind_a_command_that_there_is_not_nothing_is_completed() -> None:
    """A slip is told when the line is run, and not while it is typed."""
    completing = ShellComplete(main, {}, "peacetrack", "_PEACETRACK_COMPLETE")

    assert [] == completing.get_completions(["chekc"], "fixtures")


def test_commands_and_options_are_completed() -> None:
    """After the first letters of either."""
    commands, options = (completed(text, place) for text, place in (("ex", "1"), ("status --as", "2")))

    assert ["explain", "export"] == [name for name in ("check", "explain", "export") if name in commands]
    assert "--as-of" in options


@pytest.mark.parametrize(
    ("text", "place", "expected"),
    [
        (f"status {SEEDS} --account a", "4", ["armenia", "armenian-opposition", "azerbaijan"]),
        (f"check {SEEDS} --account armenia,az", "4", ["armenia,azerbaijan"]),
        (f"status {SEEDS} --account common", "4", ["common_ground"]),
        (f"explain {SEEDS} standing", "3", ["standing:armenia:treaty", "standing:azerbaijan:treaty"]),
        (f"explain {SEEDS} pashinyan-13", "3", ["pashinyan-13-of-16"]),
        (f"compare {SEEDS} june", "3", ["june-call"]),
        (f"whatif {SEEDS} --event condition_m", "4", ["condition_met"]),
        ("add x.peace.yaml --event condition_m", "4", ["condition_met"]),
        ("status nowhere --account a", "4", []),
        ("status --account a", "3", []),
    ],
)
def test_names_of_the_log_are_completed(text: str, place: str, expected: list[str]) -> None:
    """From the log that stands before on the line; where there is none, there is nothing to complete."""
    line = f"peacetrack {text}".split()
    completing = ShellComplete(main, {}, "peacetrack", "_PEACETRACK_COMPLETE")
    found = completing.get_completions(line[1 : int(place)], line[int(place)])

    assert {*expected} <= {item.value for item in found}
    assert expected or not found
