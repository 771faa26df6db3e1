"""
Small logs each of which once came out wrong, by the kind of what was wrong, and others of the same kind.

A log below `fixtures/found` either can be read, and every claim of it has the verdict that it expects; or it cannot, and the
problem stands at its place.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

import peacetrack as pt
from peacetrack.aspects.assertions import BlockerKind
from peacetrack.cli import main
from peacetrack.log.claim import Verdict
from peacetrack.model.problems import LogError
from peacetrack.testing.reading import read_text
from peacetrack.worlds import Bounds

FOUND: Final = Path(__file__).parents[2] / "fixtures" / "found"
#: What no claim shows: how files are read and written (`tests/commands/test_found_files.py`).
OF_FILES: Final = frozenset(
    {
        "bom-inside-quotes",
        "comment-read-as-data",
        "file-dropped-silently",
        "import-no-rows",
        "import-semicolon",
        "jsonl-brackets",
        "lf-brackets",
        "line-separator",
        "lost-add",
        "misspelt-parent",
        "nbsp-unseen",
        "ten-digits",
    }
)
FILES: Final = {
    path.relative_to(FOUND).as_posix(): path
    for path in sorted(FOUND.rglob("*.peace.yaml"))
    if path.relative_to(FOUND).parts[0] not in OF_FILES
}

#: What cannot be read: where, and the code of what is wrong.
PROBLEMS: Final = {
    "a-list-with-a-double/log.peace.yaml": ["9:39 PT145"],
    "a-list-with-a-double/in-a-claim/log.peace.yaml": ["11:47 PT145"],
    "a-list-with-a-double/in-a-statement/log.peace.yaml": ["9:54 PT145"],
    "besides-takes-the-wrong-status/log.peace.yaml": ["9:88 PT149", "12:99 PT149"],
    "forecast-as-fact/log.peace.yaml": ["9:52 PT133"],
    "forecast-as-fact/on-a-status/log.peace.yaml": ["10:50 PT133"],
    "min-above-max-crash/log.peace.yaml": ["12:81 PT147"],
    "min-above-max-crash/in-a-claim/log.peace.yaml": ["11:52 PT147"],
    "min-above-max-crash/in-a-scenario/what-if.peace.yaml": ["13:31 PT147"],
    "scopes/a-unit-among-those-included/log.peace.yaml": ["9:57 PT148"],
    "scopes/a-unit-besides/log.peace.yaml": ["9:55 PT148", "11:78 PT148"],
    "sum-not-the-whole/log.peace.yaml": ["12:98 PT140"],
    "sum-not-the-whole/more-than-the-whole/log.peace.yaml": ["9:49 PT140"],
    "sum-not-the-whole/in-a-claim/log.peace.yaml": ["11:57 PT140"],
    "sum-not-the-whole/in-a-scenario/what-if.peace.yaml": ["9:52 PT140"],
    "two-rests/in-a-claim/log.peace.yaml": ["11:56 PT146"],
    "two-rests/in-an-event/log.peace.yaml": ["9:61 PT146"],
}
#: What has no claims: `test_found_orders` and `test_last_day` ask of it what is to come out.
WITHOUT_CLAIMS: Final = ("last-day", "order-two-", "two-counts-", "refused-though-")
FERRY: Final = FOUND / "remaining-rest-crash"


@pytest.mark.parametrize(
    "name", [name for name in FILES if name not in PROBLEMS and not name.startswith(WITHOUT_CLAIMS)]
)
def test_every_claim_comes_out(name: str) -> None:
    """Every claim of a log that once came out wrong has the verdict that is expected of it."""
    results = pt.check(pt.load(FILES[name].parent))

    expected = {result.claim.id: result.claim.expect.verdict for result in results}
    assert expected
    assert expected == {result.claim.id: result.verdict for result in results}


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_cannot_be_read_is_a_problem_with_a_place(name: str) -> None:
    """A list with a double, two rests, a least above the most and a sum that is not the whole are told, and no traceback."""
    run = CliRunner().invoke(main, ["check", str(FILES[name])])

    stated = [
        line.removeprefix(f"{FILES[name]}:") for line in run.output.splitlines() if str(FILES[name]) in line
    ]
    assert 3 == run.exit_code
    assert PROBLEMS[name] == [f"{line.split(': ')[0].split(' ')[0]} {line.split(' ')[1]}" for line in stated]


@pytest.mark.parametrize(
    ("agreed", "code"), [("{min: 3, max: 2}", "PT147"), ("[c-1, c-1]", "PT145"), ("5", "PT140")]
)
def test_a_number_is_refused_by_whoever_writes_or_supposes_it(agreed: str, code: str, tmp_path: Path) -> None:
    """`add`, `import` and `whatif` tell the same as `check`, and write nothing."""
    shutil.copytree(FERRY, tmp_path / "ferry")
    log, table = tmp_path / "ferry" / "log.peace.yaml", tmp_path / "table.csv"
    table.write_text(f'event,date,by,agreed,of\ncount_stated,2031-03-04,north,"{agreed}",4\n', "utf-8")
    before, event = log.read_bytes(), f"count_stated agreed={agreed} of=4 by=north date=2031-03-04"

    stated = [
        CliRunner().invoke(main, command)
        for command in (
            ["add", str(log), "--event", event],
            ["import", str(table), str(log.parent)],
            ["whatif", str(log), "--event", event],
        )
    ]
    assert [True] * 3 == [code in run.output for run in stated]
    assert [SystemExit] * 3 == [type(run.exception) for run in stated]
    assert before == log.read_bytes()


def test_a_reopening_of_what_was_not_taken_up_is_refused() -> None:
    """An item of the agenda cannot be reopened; neither it nor the others change."""
    log = pt.load(FOUND / "agenda-wiped-by-a-reopening")

    assert ["PT201"] == [finding.code for finding in pt.replay(log).findings]
    assert ["pending", "pending"] == [*map("".join, map(pt.replay(log).possible, ("a", "b")))]


def test_partly_agreed_is_a_restatement_and_no_refusal() -> None:
    """An article of which one paragraph is agreed is partly agreed, and to say so is no news."""
    state = pt.replay(pt.load(FOUND / "parts" / "partly-agreed-is-a-restatement"))

    assert () == state.findings


def test_one_contested_article_is_one_remaining_unit() -> None:
    """Two contested paragraphs are named beside their article, and not added to it."""
    state = pt.replay(pt.load(FOUND / "parts" / "one-contested-article-is-one"))
    whole, named = pt.gate(state, text_of="t").blockers

    assert (BlockerKind.REMAINING, Bounds.exactly(1)) == (whole.kind, whole.number)
    assert ("a", ("a1", "a2"), "south") == (named.provision, named.parts, named.owner)


ARTICLE: Final = """
peacetrack: 1
negotiation: {id: w}
actors: {north: {role: negotiating_party}, south: {role: negotiating_party}}
instruments:
  t:
    unit: article
    provisions: {a: {kind: article, complete: true}, a1: {kind: paragraph, parent: a}, a2: {kind: paragraph, parent: a}}
events:
"""


def article_with(*events: str) -> pt.State:
    """Tell one thing a day of an article with two paragraphs."""
    days = (f"- {{event: {event}, date: 2030-01-{day:02}}}" for day, event in enumerate(events, 1))
    log = read_text(ARTICLE + "\n".join(days)).log
    assert log
    return pt.replay(log)


def test_an_objection_to_a_paragraph_outlives_what_happens_to_another() -> None:
    """South contests the first paragraph; that the second is taken up later takes nothing back."""
    state = article_with("provision_contested, provision: a1, by: south", "provision_opened, provision: a2")
    _, named = pt.gate(state, text_of="t").blockers

    assert ("a", ("a1",), "south") == (named.provision, named.parts, named.owner)


@pytest.mark.parametrize(
    ("before", "event", "first", "second"),
    [
        ("provision_withdrawn, provision: a2", "provision_agreed, provision: a", "agreed", "withdrawn"),
        (
            "provision_agreed, provision: a1",
            "provision_contested, provision: a, by: south",
            "agreed",
            "contested",
        ),
        ("provision_agreed, provision: a1", "provision_deferred, provision: a", "agreed", "deferred"),
    ],
)
def test_a_paragraph_refuses_nothing_that_is_told_of_its_article(
    before: str, event: str, first: str, second: str
) -> None:
    """What is told of an article reaches the paragraphs that it can move, and leaves the others where they are."""
    state = article_with(before, event)

    assert () == state.findings
    assert (first, second) == ("".join(state.possible("a1")), "".join(state.possible("a2")))


def test_withdrawn_units_are_in_no_denominator() -> None:
    """Three chapters left the draft: of how many there are now says nothing of them."""
    (result,) = pt.check(pt.load(FOUND / "withdrawn-of-so-many"))

    assert "1 of 1 chapters agreed, 3 chapters withdrawn" == result.said
    assert "1 of 1 chapters agreed; 3 chapters withdrawn" == result.replayed


def test_a_claim_says_its_scope() -> None:
    """A number with the preamble is compared with one with the preamble, in words too."""
    results = {str(result.claim.id): result for result in pt.check(pt.load(FOUND / "claims-with-a-scope"))}
    whole = results["fourteen-of-seventeen-with-preamble"]
    without = results["thirteen-of-fifteen-without-a"]

    assert ("14 of 17 articles agreed, with p",) * 2 == (whole.said, whole.replayed)
    assert "12 to 13 of 15 articles agreed, without a" == without.replayed
    assert Verdict.NOT_ENOUGH_INFO is without.verdict


def test_every_problem_stands_in_the_python_interface_too() -> None:
    """Who loads such a log gets all of its problems at once."""
    with pytest.raises(LogError) as caught:
        pt.load(FOUND / "besides-takes-the-wrong-status")

    assert ["PT149", "PT149"] == [problem.code for problem in caught.value.problems]


@pytest.mark.parametrize("name", ["end", "edge"])
def test_the_last_day_is_a_day_like_any_other(name: str, tmp_path: Path) -> None:
    """Whatever shows days shows the last that there is: status, timeline, report and diagrams."""
    folder = str(FOUND / "last-day" / name)
    stated = [
        CliRunner().invoke(main, command)
        for command in (
            ["check", folder],
            ["status", folder, "--as-of", "9999-12-31"],
            ["timeline", folder],
            ["report", folder, "-o", str(tmp_path / "page.html")],
            ["export", folder, "--to", "mermaid-statuses"],
        )
    ]

    assert [0] * 5 == [run.exit_code for run in stated]


def words_of(name: str, as_of: str) -> str:
    """Give what `status` says of a log on a day."""
    return CliRunner().invoke(main, ["status", str(FOUND / name), "--as-of", as_of]).output


def test_who_has_signed_and_who_has_not_is_told() -> None:
    """Until the last has signed, each signature stands beside the stage; then the stage says it."""
    of_three = "one-of-several/of-three-parties"

    before, after = (words_of(of_three, f"2031-03-0{day}").splitlines() for day in (2, 3))
    (stage,) = (line for line in before if line.startswith("accord: "))

    assert stage.endswith("signed by north, south; not by east")
    assert any(line.startswith("accord: signed (") for line in after)


def test_an_approval_that_lapsed_is_told_as_one() -> None:
    """Its evidence names the reopening."""
    lapsed = "consent-taken-back/an-approval-that-lapsed"
    (result,) = (one for one in pt.check(pt.load(FOUND / lapsed)) if one.claim.id == "lapsed")

    assert "parliament (north): approved by 50 to 3 or lapsed" in words_of(lapsed, "2031-05-15")
    assert "parliament (north): lapsed" in words_of(lapsed, "2031-05-31")
    assert "parliament: lapsed" == result.replayed


def test_the_consent_of_each_party_is_told() -> None:
    """Given, withdrawn, or perhaps either."""
    consents = "consent-taken-back/given-withdrawn-unknown"

    assert "alba: given" in words_of(consents, "2000-06-30")
    assert "alba: given or withdrawn" in words_of(consents, "2001-06-15")
    assert "alba: withdrawn" in words_of(consents, "2001-06-30")
