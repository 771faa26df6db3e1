"""
Logs of any size, the same on every machine: talks about a treaty of 200 articles over ten years.

The mix follows what logs of real talks hold: half of the entries move an article, a quarter is about demands, the rest
are contacts, readouts, statements and counts. Nothing in a generated log is refused, so that a benchmark measures the
common way and never the wording of problems.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ARTICLES: Final = 200
DAYS: Final = 3650
BEGIN: Final = dt.date(2014, 1, 1)
SPEAKERS: Final = {"yerevan": ("premier", "minister"), "baku": ("president", "spokesman")}
PARTIES: Final = tuple(SPEAKERS)
TOPICS: Final = ("border", "constitution", "transit", "prisoners", "return", "courts")
#: How the status of an article goes round, each step allowed by the one before.
ROUND: Final = (
    "provision_opened",
    "provision_contested",
    "provision_agreed_in_principle",
    "provision_agreed",
)
AGAIN: Final = ("provision_reopened", *ROUND[1:])
#: The life of a demand: what happens to it, and which side of it speaks.
DEMAND: Final = (
    ("condition_restated", 0),
    ("condition_rejected", 1),
    ("condition_restated", 0),
    ("condition_rejected", 1),
    ("condition_accepted", 1),
    ("condition_met", 0),
)

CAST: Final = """\
peacetrack: 1
negotiation: {id: talks, title: Generated talks}
actors:
  yerevan: {name: Yerevan, role: negotiating_party}
  baku: {name: Baku, role: negotiating_party}
voices:
  premier: {name: The Prime Minister, speaks_for: yerevan, aliases: [Prime Minister]}
  minister: {office: Minister of Foreign Affairs, speaks_for: yerevan}
  president: {name: The President, speaks_for: baku}
  spokesman: {office: Spokesman of the Ministry, speaks_for: baku}
topics: {border: B, constitution: C, transit: T, prisoners: P, return: R, courts: K}
instruments:
  treaty:
    title: Draft treaty
    unit: article
    provisions:
"""
HEAD: Final = """\
peacetrack: 1
negotiation: talks
source: {id: chronicle, title: A chronicle, published: 2024-12-31, paragraphs: 100000}
events:
"""
Fields = dict[str, str]


def entries(count: int, *, seed: int = 1) -> Iterator[Fields]:
    """Give the fields of entries in the order of their days, as they are written in a log."""
    dice = random.Random(seed)
    rounds = [0] * ARTICLES
    demands = [[f"demand-{party}", party, 0] for party in (0, 1)]
    contact = ""
    for index in range(count):
        day = (BEGIN + dt.timedelta(days=index * DAYS // count)).isoformat()
        draw = dice.random()
        if draw < 0.5:
            fields = _article(dice.randrange(ARTICLES), rounds)
        elif draw < 0.75:
            fields = _demand(dice.choice(demands), index)
        elif draw < 0.87 or not contact:
            fields = _said(dice, index, contact)
            contact = fields["id"] if fields["event"] == "contact_held" else contact
        elif draw < 0.97:
            fields = {
                "event": "readout_issued",
                "contact": contact,
                "by": "premier",
                "topics": f"[{dice.choice(TOPICS)}, border]",
            }
        else:
            number = dice.randrange(80, 120)
            fields = {"event": "count_stated", "by": "minister", "agreed": str(number), "of": str(ARTICLES)}
        yield {**fields, "date": day, "cite": str(index % 4000 + 1)}


def _article(number: int, rounds: list[int]) -> Fields:
    step = rounds[number]
    rounds[number] += 1
    kind = ROUND[step] if step < len(ROUND) else AGAIN[step % len(AGAIN)]
    fields = {"event": kind, "provision": f"article-{number + 1}"}
    return (
        {**fields, "by": "[premier, president]"}
        if kind != "provision_contested"
        else {**fields, "by": "spokesman"}
    )


def _demand(demand: list[str | int], index: int) -> Fields:
    """Go one step on in the life of a side's demand; after the last one it sets another."""
    party, step = int(demand[1]), int(demand[2])
    voices = [SPEAKERS[name][index % 2] for name in PARTIES]
    demand[2] = step + 1 if step < len(DEMAND) else 0
    if step == 0:
        demand[0] = f"demand-{index}"
        gate = "{signature: treaty}"
        return {
            "id": f"demand-{index}",
            "event": "condition_set",
            "by": voices[party],
            "what": "A change of the law",
            "of": PARTIES[1 - party],
            "gate": gate,
        }
    kind, speaking = DEMAND[step - 1]
    by = voices[party if speaking == 0 else 1 - party]
    return {"event": kind, "condition": str(demand[0]), "by": by}


def _said(dice: random.Random, index: int, contact: str) -> Fields:
    if not contact or dice.random() < 0.3:
        return {
            "id": f"call-{index}",
            "event": "contact_held",
            "kind": "call",
            "participants": "[premier, president]",
        }
    what = "The text lies with the other side and an answer is awaited"
    return {
        "id": f"said-{index}",
        "event": "statement_made",
        "by": "minister",
        "what": what,
        "topics": f"[{dice.choice(TOPICS)}]",
    }


def cast_text() -> str:
    """Give the text of the cast file."""
    return CAST + "".join(f"      article-{number}: {{kind: article}}\n" for number in range(1, ARTICLES + 1))


def events_text(count: int, *, flow: bool) -> str:
    """Give the text of a file of events, each on a line of its own or spread over lines."""
    lines = [HEAD]
    for fields in entries(count):
        pairs = [f"{key}: {value}" for key, value in fields.items()]
        lines.append(f"  - {{{', '.join(pairs)}}}\n" if flow else "  - " + "\n    ".join(pairs) + "\n")
    return "".join(lines)


def write(folder: Path, count: int, *, flow: bool) -> Path:
    """Write a generated negotiation into a folder, and give the file of its events."""
    folder.mkdir(exist_ok=True)
    (folder / "cast.peace.yaml").write_text(cast_text(), encoding="utf-8")
    events = folder / "events.peace.yaml"
    events.write_text(events_text(count, flow=flow), encoding="utf-8")
    return events
