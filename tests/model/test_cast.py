"""Who takes part and which texts are negotiated."""

from __future__ import annotations

from peacetrack.model.cast import Cast, Provision
from peacetrack.model.ids import ActorId, ProvisionId, SpeakerId
from tests.build import CAST, PACKAGE, article, log_of, log_with


def cast_of(text: str = CAST) -> Cast:
    return log_with(cast=text).cast


def speakers(*names: str) -> tuple[SpeakerId, ...]:
    return tuple(SpeakerId(name) for name in names)


def test_a_voice_speaks_for_its_actor() -> None:
    """What a minister or an office says is the word of the state; two voices of one state are one word."""
    cast = cast_of()

    assert ("armenia", "azerbaijan") == cast.actors_of(speakers("pashinyan", "armenia", "aliyev"))
    assert ("armenia",) == cast.carriers(speakers("pashinyan"))


def test_what_all_parties_say_jointly_is_nobodys_word() -> None:
    """A joint statement of all negotiating parties is nobody's in particular, also when others join it."""
    cast = cast_of()

    assert () == cast.carriers(speakers("pashinyan", "aliyev"))
    assert () == cast.carriers(speakers("pashinyan", "aliyev", "usa"))
    assert ("armenia", "usa") == cast.carriers(speakers("pashinyan", "usa"))
    assert () == cast.carriers(())


def test_names_for_readers() -> None:
    """People, offices and states are shown by their names, offices by what they are, and all else by its id."""
    cast = cast_of()

    assert ["Armenia", "georgia"] == [cast.title(name) for name in ("armenia", "georgia")]
    assert ["Nikol Pashinyan", "Spokesman", "aliyev"] == [
        cast.title(n) for n in ("pashinyan", "hajizade", "aliyev")
    ]


def test_only_the_unit_of_a_text_is_counted() -> None:
    """Articles are units of a treaty counted in articles; its preamble is not, and the points of an accord are of it."""
    assert {"borders": "treaty", "transit": "treaty", "courts": "treaty"} == cast_of().units
    units = cast_of(PACKAGE).units

    assert {"land": "accord", "victims": "accord", "ceasefire": "accord"} == {
        name: home for name, home in units.items() if home == "accord"
    }
    assert {"zones", "monitors", "weapons"} == {name for name, home in units.items() if home == "ceasefire"}


def test_a_text_that_is_part_of_another_is_one_of_its_units() -> None:
    """A ceasefire within an accord is found as a point of it."""
    cast = cast_of(PACKAGE)

    assert "accord" == cast.instrument_of[ProvisionId("ceasefire")]
    assert Provision(id=ProvisionId("ceasefire"), kind="point") == cast.provision(ProvisionId("ceasefire"))
    assert "article" == cast.provision(ProvisionId("zones")).kind


def test_parts_of_parts() -> None:
    """A provision's descendants are its parts, and theirs."""
    deeper = PACKAGE.replace(
        "monitors: {kind: article}", "monitors: {kind: article}\n      z: {kind: line, parent: zones-1}"
    )
    cast = cast_of(deeper)

    assert ("zones-1", "z", "zones-2") == cast.descendants(ProvisionId("zones"))
    assert () == cast.descendants(ProvisionId("weapons"))


def test_what_lies_inside_a_unit() -> None:
    """Paragraphs lie inside their article, lines of theirs do, and so does an article: parts are not added to their unit."""
    deeper = PACKAGE.replace(
        "monitors: {kind: article}", "monitors: {kind: article}\n      z: {kind: article, parent: zones-1}"
    ).replace("weapons: {kind: article,", "y: {kind: line, parent: z}\n      weapons: {kind: article,")

    flat = PACKAGE.replace(", parent: zones", "").replace(", parent: monitors", "")
    zones = {"zones-1": "zones", "zones-2": "zones"}
    monitors = {"monitors-1": "monitors", "monitors-2": "monitors"}

    assert {} == cast_of(flat).unit_above
    assert {**zones, **monitors} == cast_of(PACKAGE).unit_above
    assert {**zones, "z": "zones", "y": "zones", **monitors} == cast_of(deeper).unit_above
    assert cast_of(PACKAGE).units == cast_of(deeper).units


def test_the_negotiating_parties() -> None:
    """Those who negotiate are told from those who only consent, or mediate."""
    assert ("armenia", "azerbaijan") == cast_of().negotiating
    assert ActorId("georgia") not in cast_of().negotiating


def test_an_entry_is_cited_where_it_stands() -> None:
    """An entry cites its own document, the paragraph that it names, or a paragraph of another document."""
    events = (
        "event: talks_suspended",
        "event: talks_resumed, cite: [3, {paragraph: 4, source: b}]",
    )
    log = log_of(
        article("b", "2024-06-01"), article("a", "2024-06-30", *events), "events: [{event: talks_suspended}]"
    )
    cited = [[(place.source, place.paragraph) for place in log.citations(event)] for event in log.events]

    assert [[("a", None)], [("a", 3), ("b", 4)], []] == cited
