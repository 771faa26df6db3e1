"""
The course of one made-up negotiation, told article by article as real logs are.

What happens is played first: two sides take up articles, demand, offer, call and speak to the press, and each step is one
that the tables allow. Only then is it told, by sources that appear some days later, with dates as vague as theirs, and
with claims whose verdict follows from what was played. No two events on one subject overlap in time, so that nothing
rests on the order of the files.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from typing import Final

import attrs

Fields = dict[str, str]

WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SUBJECTS: Final = (
    *(
        "borders",
        "courts",
        "prisoners",
        "returns",
        "transit",
        "customs",
        "energy",
        "water",
        "languages",
        "schools",
    ),
    *(
        "monitoring",
        "disarmament",
        "amnesty",
        "elections",
        "policing",
        "finance",
        "rebuilding",
        "media",
        "property",
    ),
)
WANTED: Final = (
    "A change of the constitution",
    "Return of the prisoners",
    "Lifting of the blockade",
    "Mine maps",
)
OFFERED: Final = (
    "Sign what is agreed first",
    "Meet in a third country",
    "Joint patrols",
    "Talks without mediators",
)
SAID: Final = (
    "The other side delays",
    "Peace is within reach",
    "An answer is awaited",
    "The text is nearly done",
)
#: From which statuses which kinds of event lead where.
MOVES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "pending": (("provision_opened", "open"),),
    "open": (
        ("provision_contested", "contested"),
        ("provision_agreed_in_principle", "agreed_in_principle"),
        ("provision_agreed", "agreed"),
        ("provision_deferred", "deferred"),
    ),
    "contested": (("provision_agreed", "agreed"), ("provision_partly_agreed", "partly_agreed")),
    "agreed_in_principle": (("provision_agreed", "agreed"), ("provision_contested", "contested")),
    "partly_agreed": (("provision_agreed", "agreed"),),
    "deferred": (("provision_opened", "open"),),
    "agreed": (("provision_reopened", "open"),),
}
GATES: Final = ("signature", "signature", "signature", "ratification", "talks", "")
PRINCIPLES: Final = ("single_undertaking", "early_harvest", "interim_agreement", "partial_agreements")


@attrs.define
class Text:
    """An instrument as it is played: the statuses of its units, first those with a name of their own."""

    id: str
    unit: str
    named: tuple[str, ...]
    statuses: list[str]
    stated: set[str] = attrs.Factory(set)
    stage: str = "negotiating"

    @property
    def agreed(self) -> int:
        """Count the units that are agreed."""
        return self.statuses.count("agreed")


@attrs.define
class Demand:
    """A demand as it is played, or an offer: whose it is, and what became of it."""

    id: str
    actor: int
    status: str
    gate: tuple[str, str] = ("", "")


@attrs.define
class Talks:
    """
    A negotiation in the making.

    Attributes:
        dice: What decides.
        day: The day of the last event.
        pace: How many days pass from one event to the next, on average.
        carriers: The two actors that negotiate.
        texts: What they negotiate about.
    """

    dice: random.Random
    day: dt.date
    pace: float
    carriers: tuple[str, str]
    texts: tuple[Text, ...]
    demands: list[Demand] = attrs.Factory(list)
    offers: list[Demand] = attrs.Factory(list)
    contact: str = ""
    said: str = ""
    number: int = 0
    before: dt.date = dt.date.min
    claims: int = 0
    mistaken: int = 0

    def voice(self, party: int) -> str:
        """Choose who speaks for a side."""
        return f"{self.carriers[party]}-{self.dice.choice(('leader', 'minister', 'office'))}"

    def pass_time(self, *, least: int = 0) -> None:
        """Let days pass until the next event."""
        self.before = self.day
        self.day += dt.timedelta(days=max(least, int(self.dice.expovariate(1 / self.pace))))

    def new_id(self, name: str) -> str:
        """Give the next name."""
        self.number += 1
        return f"{name}-{self.number}"

    def happen(self) -> Fields:
        """Let the next event happen, and tell it with its date; who mentions an event again gives no day."""
        self.pass_time()
        fields = self.dice.choices(STEPS, WEIGHTS)[0](self)
        return fields if fields["event"] == "mentioned" else {**fields, **self._dated()}

    def _dated(self) -> Fields:
        """Tell the day as a report does: mostly the day itself, sometimes an interval in which nothing else happened."""
        day, free = self.day, (self.day - self.before).days
        draw = self.dice.random()
        if free > 1 and draw < 0.12:
            first = day - dt.timedelta(days=min(free - 1, 10))
            return {"date": f"{first}/{day}", "basis": "between two events that the article dates"}
        if draw < 0.35:
            return {"date": str(day), "as_said": f"on {WEEKDAYS[day.weekday()]}"}
        return {"date": str(day)}


def move_unit(talks: Talks) -> Fields:
    """Let a provision with a name take its next step."""
    text = talks.dice.choice(talks.texts)
    place = talks.dice.randrange(len(text.named))
    status = text.statuses[place]
    kind, after = talks.dice.choice(MOVES[status])
    if status == "agreed" and talks.dice.random() < 0.7:
        return speak(talks)  # what is agreed is seldom taken back
    text.statuses[place] = after
    text.stated.add(text.named[place])
    by = talks.voice(0) if kind == "provision_contested" else f"[{talks.voice(0)}, {talks.voice(1)}]"
    return {"event": kind, "provision": text.named[place], "by": by}


def state_count(talks: Talks) -> Fields:
    """Let somebody say how many units are agreed; units without a name have moved meanwhile, and nobody reported it."""
    text = talks.dice.choice(talks.texts)
    for place in range(len(text.named), len(text.statuses)):
        if talks.dice.random() < 0.1:
            text.statuses[place] = "agreed"
    units, agreed = len(text.statuses), text.agreed
    fields = {
        "id": talks.new_id("count"),
        "event": "count_stated",
        "by": talks.voice(talks.dice.randrange(2)),
    }
    draw = talks.dice.random()
    if draw < 0.15:
        share = f"{{approx: {100 * agreed // units}}}"
        return {**fields, "instrument": text.id, "unit": "document", "agreed": share, "of": "100"}
    if draw < 0.3:
        return {**fields, "instrument": text.id, "remaining": str(units - agreed), "of": str(units)}
    return {**fields, "instrument": text.id, "agreed": str(agreed), "of": str(units)}


def demand(talks: Talks) -> Fields:
    """Let a demand be made, or one that stands take its next step."""
    standing = [each for each in talks.demands[-6:] if each.status in {"raised", "accepted", "rejected"}]
    if not standing or talks.dice.random() < 0.2:
        return _set_demand(talks)
    chosen = talks.dice.choice(standing)
    draw, other = talks.dice.random(), 1 - chosen.actor
    kind, status, by = (
        ("condition_restated", chosen.status, chosen.actor)
        if draw < 0.45
        else ("condition_rejected", "rejected", other)
        if draw < 0.75
        else ("condition_accepted", "accepted", other)
        if draw < 0.85
        else ("condition_met", "met", chosen.actor)
        if draw < 0.95
        else ("condition_withdrawn", "withdrawn", chosen.actor)
    )
    chosen.status = status
    return {"event": kind, "condition": chosen.id, "by": talks.voice(by)}


def _set_demand(talks: Talks) -> Fields:
    party, text = talks.dice.randrange(2), talks.dice.choice(talks.texts)
    gate = (talks.dice.choice(GATES), text.id)
    made = Demand(talks.new_id("demand"), party, "raised", gate)
    talks.demands.append(made)
    fields = {
        "id": made.id,
        "event": "condition_set",
        "by": talks.voice(party),
        "of": talks.carriers[1 - party],
        "what": talks.dice.choice(WANTED),
    }
    return {**fields, "gate": f"{{{gate[0]}: {gate[1]}}}"} if gate[0] else fields


def offer(talks: Talks) -> Fields:
    """Let an offer be made, renewed or refused."""
    if not talks.offers or talks.dice.random() < 0.4:
        made = Demand(talks.new_id("offer"), talks.dice.randrange(2), "made")
        talks.offers.append(made)
        text = talks.dice.choice(OFFERED)
        by, to = talks.voice(made.actor), talks.carriers[1 - made.actor]
        return {"id": made.id, "event": "proposal_made", "by": by, "to": to, "offer": text}
    chosen = talks.offers[-1]
    if talks.dice.random() < 0.5:
        chosen.status = "made"
        return {"event": "proposal_renewed", "proposal": chosen.id, "by": talks.voice(chosen.actor)}
    chosen.status = "rejected"
    return {"event": "proposal_rejected", "proposal": chosen.id, "by": talks.voice(1 - chosen.actor)}


def meet(talks: Talks) -> Fields:
    """Let the sides meet or call, or publish what the last contact was about."""
    if talks.contact and talks.dice.random() < 0.6:
        topics = ", ".join(talks.dice.sample(SUBJECTS[:6], 2))
        by = talks.voice(talks.dice.randrange(2))
        return {"event": "readout_issued", "contact": talks.contact, "by": by, "topics": f"[{topics}]"}
    talks.contact = talks.new_id("contact")
    kind, people = talks.dice.choice(("call", "meeting")), f"[{talks.voice(0)}, {talks.voice(1)}]"
    return {"id": talks.contact, "event": "contact_held", "kind": kind, "participants": people}


def speak(talks: Talks) -> Fields:
    """Let somebody take a position, or a further report speak of one."""
    if talks.said and talks.dice.random() < 0.3:
        return {"event": "mentioned", "of": talks.said, "what": talks.dice.choice(SAID)}
    talks.said, topic = talks.new_id("statement"), talks.dice.choice(SUBJECTS[:6])
    by, text = talks.voice(talks.dice.randrange(2)), talks.dice.choice(SAID)
    return {"id": talks.said, "event": "statement_made", "by": by, "what": text, "topics": f"[{topic}]"}


def argue(talks: Talks) -> Fields:
    """Let somebody give reasons against a demand."""
    if not talks.demands:
        return speak(talks)
    against = talks.demands[-1]
    what = "It is no part of the agreed agenda"
    return {
        "event": "argument_made",
        "by": talks.voice(1 - against.actor),
        "against": against.id,
        "what": what,
    }


def hold(talks: Talks) -> Fields:
    """Let a side say when agreed text counts for it."""
    text, by = talks.dice.choice(talks.texts), talks.voice(talks.dice.randrange(2))
    principle = talks.dice.choice(PRINCIPLES)
    return {"event": "principle_invoked", "by": by, "principle": principle, "instrument": text.id}


STEPS: Final[tuple[Callable[[Talks], Fields], ...]] = (
    *(move_unit, demand, meet, speak, offer, argue),
    *(state_count, hold),
)
WEIGHTS: Final = (30, 22, 14, 14, 8, 5, 5, 2)


def conclude(talks: Talks) -> Iterator[Fields]:
    """Let the first text be agreed whole, what stands before its signature be settled, and the text be signed."""
    text = talks.texts[0]
    talks.pass_time(least=2)
    text.statuses[:] = ["agreed"] * len(text.statuses)
    text.stated |= {*text.named}
    units, both = str(len(text.statuses)), f"[{talks.voice(0)}, {talks.voice(1)}]"
    count = {"event": "count_stated", "by": both, "instrument": text.id, "agreed": units, "of": units}
    yield {
        "event": "provision_agreed",
        "provision": f"[{', '.join(text.named)}]",
        "by": both,
        "date": str(talks.day),
    }
    yield {"id": talks.new_id("count"), **count, "date": str(talks.day)}
    for each in talks.demands:
        if each.status in {"raised", "accepted", "rejected"}:
            talks.pass_time()
            each.status, by = "met", talks.carriers[each.actor]
            yield {"event": "condition_met", "condition": each.id, "by": by, "date": str(talks.day)}
    for kind, stage in (
        ("text_concluded", "text_concluded"),
        ("initialled", "initialled"),
        ("signed", "signed"),
    ):
        talks.pass_time(least=1)
        text.stage = stage
        yield {"event": kind, "instrument": text.id, "by": both, "date": str(talks.day)}
