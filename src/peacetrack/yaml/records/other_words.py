"""Other words for what a log says: those that people bring along, and the kind of event that says it here.

The law: a word leads to kinds that there are, and only a word that is no kind itself.

>>> in_our_words("draft_amended")
'A new draft is `draft_sent`; a provision in the place of another is `provision_replaced`.'
>>> in_our_words("sung")
''
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_FORESEEN: Final = "What is foreseen is a `proposal_made` with `for: DATE`."
_DENIED: Final = "Who denies a report has `denied` it; who objects to a provision, `provision_contested`."
_AMENDED: Final = "A new draft is `draft_sent`; a provision in the place of another is `provision_replaced`."
_BRACKET: Final = "A provision in brackets is `provision_contested`; how many there are, `count_stated` with `unit: bracket`."
_VETO: Final = "A veto of a text is `provision_contested`, one of an offer `proposal_rejected`, one before a step `condition_set`."
_DEMAND: Final = "A demand is `condition_set`; to state it again, `condition_restated`."
_OFFER: Final = "An offer is `proposal_made`; to make it again, `proposal_renewed`."
_MEETING: Final = "A meeting or a call is `contact_held`, with its `kind`."
_READOUT: Final = (
    "What one side publishes of a contact is `readout_issued`; anything else it says, `statement_made`."
)
_SAID: Final = "What somebody says is `statement_made`; how things stand, `count_stated` or what happened, `provision_…`."
_DECIDED: Final = (
    "A decision at home is `domestic_step`, with its `body` and `outcome`; the consent itself, `ratified`."
)
_SETTLED: Final = (
    "What is settled is `provision_agreed`; the whole text, `text_concluded`; how many, `count_stated`."
)
_BROKEN_OFF: Final = "Talks that stop are `talks_suspended`; that they go on, `talks_resumed`."
_TAKEN_BACK: Final = "A report that its publisher takes back is `retracted`; one that is mended, `corrected`."
_REASON: Final = "A reason for or against something is `argument_made`."
_AGAIN: Final = "What a second source tells again is `mentioned`; what somebody bears out, `confirmed`."
_RULE: Final = "A party's rule for when agreed text counts is `principle_invoked`."

#: Each word as it may stand in a kind that there is not, and what to write.
OTHER_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("planned", "scheduled", "announced", "foreseen", "expected", "intended", "invited"), _FORESEEN),
    **dict.fromkeys(("disputed", "refuted", "rebutted", "dispute"), _DENIED),
    **dict.fromkeys(("amendment", "amended", "revised", "redrafted", "edited", "changed", "renumbered"), _AMENDED),
    **dict.fromkeys(("bracket", "brackets", "bracketed", "unbracketed"), _BRACKET),
    **dict.fromkeys(("veto", "vetoed", "blocked", "opposed", "objected", "objection"), _VETO),
    **dict.fromkeys(("demand", "demanded", "precondition", "requirement", "required", "insisted"), _DEMAND),
    **dict.fromkeys(("offer", "offered", "suggested", "proposed", "initiative", "invitation"), _OFFER),
    **dict.fromkeys(("meeting", "met", "call", "called", "visit", "summit", "round", "talked"), _MEETING),
    **dict.fromkeys(("readout", "communique", "briefing", "release"), _READOUT),
    **dict.fromkeys(("said", "quote", "quoted", "speech", "remark", "interview", "claimed", "news", "position"), _SAID),
    **dict.fromkeys(("vote", "voted", "referendum", "plebiscite", "parliament", "court", "approved", "approval"), _DECIDED),
    **dict.fromkeys(("settled", "cleared", "closed", "resolved", "finalised", "finalized", "completed", "adopted"), _SETTLED),
    **dict.fromkeys(("paused", "broken", "walkout", "collapsed", "stalled", "interrupted"), _BROKEN_OFF),
    **dict.fromkeys(("withdrawn_report", "correction", "erratum", "rectified"), _TAKEN_BACK),
    **dict.fromkeys(("reason", "argued", "justified", "argument"), _REASON),
    **dict.fromkeys(("repeated", "reiterated", "reported", "corroborated", "verified"), _AGAIN),
    **dict.fromkeys(("principle", "doctrine", "formula"), _RULE),
}  # fmt: skip


def in_our_words(kind: str) -> str:
    """Say how a log says what a kind of event that there is not seems to mean; nothing when that is not known."""
    parts = (kind.lower(), *kind.lower().split("_"))
    return next((OTHER_WORDS[part] for part in parts if part in OTHER_WORDS), "")
