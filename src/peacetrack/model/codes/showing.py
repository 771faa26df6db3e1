"""What a log that can be read shows its author: what a table refuses, and what was noticed."""

from __future__ import annotations

from typing import Final

from peacetrack.model.codes.definition import Meanings

OUTCOMES: Final[Meanings] = {
    "PT150": (
        "a source's text that cannot be read",
        "The text of a source is no readable UTF-8.",
        "Check the file.",
    ),
    "PT151": (
        "a source's text that has changed",
        "The sha256 of the text is not the one in the log: the paragraphs may be others.",
        "Compare the two, then take the sha256 from `peacetrack paragraphs FILE`.",
    ),
    "PT152": (
        "another number of paragraphs",
        "The text has more or fewer paragraphs than the log says.",
        "Take the number from `peacetrack paragraphs FILE`.",
    ),
    "PT201": (
        "a refused transition",
        "The table does not have this event at the status that was reached. The event changes nothing.",
        "Take one of the events that are allowed, or tell what happened in between.",
    ),
    "PT203": (
        "only the owner",
        "A demand is restated or dropped by somebody who did not set it.",
        "If this actor makes the same demand, set a condition of its own.",
    ),
    "PT204": (
        "only the addressee",
        "A demand is accepted or rejected by somebody to whom it was not addressed, perhaps by its owner.",
        "To drop a demand, use `condition_withdrawn`.",
    ),
    "PT205": (
        "only the maker",
        "A proposal is renewed or taken back by somebody who did not make it.",
        "An offer of another actor is a proposal of its own.",
    ),
    "PT206": (
        "not by the maker",
        "A proposal is accepted or rejected by the one who made it.",
        "To take an offer back, use `proposal_withdrawn`.",
    ),
}
WARNINGS: Final[Meanings] = {
    "no-unit": (
        "a count of no unit",
        "A count, or a claim about one, names no unit, and its text has none: nothing is counted, and a claim cannot be told.",
        "Say under `unit` what is counted, or give the text its `unit` in the cast.",
    ),
    "unreported-change": (
        "something moved and nobody reported it",
        "A count or an event cannot follow from what was told before. It is believed, and what it says nothing of is free.",
        "Look for a report of the change. If there is none, leave the log as it is.",
    ),
    "count-conflict": (
        "a count against what was said by name",
        "Not even an unreported change of the unnamed units makes a count possible.",
        "Check the count, and the events that the message names.",
    ),
    "counts-disagree": (
        "two words, two states",
        "What somebody says contradicts what others say and have not taken back. Both stand, and the answer is what either allows.",
        "Nothing, if they disagree. If one of them gave in, look for the report of it.",
    ),
    "since-conflict": (
        "fewer than have moved since",
        "A count of what was reached since an earlier day does not fit what the other reports leave room for.",
        "Check the number, and the event or count that `since` names.",
    ),
    "small-denominator": (
        "fewer units than are known by name",
        "The denominator of a count leaves no room for the units that were named. The count is not applied.",
        "Check the number, or say with `excluding` which units it leaves out.",
    ),
    "date-conflict": (
        "two reports, two dates",
        "A further report dates an event otherwise. The event's own date is used.",
        "Check both; if one is wrong, correct it.",
    ),
    "order-matters": (
        "the order of two events decides",
        "Two events about one subject may have happened in either order, and the state depends on which came first: it has room for both. An event with an open date takes its place, and that is a note.",
        "Give their dates more closely, or say with `after` which followed the other.",
    ),
    "gate-passed": (
        "a step through a shut gate",
        "A step was taken although something stood before it. What happened is never refused: the blockers stop blocking it.",
        "Look for a report of how they were cleared.",
    ),
    "consent-missing": (
        "in force without a consent",
        "An instrument entered into force although a consent that it needs is not in the log.",
        "Look for a report of the ratification.",
    ),
    "unknown-body": (
        "a body that decided nothing",
        "A demand requires the approval of a body of which no decision is told, and one with nearly the same name decided.",
        "Write the name of the body alike in `met_by` and in `domestic_step`.",
    ),
    "more-votes-than-seats": (
        "more votes than seats",
        "The votes told of a decision, with those who were absent, are more than the body has seats.",
        "Check the numbers against the source; the outcome is what was stated, and is not computed from them.",
    ),
    "vacuous-claim": (
        "a claim that says nothing",
        "A claim leaves every number and every status possible, so it holds whatever happened, and to check it shows nothing.",
        "Say what would have to be otherwise if it were wrong, or take the claim away.",
    ),
    "uncited-paragraph": (
        "a paragraph that was passed over",
        "A paragraph of a source is neither cited nor left out on purpose.",
        "Cite it in an entry, or give the reason under `uncited`.",
    ),
}
NOTES: Final[Meanings] = {
    "gap": (
        "something between is missing",
        "In a narrower account an event does not follow from what is believed; it applies as from an unknown status.",
        "Nothing: the account does not know more.",
    ),
    "left-out-but-cited": (
        "left out, and cited",
        "A paragraph is said to be left out, and an entry cites it.",
        "Take it from `uncited`.",
    ),
    "no-source": (
        "no document tells of it",
        "An entry has no source, so nobody can say since when it was known, and it never counts where `--known-by` is given.",
        "Give the document in which it stands as its `source`.",
    ),
    "open-date": (
        "how it stood, or when it changed",
        "The date of a move is open at one end and spans a count of its text, so the move blurs what the count says.",
        "If somebody said how it stood, and not when that changed, write `status_stated`: nothing before it is blurred.",
    ),
    "perhaps-refused": (
        "refused in one order, and not in another",
        "Events may have happened in several orders. Some of those that refuse the fewest refuse this one, and others do not.",
        "Date the events more closely, or say with `after` which followed the other.",
    ),
    "unknown-publication": (
        "nobody knows when a source appeared",
        "No last possible day of its publication is known, so it never counts where `--known-by` is given.",
        "Give `published:`, at least as an interval, and say under `basis` how it was derived.",
    ),
    "unverified-source": (
        "not compared with its text",
        "The text of a source does not lie beside the log, so its sha256 and paragraphs were not compared.",
        "Give the folder of the texts with `--sources DIR`.",
    ),
}
