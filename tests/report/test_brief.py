"""The first screen: the number and whose word it is, each rule, the next step, what is in its way, what changed, how far to trust it."""

from __future__ import annotations

import pytest

from peacetrack.log.log import Log
from peacetrack.report.html.brief import Brief, InTheWay, TextBrief
from peacetrack.report.html.rendering import page_html
from tests.build import CAST, article, log_of, log_with
from tests.report.reading import Parsed, fixture, last_day, page_of

THIRTEEN = "event: count_stated, by: pashinyan, agreed: 13, of: 16, date: 2024-05-01"
MAPS = "id: maps, event: condition_set, by: azerbaijan, of: armenia, what: Maps first, gate: {signature: treaty}, date: 2024-05-02"


def brief_of(log: Log, **asked: str) -> Brief:
    return last_day(log, **asked).brief


def only(log: Log) -> TextBrief:
    (text,) = brief_of(log).texts
    return text


def in_the_way(text: TextBrief) -> dict[str, tuple[InTheWay, ...]]:
    return {step.step: step.blockers for step in text.steps}


def test_the_seeds_on_their_first_screen() -> None:
    """Thirteen of sixteen is Armenia's word; Azerbaijan is silent, and its rule settles none; the constitution is in the way."""
    found = brief_of(fixture("armenia-azerbaijan"))
    (text,) = found.texts

    assert ("23 September 2024", "negotiating") == (found.day, text.stage)
    assert ("13 of 16 articles agreed", "Armenia’s word, by 17 September 2024") == (text.number, text.whose)
    assert ("No number is on record of Azerbaijan",) == text.others
    assert [
        ("Armenia", "interim agreement", "13 of 16 articles settled"),
        ("Azerbaijan", "single undertaking", "0 of 16 articles settled"),
    ] == [(one.party, one.principle, one.counted.text) for one in text.rules]
    assert ["text", "signature"] == [step.step for step in text.steps]
    (constitution,) = in_the_way(text)["signature"]
    assert "demand: Change the constitution" in constitution.what
    assert ("Azerbaijan", "for Azerbaijan to say that it is met") == (constitution.owner, constitution.lifted)
    assert found.source.startswith("Baku Adamant In Rejecting Pashinian’s Offer, published ")
    assert (81, 81, "") == (found.trust.paragraphs, found.trust.accounted, found.trust.agreement)


@pytest.mark.parametrize(
    ("said", "others"),
    [
        ((), ("No number is on record of Azerbaijan",)),
        (("event: count_stated, by: aliyev, agreed: 13, of: 16, date: 2024-05-01",), ()),
        (
            ("event: count_stated, by: aliyev, agreed: {min: 10}, of: 16, date: 2024-05-01",),
            ("Azerbaijan says 10 to 16 of 16 articles agreed",),
        ),
    ],
)
def test_the_other_party_is_silent_or_says_the_same_or_otherwise(
    said: tuple[str, ...], others: tuple[str, ...]
) -> None:
    """Who carries the number is named with it; of the other is told what it says, or that it says nothing."""
    text = only(log_with(THIRTEEN, *said))

    assert others == text.others
    assert text.whose.startswith("Armenia")


def test_a_number_of_nobody_is_on_record() -> None:
    """What a source tells in no side's name is nobody's word, and each party may be silent."""
    text = only(log_with("event: count_stated, agreed: 13, of: 16, date: 2024-05-01"))

    assert "on record, on 1 May 2024" == text.whose
    assert ("No number is on record of Armenia, Azerbaijan",) == text.others


def test_a_dispute_has_each_number_with_its_owner() -> None:
    """Where two contradict each other the number names both."""
    text = only(log_with(THIRTEEN, "event: count_stated, by: aliyev, agreed: 10, of: 16, date: 2024-05-01"))

    assert "10 (azerbaijan, 2024-05-01) or 13 (armenia, 2024-05-01)" in text.number
    assert {"Armenia’s word, on 1 May 2024", "Azerbaijan’s word, on 1 May 2024"} == {*text.whose.split("; ")}
    assert () == text.others


def test_each_blocker_stands_before_the_first_step_alone() -> None:
    """What stands in the way of the next step is not told again of the later ones; missing consents are one line."""
    text = only(
        log_with(
            THIRTEEN,
            MAPS,
            "event: provision_contested, provision: borders, by: azerbaijan, date: 2024-05-03",
        )
    )
    steps = in_the_way(text)

    assert ["text", "signature"] == [*steps]
    assert "contested: borders" in [one.what for one in steps["text"]]
    assert ["demand: Maps first"] == [one.what for one in steps["signature"]]
    signed = only(log_with("event: signed, instrument: treaty, by: [armenia, azerbaijan], date: 2024-06-01"))
    assert ["entry into force"] == [step.step for step in signed.steps]
    ((consents,),) = in_the_way(signed).values()
    assert ("consent is missing", "Armenia, Azerbaijan, georgia", "", "") == (
        consents.what,
        consents.owner,
        consents.since,
        consents.lifted,
    )


def test_a_rule_stands_in_the_way_in_words() -> None:
    """Nothing is agreed until everything is: the rule blocks what is left, and says whose it is."""
    rule = "event: principle_invoked, principle: single_undertaking, instrument: treaty, by: armenia, date: 2024-05-02"
    agreed = "event: count_stated, by: [armenia, azerbaijan], agreed: 16, of: 16, date: 2024-05-03"
    page = last_day(log_with(rule, THIRTEEN))
    found = {one.what for text in page.brief.texts for step in text.steps for one in step.blockers}

    assert any("remaining" in one for one in found)
    assert "single undertaking" in only(log_with(rule, agreed)).rules[0].principle


def test_many_parties_and_demands_are_counted_and_not_listed() -> None:
    """Of twenty parties without a rule none is named; of ten demands six are, and how many more there are."""
    cast = CAST.replace(
        "actors:\n", "actors:\n" + "".join(f"  a{n}: {{role: negotiating_party}}\n" for n in range(20))
    )
    demands = (
        f"event: condition_set, by: armenia, what: Demand {n}, gate: {{signature: treaty}}, date: 2024-05-02"
        for n in range(10)
    )
    log = log_with(THIRTEEN, *demands, cast=cast)
    text = only(log)

    assert (0, 22) == (len(text.rules), text.ruleless)
    assert "and 15 others" in text.others[0]
    assert [(6, 4)] == [(len(step.blockers), step.more) for step in text.steps if step.step == "signature"]
    page = page_html(page_of(log))
    assert "and 4 more, under" in page
    assert "no rule of 22 more is shown here" in page


def test_texts_without_a_number_and_without_a_step_are_one_line() -> None:
    """A text that is in force, and one that nothing is known of, are named with no more than that."""
    found = brief_of(fixture("colombia-farc"))

    assert "in force" == dict(found.others)["Bilateral and definitive ceasefire"]
    assert ["General Agreement of 2012", "Final agreement"] == [text.title for text in found.texts]
    assert (("treaty", "nothing is on record"),) == brief_of(log_with()).others
    assert "treaty</bdi> (nothing is on record)" in page_html(page_of(log_with()))


def test_what_changed_last_is_not_what_was_said_last() -> None:
    """The latest answers that became otherwise, the latest day first; a statement changes none."""
    log = log_with(THIRTEEN, MAPS, "event: statement_made, by: armenia, what: A beginning, date: 2024-05-09")
    changed = brief_of(log).changed

    assert "2 May 2024" == changed[0].on
    assert not [one for one in changed if "A beginning" in one.text]
    assert "condition, Maps first" in [one.what for one in changed]


def test_the_day_and_the_last_source() -> None:
    """A page to the end of the log is of the last day of the record, and names the source that came last."""
    log = log_of(
        article("first", "2024-05-03", f"{THIRTEEN}"),
        article("second", "2024-06-03", "event: statement_made, by: armenia, what: A wish, date: 2024-06-01"),
    )

    assert ("3 June 2024", "second, published 3 June 2024") == (brief_of(log).day, brief_of(log).source)
    assert "1 May 2024" == brief_of(log, as_of="2024-05-01").day
    assert ("the end of the log", "") == (brief_of(log_with()).day, brief_of(log_with()).source)


def test_how_far_the_record_is_to_be_trusted() -> None:
    """Paragraphs that are cited or left out, of how many; events that nobody stated; and two coders, where there were two."""
    log = log_with(f"{THIRTEEN}, inferred: true")
    trust = page_of(log).last.brief.trust

    assert (0, 0, 0, 1) == (trust.sources, trust.paragraphs, trust.accounted, trust.inferred)
    assert "how many paragraphs they have is not told; 1 event is inferred; no second coder" in page_html(
        page_of(log)
    )


def test_only_what_was_said_stands_in_quotation_marks() -> None:
    """What the author of a log wrote in words of their own, a demand, an offer, a statement, never looks like a quotation."""
    events = (
        MAPS,
        "event: proposal_made, by: armenia, offer: Sign soon, date: 2024-05-03",
        "event: statement_made, by: armenia, what: A wish, date: 2024-05-04",
    )
    for log in (log_with(*events), fixture("armenia-azerbaijan")):
        said = {place.as_said for event in log.events for place in event.cite}
        said |= {
            one.as_said
            for event in log.events
            for one in getattr(event, "topics", ())
            if hasattr(one, "as_said")
        }
        said |= {place.as_said for claim in log.claims for place in claim.cite}
        quoted = {*Parsed(page_html(page_of(log))).text_of("q")}

        assert quoted <= said
