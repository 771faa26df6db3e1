"""Lines are printed in colours on a terminal, and as words alone into a file; neither is loaded for the other."""

import io
import subprocess
import sys

import pytest

from peacetrack.commands.printing import print_lines
from peacetrack.report.text import Line

LINES = (Line("13 of 16", "bold"), Line("a \x1b[31m line"))


class Terminal(io.StringIO):
    """A terminal that keeps what is written."""

    def isatty(self) -> bool:
        return True


class Closed(Terminal):
    """A terminal that nobody reads any more."""

    def write(self, _: str) -> int:
        raise BrokenPipeError


@pytest.fixture(autouse=True)
def coloured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a terminal have colours."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


def test_a_terminal_gets_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no command that stands in a log."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    print_lines(LINES)

    assert "\x1b[1m13 of 16\x1b[0m\na \\x1b[31m line\n" == terminal.getvalue()


def test_a_file_gets_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, without colours; also what goes to the complaints."""
    for name in ("stdout", "stderr"):
        file = io.StringIO()
        monkeypatch.setattr(sys, name, file)
        print_lines(LINES, err=name == "stderr")

        assert "13 of 16\na \\x1b[31m line\n" == file.getvalue()


def test_where_nobody_reads_any_more_the_command_line_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever prints says so, and ends nothing by himself."""
    monkeypatch.setattr(sys, "stdout", Closed())
    with pytest.raises(BrokenPipeError):
        print_lines(LINES)


def test_the_colours_are_loaded_for_a_terminal_only() -> None:
    """A check whose results go into a file does not wait for them."""
    program = (
        "import sys; from peacetrack.cli import main\n"
        "try: main(['status', 'docs/how-to/ferry'])\n"
        "except SystemExit: print('rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "False" == done.stdout.splitlines()[-1]
