"""
Claims about a made-up negotiation, each with the verdict that follows from what was played.

Each speaks of the last day of an article, of what is certain on it: a demand, a provision that was told of, an offer, a
gate, the count that was stated last.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from generated_talks import Fields, Talks

Said = tuple[str, str]

#: How often a claim expects what does not follow.
MISTAKEN: Final = 0.002


def claim(stated: Talks, happened: list[Fields]) -> Fields:
    """Claim something about the last day of an article, with the verdict that follows from what was played."""
    dice = stated.dice
    says, verdict = dice.choice(CLAIMS)(stated, happened) or _of_stage(stated, happened)
    if dice.random() < MISTAKEN:
        stated.mistaken += 1
        verdict = "refuted" if verdict == "supported" else "supported"
    stated.claims += 1
    by = {"by": stated.voice(dice.randrange(2)), "date": str(stated.day)} if dice.random() < 0.5 else {}
    return {
        "id": stated.new_id("claim"),
        "as_of": str(stated.day),
        "says": says,
        **by,
        "expect": f"{{verdict: {verdict}}}",
        "cite": str(dice.randrange(2, len(happened) + 2)),
    }


def _of_stage(stated: Talks, _: list[Fields]) -> Said:
    text = stated.texts[0]
    return f"{{stage: {{instrument: {text.id}, is: {text.stage}}}}}", "supported"


def _of_demand(stated: Talks, _: list[Fields]) -> Said | None:
    if not stated.demands:
        return None
    chosen = stated.dice.choice(stated.demands)
    return f"{{condition: {{id: {chosen.id}, is: {chosen.status}}}}}", "supported"


def _of_dropped_demand(stated: Talks, _: list[Fields]) -> Said | None:
    if not stated.demands or stated.demands[-1].status == "withdrawn":
        return None
    return f"{{condition: {{id: {stated.demands[-1].id}, is: withdrawn}}}}", "refuted"


def _of_unit(stated: Talks, _: list[Fields]) -> Said | None:
    text = stated.dice.choice(stated.texts)
    known = [place for place, named in enumerate(text.named) if named in text.stated]
    if not known:
        return None
    place = stated.dice.choice(known)
    return f"{{provision: {{id: {text.named[place]}, is: {text.statuses[place]}}}}}", "supported"


def _of_offer(stated: Talks, _: list[Fields]) -> Said | None:
    if not stated.offers:
        return None
    return f"{{proposal: {{id: {stated.offers[-1].id}, is: {stated.offers[-1].status}}}}}", "supported"


def _of_brackets(stated: Talks, _: list[Fields]) -> Said:
    return f"{{count: {{instrument: {stated.texts[0].id}, unit: bracket, agreed: 3}}}}", "not_enough_info"


def _of_gate(stated: Talks, _: list[Fields]) -> Said | None:
    text = stated.texts[0]
    live = (each for each in stated.demands if each.status in {"raised", "accepted", "rejected"})
    if text.stage != "negotiating" or all(each.gate != ("signature", text.id) for each in live):
        return None
    return f"{{gate: {{signature: {text.id}, is: shut}}}}", "supported"


def _of_last_count(_: Talks, happened: list[Fields]) -> Said | None:
    last = happened[-1]
    if not last.get("agreed", "").isdigit():
        return None
    instrument, agreed, units = last["instrument"], last["agreed"], last["of"]
    return f"{{count: {{instrument: {instrument}, agreed: {agreed}, of: {units}}}}}", "supported"


CLAIMS: Final[tuple[Callable[[Talks, list[Fields]], Said | None], ...]] = (
    *(_of_demand, _of_demand, _of_unit, _of_unit, _of_gate, _of_last_count),
    *(_of_dropped_demand, _of_offer, _of_brackets, _of_stage),
)
