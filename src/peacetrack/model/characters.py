r"""Characters that steer whoever reads a text, or hide in it: one list for all that reads, writes, shows and exports.

The law: no character of `STEERING` that stands in a log reaches a terminal, a page, a notebook or a diagram, and none that is
in `UNSEEN` is written raw into a file of a log. Whoever shows a text shows such a character as its number; whoever writes
one writes its escape, which is read back as the character. A table for programs holds a text as it is.

The two joiners are in neither list: Persian and the scripts of India are spelt with them, and many emoji.

>>> print(harmless("red\x1b[31m, \u202egnol\u202c"))
red\x1b[31m, \u202egnol\u202c
"""

import json
import re
from typing import Final

#: Control characters, by which a terminal moves, colours, rings and answers.
_CONTROLS: Final = "\x00-\x1f\x7f-\x9f"
#: They end a line for some readers and for others not.
_LINE_ENDS: Final = "\u2028\u2029"
#: They turn the direction of writing, so that a text reads otherwise than it stands (CVE-2021-42574).
_DIRECTIONS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
#: They show nothing, and a program finds them: separators and joiners of words, signs of no shape, tags that spell words.
_HIDDEN: Final = "\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
#: Half a surrogate pair, and what Unicode says will never be a character.
_NO_CHARACTERS: Final = "\ud800-\udfff\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF)
)
#: The zero-width non-joiner and joiner: part of the spelling, and yet nothing that is seen by itself.
JOINERS: Final = "\u200c\u200d"
#: What is obeyed instead of being seen, as the inside of a class of a regular expression.
STEERING: Final = f"{_CONTROLS}{_LINE_ENDS}{_DIRECTIONS}{_HIDDEN}{_NO_CHARACTERS}"
#: What the author of a file could not see in it: besides those a blank that looks like another, and a hyphen that is none.
UNSEEN: Final = f"{STEERING}\xa0\xad"
STEERS: Final = re.compile(f"[{STEERING}]")
_IS_UNSEEN: Final = re.compile(f"[{UNSEEN}]")
_OF_BUILDS: Final = re.compile(r"^(\s*):(?=:)|#(?=#\w*\[)")
_TEXT: Final = re.compile(r"\w+")
_HAS_ASCII: Final = re.compile(r"[A-Za-z]")
#: Dashes between what is of ASCII, and digits of full width.
_SIGNS: Final = re.compile(r"(?<=[0-9A-Za-z])[\u2010-\u2015\u2212](?=[0-9A-Za-z])|[\uff10-\uff19]")
_BLANKS: Final = re.compile(r"[\t\n\r ]+")


def harmless(text: str) -> str:
    r"""
    Show what would steer a reader instead of obeying it.

    Examples:
        >>> print(harmless("13 of\n16"))
        13 of\n16
    """
    return STEERS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def unseen_in(text: str) -> tuple[str, ...]:
    """List the characters of a text that its author could not see, each once."""
    return tuple(dict.fromkeys(_IS_UNSEEN.findall(text)))


def lookalikes_in(text: str) -> tuple[str, ...]:
    r"""
    List what looks like a letter, a digit or a hyphen of a keyboard and is another, each once.

    A letter of Greek or Cyrillic does so in a word that has Latin letters too, a dash between such letters and digits.

    Examples:
        >>> lookalikes_in("n\u043erth, \u043d\u043e\u0440\u0442, 2031\u201103")
        ('о', '‑')
    """
    mixed = (name for name in _TEXT.findall(text) if name.isalpha() and _HAS_ASCII.search(name))
    letters = (letter for name in mixed for letter in name if "\u0370" <= letter <= "\u052f")
    return tuple(dict.fromkeys((*letters, *_SIGNS.findall(text))))


def printable(line: str) -> str:
    r"""
    Show on one line what would steer a reader, a terminal or whoever reads the log of a build, instead of obeying it.

    GitHub Actions obeys a line that begins with two colons, Azure Pipelines and TeamCity one that holds `##…[`.

    Examples:
        >>> print(printable("::error title=No::agreement"))
        \x3a:error title=No::agreement
        >>> print(printable("see ##vso[task]"))
        see \x23#vso[task]
    """
    return _OF_BUILDS.sub(lambda found: "\\x23" if found[1] is None else f"{found[1]}\\x3a", harmless(line))


def harmless_in_html(text: str) -> str:
    """Show what would steer the reader of a page, on which a run of blanks and line ends is one blank in any case."""
    return harmless(_BLANKS.sub(" ", text))


def quoted(tree: object) -> str:
    r"""
    Write plain values as JSON that YAML reads as the same, with an escape for every character that a person could not see.

    Examples:
        >>> print(quoted({"what": "a\u202eb"}))
        {"what": "a\u202eb"}
    """
    return _IS_UNSEEN.sub(lambda found: escape(found[0]), json.dumps(tree, ensure_ascii=False))


def escape(character: str) -> str:
    r"""
    Write a character as an escape of YAML.

    Examples:
        >>> print(escape("\u202e"), escape("\U000e0041"))
        \u202e \U000e0041
    """
    code = ord(character)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"
