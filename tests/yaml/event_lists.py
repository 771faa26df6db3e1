"""Texts with a list of events, as our own writer and most people lay it out, and with a mistake or two."""

from __future__ import annotations

import re
from typing import Final

from hypothesis import strategies as st

TEXTS: Final = st.sampled_from(
    (
        "agreed",
        "13",
        "2024-06-27",
        "2024-06-06/2024-06-27",
        "a b",
        "no",
        "null",
        "(all)",
        "über",
        "x - y",
        "./a.txt",
    )
)
PROSE: Final = st.sampled_from(
    (
        "it's",
        "x:y",
        "R&D",
        "a, b",
        "...",
        "50%",
        "a#b",
        "1_000",
        "a  [b]",
        "a \u00a0b",
        "c {d}",
        'say "e"',
        "why?",
    )
)
QUOTED: Final = st.sampled_from(('"a: b # c"', "'[a, b]'", '""', "''", '" a "', '"x, y: z"'))
KEYS: Final = st.sampled_from(("id", "event", "by", "date", "x-note", "A_1", "y", "of", "cite"))
ITEMS_IN_FLOW: Final = st.lists(TEXTS, min_size=1, max_size=3).map(lambda text: f"[{', '.join(text)}]")


def braces(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Build mappings on one line."""
    pairs = st.lists(st.tuples(KEYS, values), min_size=1, max_size=4, unique_by=lambda pair: pair[0])
    return pairs.map(lambda stated: f"{{{', '.join(f'{key}: {value}' for key, value in stated)}}}")


VALUES: Final = TEXTS | PROSE | QUOTED | ITEMS_IN_FLOW | braces(TEXTS | ITEMS_IN_FLOW)


def blocks(draw: st.DrawFn) -> str:
    """Build a list or a mapping below a key."""
    if draw(st.booleans()):
        return "".join(f"\n      - {value}" for value in draw(st.lists(VALUES, min_size=1, max_size=3)))
    keys = draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))
    return "".join(f"\n      {key}: {draw(VALUES)}" for key in keys)


@st.composite
def tidy(draw: st.DrawFn) -> str:
    """Build texts in the layout that our own writer writes, and people mostly."""
    items = []
    for _ in range(draw(st.integers(1, 4))):
        keys = draw(st.lists(KEYS, min_size=1, max_size=4, unique=True))
        fields = [
            f"{key}:{draw(st.one_of(VALUES.map(' {}'.format), VALUES.map(' {}'.format), st.just('#')))}"
            for key in keys
        ]
        fields = [field if not field.endswith(":#") else f"{field[:-1]}{blocks(draw)}" for field in fields]
        item = draw(st.sampled_from(("\n    ".join(fields), draw(braces(TEXTS | ITEMS_IN_FLOW | QUOTED)))))
        items.append(
            f"  - {item}{draw(st.sampled_from(('', '', chr(10), f'{chr(10)}  # why', f'{chr(10)}# why{chr(10)}')))}\n"
        )
    first = draw(
        st.sampled_from(
            ("", "", "a: 1\n", "# first\n\na: 1\n", "a: |+\n  text\n\n", "a:\n- b\n", "a: one\n  two\n")
        )
    )
    last = draw(st.sampled_from(("", "", "b: 2\n", "c:\n  - 1\n  - {d: 2}\n", "# last", "'q': 1\n")))
    return (
        f"{first}events:\n{draw(st.sampled_from(('', '', '# why' + chr(10), chr(10))))}{''.join(items)}{last}"
    )


#: What may be written anywhere, and makes another text of it, or none.
ODD: Final = (
    *" \n-:#,[]{}\"'&*|>?!%@`~<=.\\\u00a0\u3000\ufeff", ": ", " #", "- ", "? ", "<<: ", "&a ", "*a", "!t ", "| ", "|+\n", "> ", "---\n", "...\n", "%YAML",
    "\n  ", "\n    ", "\n      ", "\n  - ", "\nevents:\n", "a: 1", "null", "k" * 70, "{}", "[]", "\\n", "\\\n", ", ", "''", '""', "  # why", "\n\n",
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Build such texts, and others just beside them."""
    text = draw(tidy())
    for _ in range(draw(st.sampled_from((0, 1, 1, 1, 2, 3)))):
        at = draw(st.integers(0, len(text)))
        if draw(st.booleans()):  # where a line, a word or a value begins or ends
            at = draw(st.sampled_from([0, *(found.end() for found in re.finditer(r"\n|\b|: |$", text))]))
        text = (
            text[:at]
            + draw(st.sampled_from((*ODD, "", "")))
            + text[at + draw(st.sampled_from((0, 0, 0, 1, 2, 5))) :]
        )
    return text
