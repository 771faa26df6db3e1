"""The tables of a corpus: their columns, and what each of them means. The codebook is made of nothing else.

The law: every table names the log of a row in its first column, every column has one type for all logs, and no name of a
table or a column is a word of SQL that would have to be quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import attrs

from peacetrack.aspects.conditions import Status as ConditionStatus
from peacetrack.aspects.conditions import Step
from peacetrack.model.problems import Severity
from peacetrack.report.tables.answers import ANSWERS, COUNTS, RESULTS, STATUSES
from peacetrack.report.tables.events import CARRIERS, EARLIEST, LATEST, PLOVER, REFUSED
from peacetrack.report.tables.table import Column, Row, TableOfRows, listed

#: Adds rows to a table of a store.
Add = Callable[[TableOfRows, list[Row]], None]
#: What the tables of one log call by a word of SQL.
RENAMED: Final = {"by": "claimants"}
LOG: Final = Column(
    name="log", meaning="Which log: its path below the folder of the corpus, with forward slashes."
)


def _listing(columns: Sequence[Column], *names: str) -> tuple[Column, ...]:
    """Take the columns of the tables of one log, with the names that SQL allows; some of them hold lists here."""
    chosen = (listed(column) if column.name in names else column for column in columns)
    return tuple(attrs.evolve(column, name=RENAMED.get(column.name, column.name)) for column in chosen)


LOGS: Final = (
    LOG,
    Column(name="negotiation", meaning="The id of the negotiation; empty when the log cannot be read."),
    Column(name="title", meaning="Its title, where it has one."),
    Column(name="readable", type="truth", meaning="It could be read; empty when the work on it broke off."),
    Column(name="exit_status", type="number", meaning="With what `peacetrack check` of this log ends."),
    Column(name="events", type="number", meaning="How many rows it has among the events."),
    Column(name="claims", type="number", meaning="How many rows it has among the claims."),
    Column(name="scenarios", type="number", meaning="How many scenarios lie beside it or in it."),
    Column(name="failed", type="number", meaning="How many claims and scenarios did not come out as expected."),
    Column(name="first", type="day", meaning="The first day on which any of it may have happened."),
    Column(name="last", type="day", meaning="The last such day."),
    Column(name="broken_off", meaning="Why the work on it broke off: the account names nobody of its cast, or the fault is not the log's."),
)  # fmt: skip
EVENTS: Final = (
    LOG,
    Column(name="id", meaning="Its id, unique in its log."),
    Column(name="event", meaning="The kind of event."),
    Column(name="aspect", meaning="Of which part of the negotiation it tells; none when no status can change by it."),
    listed(Column(name="subjects", meaning="Of which provisions, conditions, proposals, instruments or parties, as the statuses name them.")),
    Column(name="place", type="number", meaning="Its place in the order of replay; none for a report of others."),
    EARLIEST,
    LATEST,
    Column(name="date", meaning="When it happened or was said, as the log writes it."),
    Column(name="as_said", meaning="The words of the reporter for the date."),
    Column(name="basis", meaning="How the date was derived."),
    Column(name="about", meaning="The day it is true of, where that is not its date."),
    listed(Column(name="voices", meaning="Who did or said it, as the log names them.")),
    listed(Column(name="actors", meaning="For which actors they speak.")),
    listed(Column(name="according_to", meaning="Whose word its content is, where the log says so.")),
    listed(CARRIERS),
    REFUSED,
    Column(name="inferred", type="truth", meaning="The author of the log concluded it."),
    Column(name="confidential", type="truth", meaning="It or the document that tells it is not for the public; `--public` leaves out all that rests on such."),
    Column(name="source", meaning="The document that tells it."),
    Column(name="published", type="day", meaning="The last day on which that may have appeared."),
    listed(Column(name="paragraphs", meaning="The paragraphs of that document that it cites.")),
    Column(name="instrument", meaning="Of which text."),
    listed(Column(name="provision", meaning="Of which provisions.")),
    Column(name="condition", meaning="Of which condition."),
    Column(name="proposal", meaning="Of which proposal."),
    Column(name="contact", meaning="Of which contact."),
    Column(name="party", meaning="Of which party."),
    listed(Column(name="of_whom", meaning="Of whom something is demanded.")),
    listed(Column(name="topics", meaning="The topics that it mentions.")),
    Column(name="what", meaning="What is demanded, offered, argued or said, in a few words."),
    Column(name="note", meaning="A remark of the author."),
    listed(Column(name="after", meaning="The events that it follows.")),
    attrs.evolve(PLOVER, meaning="An approximate category of PLOVER."),
    Column(name="fields", meaning="All that the log writes of it, as a mapping in JSON."),
)  # fmt: skip
CONDITIONS: Final = (
    LOG,
    Column(name="condition", meaning="Its id."),
    listed(Column(name="owners", meaning="The actors whose demand it is.")),
    listed(Column(name="of_whom", meaning="The actors of whom it is demanded.")),
    Column(name="what", meaning="The demand in a few words, as it was first made."),
    Column(name="date", meaning="When it was first made, as the log writes it."),
    Column(name="earliest", type="day", meaning="The first day on which that may have been, as reports bound it."),
    Column(name="latest", type="day", meaning="The last such day."),
    Column(name="times_stated", type="number", meaning="How often it was told to have been made."),
    listed(Column(name="gates", meaning="The steps that it blocks at the end, in words.")),
    Column(name="status", meaning="Its status at the end; unknown when empty, because several are possible.", values=tuple(ConditionStatus)),
    listed(Column(name="possible", meaning="The statuses that it may have.")),
)  # fmt: skip
BLOCKING: Final = (
    LOG,
    Column(name="condition", meaning="Which demand."),
    listed(Column(name="owners", meaning="The actors whose demand it is.")),
    Column(name="step", meaning="The step before which it stands; empty when nobody named one.", values=tuple(Step)),
    Column(name="instrument", meaning="Of which text the step is."),
    listed(Column(name="provisions", meaning="Of which provisions it is, for `opening` and `agreeing`.")),
    Column(name="since", type="day", meaning="The first day of the stretch; no first day is known when empty."),
    Column(name="until", type="day", meaning="The last day of it; the log shows no end when empty."),
    Column(name="certain", type="truth", meaning="It stands there whatever is unknown."),
    Column(name="shuts", type="truth", meaning="One of its owners negotiates or consents; otherwise it shuts nothing."),
)  # fmt: skip
PROBLEMS: Final = (
    LOG,
    Column(name="file", meaning="In which file, written like the log."),
    Column(name="line_number", type="number", meaning="In which line of it; the first is 1."),
    Column(name="column_number", type="number", meaning="At which character of that; the first is 1."),
    Column(name="code", meaning="What it is; the page on errors has every code."),
    Column(name="severity", meaning="An error, a warning or a note.", values=tuple(Severity)),
    Column(name="message", meaning="What happened, to whom, and why not."),
    Column(name="hint", meaning="What to do instead."),
)
CODEBOOK: Final = (
    Column(name="table_name", meaning="Of which table."),
    Column(name="column_name", meaning="Which column; empty where the line is about the table."),
    Column(name="type", meaning="What every value is, where there is one: text, number, truth or day."),
    Column(name="words", meaning="Which words can stand there, when they are few."),
    Column(name="meaning", meaning="What a row or a value tells."),
)


def _table(name: str, meaning: str, columns: Sequence[Column]) -> TableOfRows:
    return TableOfRows(name=name, meaning=meaning, columns=tuple(columns), rows=())


#: Every table of a store without its rows, in the order in which a reader meets them.
TABLES: Final = (
    _table("logs", "A log: a folder, or a file that stands alone.", LOGS),
    _table("events", "An event as the log writes it, and when it may have happened.", EVENTS),
    _table("statuses", "A stretch of days on which a subject has one status.", (LOG, *_listing(STATUSES, "possible", "because"))),
    _table("conditions", "A condition: a demand before a step, with its owner.", CONDITIONS),
    _table("blocking", "A stretch of days on which a demand stood before a step that was not taken yet.", BLOCKING),
    _table("claims", "A claim or an expectation, and its verdict.", (LOG, *_listing(RESULTS, "by", "account", "sides", "because"))),
    _table("counts", "A stretch of days on which so many units have a status.", (LOG, *COUNTS)),
    _table("answers", "The days on which a question has one answer, and whose word that is.", (LOG, *_listing(ANSWERS, "whose", "of_day", "because"))),
    _table("problems", "Something that is wrong with a log, or that it shows its author.", PROBLEMS),
    _table("codebook", "What a table or a column means.", CODEBOOK),
)  # fmt: skip
TABLE: Final = {table.name: table for table in TABLES}
