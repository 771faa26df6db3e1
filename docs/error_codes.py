"""Write the page that says what each code means."""  # noqa: INP001 - the docs are no package

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docs.markdown import page
from peacetrack.model.codes import CODES, Code

INTRODUCTION: Final = """
Whatever is wrong with a log, and whatever it shows its author, has a code that never changes its meaning. All problems
of all files are told in one run, each with its place, its line, what to do, and the other places that took part:

```text
talks.peace.yaml:23:9: PT204 Azerbaijan cannot reject the condition 'constitution': Azerbaijan demands it.
  23 |     by: hajizade
     |         ^^^^^^^^
  It was set here: talks.peace.yaml:14:5
  To drop a demand, use `condition_withdrawn`.
```

An *error* ends a check with 3 when the log cannot be read, and with 1 when it can. A *warning* and a *note* change no
exit status.
"""
GROUPS: Final = (
    ("PT0", "Files and YAML"),
    ("PT1", "Entries, and what they name"),
    ("PT2", "Lifecycles"),
    ("", "What a log shows"),
)


def error_codes() -> str:
    """Describe every code."""
    return page("Errors and findings", INTRODUCTION, *_groups())


def _groups() -> Iterator[str]:
    left = dict(CODES)
    for begin, title in GROUPS:
        yield f"## {title}"
        for code in [code for name, code in left.items() if name.startswith(begin)]:
            del left[code.code]
            yield from _described(code)


def _described(code: Code) -> Iterator[str]:
    yield f"### {code.code}: {code.title}"
    yield f"{code.meaning} {code.mend}"
    status = f"exit status {code.exit_status}" if code.exit_status else "changes no exit status"
    yield f"*{code.severity.capitalize()}, {status}.*"
