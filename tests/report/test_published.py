"""Contacts with their readouts, and claims with their verdicts, as the report shows them."""

from __future__ import annotations

from peacetrack.report.html.published import ClaimShown
from tests.build import article, log_of, log_with
from tests.report.reading import as_text, fixture, page_of


def claims(page_claims: tuple[ClaimShown, ...]) -> dict[str, ClaimShown]:
    return {claim.result.claim.id: claim for claim in page_claims}


def test_the_readouts_of_september_side_by_side() -> None:
    """Washington's readout omits the constitution, Baku's mentions it, and no topic stands in both."""
    page = page_of(fixture("armenia-azerbaijan"))
    contact = next(one for one in page.contacts if one.name == "september-call")
    topics = {topic: [one.shown for one in shown] for topic, shown in contact.topics}

    assert ["United States", "Azerbaijan"] == [actor.actor for actor in contact.readouts]
    assert ["omitted", "mentioned"] == topics["Armenia's constitution and laws"]
    assert ["mentioned", "not shown"] == topics["COP 29 in Baku"]
    assert ((), ("Progress of the talks",)) == (contact.in_all, contact.about)
    assert {"United States", "Azerbaijan"} == {actor for actor, _ in contact.alone}
    assert "Antony Blinken and Ilham Aliyev" == as_text(contact.participants)


def test_topics_in_both_readouts() -> None:
    """In June both sides told of progress and of urgency."""
    page = page_of(fixture("armenia-azerbaijan"))
    contact = next(one for one in page.contacts if one.name == "june-call")

    assert {"Progress of the talks", "How soon to conclude"} <= {*contact.in_all}


def test_a_single_readout_is_compared_with_nothing() -> None:
    """Where one side alone told of a contact, nothing is in both, and nothing in one alone."""
    log = log_with(
        "id: call, event: contact_held, kind: call, participants: [armenia, usa], place: Vienna, date: 2024-05-01",
        "event: readout_issued, contact: call, by: armenia, topics: [constitution], date: 2024-05-02",
    )
    (contact,) = page_of(log).contacts

    assert ((), (), "Vienna") == (contact.in_all, contact.alone, contact.place)


def test_thirteen_of_sixteen_is_supported_by_its_own_word_only() -> None:
    """The claim has its claimant, its day, its verdict, and whose reports it rests on."""
    page = page_of(fixture("armenia-azerbaijan"))
    claim = claims(page.claims)["thirteen-of-sixteen"]

    assert ("13 of 16 articles agreed, besides preamble", "2024-09-17") == (claim.said, claim.about)
    assert ("supported", "own word only", ("Armenia",)) == (claim.verdict, claim.support, claim.carriers)
    assert "Nikol Pashinyan" == as_text(claim.who)
    assert claim.cited[0].title.startswith("Baku Adamant")


def test_a_claim_of_a_later_document_is_not_known_yet() -> None:
    """What was claimed after the day by which things are known is not in the report."""
    page = page_of(fixture("armenia-azerbaijan"), known_by="2024-06-30")

    assert "domestic-law-is-agreed" in claims(page.claims)
    assert "thirteen-of-sixteen" not in claims(page.claims)


def test_a_claim_is_judged_on_the_account_that_is_asked_for() -> None:
    """A claim that names no account is judged on that of the report; one that names its own, on its own."""
    log = log_of(
        article(
            "june",
            "2024-06-01",
            "id: deal, event: provision_agreed, provision: borders, according_to: armenia, date: 2024-05-01",
            claims=[
                "id: free, says: {provision: {id: borders, is: agreed}}",
                "id: own, account: [armenia, usa], says: {provision: {id: borders, is: agreed}}, date: 2024-05-02, by: usa",
            ],
        )
    )
    found = claims(page_of(log, account="azerbaijan").claims)

    assert ("not enough info", "", "") == (
        found["free"].verdict,
        found["free"].support,
        found["free"].account,
    )
    assert ("supported", "Armenia, usa", "2 May 2024") == (
        found["own"].verdict, found["own"].account, found["own"].on,
    )  # fmt: skip
    assert "the end of the log" == found["free"].about
