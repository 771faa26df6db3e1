"""A negotiation begun: a folder with a cast and a first article, which checks, and whose comments say how to go on."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from pkgutil import get_data
from string import Template
from typing import Final

import attrs

from peacetrack.model.problems import Place, Problem
from peacetrack.yaml.files.negotiations import logs_in
from peacetrack.yaml.files.opening import SUFFIX, real
from peacetrack.yaml.files.paths import is_there
from peacetrack.yaml.records.places import Places
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.schema import FILE_NAME, shipped_schema
from peacetrack.yaml.writing.layout import scalar
from peacetrack.yaml.writing.rewriting import Rewrite, rehearse
from peacetrack.yaml.writing.saving import Former, NotSavedError, save_folder

#: The logs that come with the package, each with its files; they are those of the tutorial.
EXAMPLES: Final = {"river": ("river.peace.yaml", "valley-post.txt")}
#: The names of the two files, without their suffix.
CAST: Final = "cast"
ARTICLE: Final = "001-first-article"
#: Two parties, for whoever names none.
PARTIES: Final = ("first-party", "second-party")


@attrs.frozen(eq=False)
class Start:
    """
    What came of beginning a negotiation.

    Attributes:
        files: Which files, in the order in which they were written.
        problems: Why it was refused; then nothing was written.
        places: Where everything stands in the files.
    """

    files: tuple[Path, ...]
    problems: tuple[Problem, ...] = ()
    places: Places = attrs.Factory(Places)


def start(  # noqa: PLR0913 - each is one answer that a newcomer may give
    folder: str | os.PathLike[str],
    *,
    id: str = "",  # noqa: A002 - the key of a log
    title: str = "",
    actors: Sequence[str] = (),
    instrument: str = "treaty",
    unit: str = "article",
) -> Start:
    """
    Begin a negotiation in a folder: a cast, a first article, and the schema by which an editor completes keys.

    Args:
        folder: A new folder, or one that has no log.
        id: Of the negotiation; from the name of the folder when empty.
        title: Of the negotiation; from its id when empty.
        actors: The negotiating parties, each as `armenia` or `armenia=Republic of Armenia`; two that stand for any when
            empty.
        instrument: The id of the text that is negotiated.
        unit: What its counts count.
    """
    home = Path(folder)
    if (refused := _taken(home)) is not None:
        return refused
    id = id or slug(real(home).name)  # noqa: A001 - as above
    parties = dict(map(_party, actors or PARTIES))
    cast = _cast(id, title or _title(id), parties, instrument=instrument, unit=unit)
    texts = {CAST: cast, ARTICLE: _article(id, [*parties], instrument=instrument)}
    logs = [Rewrite(home / f"{stem}{SUFFIX}", None, text.encode()) for stem, text in texts.items()]
    reading = rehearse(home, Reading(None, (), Places(), home), logs)
    if reading.problems:
        return Start((), reading.problems, reading.places)
    return _written(home, logs, reading.places)


def start_example(name: str, folder: str | os.PathLike[str]) -> Start:
    """
    Put a small log that comes with the package into a folder, with its source and the schema for editors.

    Args:
        name: Which one, of `EXAMPLES`.
        folder: A new folder, or one that has no log.
    """
    home = Path(folder)
    if (refused := _taken(home)) is not None:
        return refused
    texts = {file: get_data(__package__, f"{name}/{file}") or b"" for file in EXAMPLES[name]}
    return _written(home, [Rewrite(home / file, None, text) for file, text in texts.items()], Places())


def _taken(home: Path) -> Start | None:
    """Refuse a folder that has a log."""
    if not logs_in(home):
        return None
    hint = "Take another folder; `peacetrack add` adds to a log."
    message = f"This folder has a log already: a file ends in `{SUFFIX}`."
    return Start((), (Problem(code="PT039", message=message, place=Place(str(home), 1, 1), hint=hint),))


def first_lines(folder: Path, negotiation: str, *, cast: str = "") -> str:
    """
    Begin one more file of a log: its format, whose log it is, and the schema for editors if it lies there.

    Args:
        folder: Where the file will lie.
        negotiation: The id of the negotiation.
        cast: The file that says who takes part, so that this one can be checked alone.
    """
    header = f"{HEADER}\n" if is_there(folder / FILE_NAME) else ""
    named = f"cast: {scalar(cast)}\n" if cast else ""
    return f"{header}peacetrack: 1\nnegotiation: {scalar(negotiation)}\n{named}\n"


def _written(home: Path, logs: list[Rewrite], places: Places) -> Start:
    """
    Write the files together; a schema that is there already stays.

    In a folder that is there the cast comes first: what a loss of power leaves is then a log.
    """
    contents = {one.path.name: one.after for one in logs}
    if not is_there(home / FILE_NAME):
        contents[FILE_NAME] = shipped_schema().encode()
    try:
        return Start(save_folder(home, contents, instead_of=Former.NOTHING), (), places)
    except NotSavedError as error:
        return Start((), (error.problem,), places)


def slug(name: str) -> str:
    """Make an id of the name of a folder."""
    return re.sub(r"[^\w.-]+", "-", name.lower()).strip("-_.") or "negotiation"


def _title(id: str) -> str:  # noqa: A002 - the key of a log
    return id[:1].upper() + id[1:].replace("-", " ")


def _party(answer: str) -> tuple[str, str]:
    """Split the id of a party from its name, if it has one."""
    id, _, name = answer.partition("=")  # noqa: A001 - the key of a log
    return id, name or _title(id)


def _cast(id: str, title: str, parties: dict[str, str], *, instrument: str, unit: str) -> str:  # noqa: A002 - as above
    """Write the file that says who takes part."""
    actors = (
        f"  {scalar(actor)}: {{name: {scalar(name, in_flow=True)}, role: negotiating_party}}\n"
        for actor, name in parties.items()
    )
    first = next(iter(parties))
    return f"""{HEADER}
# Who takes part, and which text is negotiated. Say here nothing that somebody had to say first: no number and no status.
peacetrack: 1
negotiation:
  id: {scalar(id)}
  title: {scalar(title)}

# States, armed groups, organisations. Rules know two roles, `negotiating_party` and `consenting` (its consent is needed,
# though it does not negotiate); any other word is yours.
actors:
{"".join(actors)}  # mediator: {{name: The mediator, role: mediator}}

# People and offices that speak for an actor. One that nobody named has no `name`.
# voices:
#   envoy: {{name: The envoy, office: Envoy, speaks_for: {scalar(first, in_flow=True)}, aliases: [The Envoy]}}

# What counts count is the `unit`. Name a part of the text as soon as a source does.
instruments:
  {scalar(instrument)}:
    unit: {scalar(unit)}
    # provisions:
    #   borders: {{kind: {scalar(unit, in_flow=True)}, title: Borders}}

# What statements and readouts are about.
# topics:
#   prisoners: The exchange of prisoners
"""


def _article(id: str, parties: Sequence[str], *, instrument: str) -> str:  # noqa: A002 - as above
    """Write the file of a first article, with an event that stands and some that wait in comments."""
    first, second, text = (scalar(name, in_flow=True) for name in (parties[0], parties[-1], instrument))
    body = Template(ARTICLE_TEXT).substitute(id=scalar(id), first=first, second=second, text=text)
    return f"{HEADER}\n{body}"


HEADER: Final = f"# yaml-language-server: $schema={FILE_NAME}"
ARTICLE_TEXT: Final = """\
# One article: where it appeared, and what it reports. Replace what stands here by what yours says, and take away the
# `#` before an example that you need. Then run `peacetrack check` on this folder.
peacetrack: 1
negotiation: $id

source:
  id: first-article
  publisher: The name of the paper
  title: The headline
  # An interval when the day is not known: 2031-03-01/2031-03-07
  published: 2031-03-04
  # These three lines are printed by `peacetrack paragraphs first-article.txt`, with the numbers to cite by.
  # file: first-article.txt
  # sha256: 64 digits and letters
  # paragraphs: 7

events:
  # A position, or background. It changes no status.
  - id: first-statement
    event: statement_made
    date: 2031-03-03
    by: $first
    what: In a few words, what was said

  # A count: how many, without which.
  # - id: first-count
  #   event: count_stated
  #   date: 2031-03-03
  #   by: $first
  #   instrument: $text
  #   agreed: 5
  #   of: 7

  # A demand. Its id names it; `gate` is the step that it is said to block.
  # - id: first-demand
  #   event: condition_set
  #   date: 2031-03-04
  #   by: $first
  #   of: $second
  #   what: In a few words, what is demanded
  #   gate: {signature: $text}

# What somebody says of the state of the talks, to be checked against what the sources tell.
# claims:
#   - id: first-claim
#     by: $first
#     as_of: 2031-03-04
#     says: {count: {instrument: $text, agreed: 5, of: 7}}
"""
