"""
A made-up corpus of many negotiations, the same on every machine: `python benchmarks/generated_corpus.py FOLDER 10000`.

Most logs are short (10 to 60 events), some have hundreds, a few thousands. They lie in folders by region and year, each
with a cast and a file for every article that reports. Of 300 logs, three are broken, each in a known way, and nearly all
claims hold. Each log has dice of its own, so that the first thousand logs of a corpus of ten thousand are those of a corpus
of one thousand.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
from generated_claims import claim
from generated_talks import SAID, SUBJECTS, Fields, Talks, Text, conclude

REGIONS: Final = ("africa", "americas", "caucasus", "europe", "middle-east", "south-asia", "south-east-asia")
PEOPLES: Final = (
    "arven",
    "belmar",
    "corrin",
    "dalvia",
    "estmark",
    "farholt",
    "galen",
    "harran",
    "isbar",
    "jorund",
)
TEXTS: Final = (("treaty", "article"), ("ceasefire", "point"), ("protocol", "chapter"))
PUBLISHERS: Final = ("The Morning Courier", "Northern Wire", "Radio Free Valley", "The Observer of Talks")
SEED: Final = 6
#: How often a claim is made after an article.
CLAIMING: Final = 0.45
#: What is wrong with each of three logs in 300, by the remainder of its number.
BROKEN: Final = {70: "syntax", 170: "unknown key", 270: "refused event"}


@attrs.frozen
class Made:
    """
    What was made of one negotiation.

    Attributes:
        folder: Where it lies.
        events: How many events it tells.
        claims: How many claims it makes.
        mistaken: How many of these expect what does not follow.
        broken: What is wrong with it; empty when nothing is.
    """

    folder: Path
    events: int
    claims: int
    mistaken: int
    broken: str = ""


@attrs.frozen
class Article:
    """One file of a log: its source, its events and its claims."""

    name: str
    head: str
    events: tuple[Fields, ...]
    claims: tuple[Fields, ...]

    @property
    def text(self) -> str:
        """Write the file."""
        claims = f"\nclaims:\n{_entries(self.claims)}" if self.claims else ""
        return f"{self.head}\nevents:\n{_entries(self.events)}{claims}"


def _entries(entries: tuple[Fields, ...]) -> str:
    each = ("\n    ".join(f"{key}: {value}" for key, value in fields.items()) for fields in entries)
    return "\n".join(f"  - {fields}\n" for fields in each)


def size(dice: random.Random) -> int:
    """Choose how many events a log has: most few, some hundreds, a few thousands."""
    draw = dice.random()
    if draw < 0.80:
        return min(60, max(10, round(dice.lognormvariate(3.2, 0.5))))
    if draw < 0.97:
        return min(500, max(60, round(dice.lognormvariate(4.9, 0.6))))
    return min(4000, max(500, round(dice.lognormvariate(6.8, 0.6))))


def talks(number: int, dice: random.Random, events: int) -> Talks:
    """Begin a negotiation: who with whom, about which texts, how quickly."""
    first, second = dice.sample(PEOPLES, 2)
    begin = dt.date(dice.randrange(1990, 2022), 1, 1) + dt.timedelta(days=number % 300)
    years = dice.uniform(0.5, 3) if events < 100 else dice.uniform(3, 10)
    texts = []
    for name, unit in TEXTS[: dice.choices((1, 2, 3), (60, 30, 10))[0]]:
        units = dice.randrange(6, 36)
        subjects = dice.sample(SUBJECTS, min(len(SUBJECTS), 2 + units // 2))
        named = tuple(f"{name}-{subject}" for subject in subjects)[:units]
        texts.append(Text(name, unit, named, ["pending"] * units))
    return Talks(dice, begin, years * 365 / events, (first, second), tuple(texts))


def cast_text(name: str, stated: Talks) -> str:
    """Write the cast: two parties, a mediator, their voices, the texts and the topics."""
    lines = [
        "# Who takes part, and which texts and topics are spoken of.",
        "peacetrack: 1",
        f"negotiation: {{id: {name}, title: Talks of {stated.carriers[0].title()} and {stated.carriers[1].title()}}}",
        "actors:",
        *(f"  {party}: {{name: {party.title()}, role: negotiating_party}}" for party in stated.carriers),
        "  mediator: {name: The Mediation, role: mediator}",
        "voices:",
    ]
    for party in stated.carriers:
        leader = f"name: Ada {party.title()}, office: President"
        lines += [
            f"  {party}-leader: {{{leader}, speaks_for: {party}, aliases: [President {party.title()}]}}",
            f"  {party}-minister: {{office: Foreign Minister of {party.title()}, speaks_for: {party}}}",
            f"  {party}-office: {{office: Press office of {party.title()}, speaks_for: {party}}}",
        ]
    lines.append("instruments:")
    for text in stated.texts:
        lines += [f"  {text.id}:", f"    title: Draft {text.id}", f"    unit: {text.unit}", "    provisions:"]
        lines += [f"      {named}: {{kind: {text.unit}}}" for named in text.named]
    lines += ["topics:", *(f"  {topic}: Of {topic}" for topic in SUBJECTS[:6])]
    return "\n".join(lines) + "\n"


def articles(name: str, stated: Talks, events: int, *, claiming: int = 2) -> Iterator[Article]:
    """Tell a negotiation, a few events and claims in each article; a third of the talks end with a signature."""
    dice, number, left = stated.dice, 0, events
    ends = dice.random() < 0.33
    while left > 0:
        stated.pass_time(least=1)
        few = min(left, dice.randrange(5, 14) if events < 500 else dice.randrange(20, 60))
        left -= few
        happened = [stated.happen() for _ in range(few)]
        if ends and left <= 0:
            happened += conclude(stated)
        yield _article(name, number, stated, happened, claiming=claiming)
        number += 1


def _article(name: str, number: int, stated: Talks, happened: list[Fields], *, claiming: int) -> Article:
    claims = tuple(claim(stated, happened) for _ in range(claiming) if stated.dice.random() < CLAIMING)
    cited = tuple({**fields, "cite": str(place)} for place, fields in enumerate(happened, start=2))
    published = stated.day + dt.timedelta(days=stated.dice.randrange(1, 4))
    vague = stated.dice.random() < 0.2
    head = [
        f"# Article {number} on these talks.",
        "peacetrack: 1",
        f"negotiation: {name}",
        "",
        "source:",
        f"  id: article-{number}",
        f"  title: {stated.dice.choice(SAID)}, say both sides",
        f"  publisher: {stated.dice.choice(PUBLISHERS)}",
        f"  published: {f'{stated.day}/{published}' if vague else published}",
        *(("  basis: no date of its own; within days of what it tells",) if vague else ()),
        f"  paragraphs: {len(cited) + 2}",
        "  uncited:",
        "    1: headline",
        f"    {len(cited) + 2}: site furniture",
    ]
    stated.day = published
    return Article(f"{number:03}-article.peace.yaml", "\n".join(head) + "\n", cited, claims)


def damaged(article: Article, stated: Talks, how: str) -> str:
    """Write an article with what is wrong with it, if anything: bad YAML, a strange key, or what cannot have been."""
    written = article.text
    match how:
        case "syntax":
            return written + "  - {event: statement_made, what: a brace that nothing closes\n  - [\n"
        case "unknown key":
            return written.replace("\n    cite: ", "\n    site: ", 1)
        case "refused event":  # what is agreed cannot be contested
            rest = {"provision": stated.texts[0].named[0], "date": str(stated.day), "cite": "2"}
            refused = ({"event": f"provision_{step}", **rest} for step in ("agreed", "contested"))
            return attrs.evolve(article, events=(*article.events, *refused)).text
        case _:
            return written


def negotiation(number: int) -> tuple[Talks, str, list[Article]]:
    """Play and tell the negotiation of a number."""
    dice = random.Random(f"{SEED}-{number}")
    name, events = f"talks-{number:06}", size(dice)
    stated = talks(number, dice, events)
    begin = stated.day
    told_articles = list(articles(name, stated, events))
    return stated, f"{REGIONS[number % len(REGIONS)]}/{begin.year}/{name}", told_articles


def write(folder: Path, number: int) -> Made:
    """Write the negotiation of a number into its place in a corpus."""
    stated, place, written = negotiation(number)
    broken = BROKEN.get(number % 300, "")
    home = folder / place
    home.mkdir(parents=True)
    (home / "cast.peace.yaml").write_text(cast_text(home.name, stated), encoding="utf-8")
    for article in written:
        text = damaged(article, stated, broken) if article is written[-1] else article.text
        (home / article.name).write_text(text, encoding="utf-8")
    events = sum(len(article.events) for article in written)
    return Made(home, events, stated.claims, stated.mistaken, broken)


def corpus(folder: Path, count: int) -> Iterator[Made]:
    """Write a corpus of so many negotiations into a new folder, one after another."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        yield write(folder, number)


def main() -> None:
    """Write a corpus, and say what it holds."""
    if not 2 <= len(sys.argv) <= 3:
        raise SystemExit("usage: python benchmarks/generated_corpus.py FOLDER [HOW-MANY-LOGS]")
    count, begin = int(sys.argv[2]) if len(sys.argv) == 3 else 10_000, time.perf_counter()
    made = list(corpus(Path(sys.argv[1]), count))
    took = time.perf_counter() - begin
    sizes = sorted(each.events for each in made)
    print(
        f"{count:,} logs in {took:.1f} s: {sum(sizes):,} events, {sum(each.claims for each in made):,} claims"
    )
    print(f"  events a log: median {sizes[len(sizes) // 2]}, largest {sizes[-1]:,}")
    print(f"  claims that expect what does not follow: {sum(each.mistaken for each in made)}")
    for how in BROKEN.values():
        print(f"  broken by a {how}: {sum(each.broken == how for each in made)}")


if __name__ == "__main__":
    main()
