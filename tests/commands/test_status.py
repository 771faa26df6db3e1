"""`peacetrack status`, as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.running import CAST, SEEDS, THIRTEEN, as_json, folder, run

DAY = ("--as-of", "2024-09-17")
INSTRUMENT_KEYS = {
    "unit", "stage", "of", "counts", "provisions", "unnamed", "other_counts", "principles", "standings", "gates",
}  # fmt: skip


def test_the_shape_of_the_json() -> None:
    """Every key that a program may ask for, with the figures of the day."""
    state = as_json("status", SEEDS, *DAY)

    assert ["peacetrack.status/2", "armenia-azerbaijan", "2024-09-17", None, "everyone"] == [
        state[key] for key in ("format", "negotiation", "as_of", "known_by", "account")
    ]
    assert {"instruments", "conditions", "proposals", "findings"} <= state.keys()
    treaty = state["instruments"]["treaty"]
    assert treaty.keys() >= INSTRUMENT_KEYS
    assert ("article", "negotiating", [16, 16]) == (treaty["unit"], treaty["stage"], treaty["of"])
    assert ([13, 13], [3, 3], [16, 16]) == (
        treaty["counts"]["agreed"],
        treaty["counts"]["remaining"],
        treaty["unnamed"],
    )
    assert {"kind", "possible", "disputed", "because"} == treaty["provisions"]["preamble"].keys()
    assert 16 == treaty["ever"]["opened"][1]
    assert ([], ["pashinyan-13-of-16", "hajizade-contentious-issues"]) == (
        treaty["disputed"],
        treaty["because"],
    )
    assert ["agreed"] == treaty["provisions"]["preamble"]["possible"]
    assert "document" == treaty["other_counts"][0]["unit"]
    assert ("single_undertaking", False) == tuple(
        treaty["principles"]["azerbaijan"][key] for key in ("principle", "inferred")
    )
    assert treaty["principles"]["armenia"]["inferred"]
    assert {"settled": [0, 0], "of": [16, 16]} == treaty["standings"]["azerbaijan"]
    assert {"settled": [13, 13], "of": [16, 16]} == treaty["standings"]["armenia"]


def test_gates_and_threads_in_the_json() -> None:
    """Who keeps a gate shut, since when and why; how often a demand was stated."""
    state = as_json("status", SEEDS, *DAY)

    signature = state["instruments"]["treaty"]["gates"]["signature"]
    assert ("shut", "shut") == (signature["whole"], signature["agreed_part"])
    assert all(
        {"text", "kind", "owner", "since", "because"} <= blocker.keys() for blocker in signature["blockers"]
    )
    assert {
        ("whole", "remaining"),
        ("whole", "condition"),
        ("agreed_part", "principle"),
        ("agreed_part", "condition"),
    } == {(blocker["text"], blocker["kind"]) for blocker in signature["blockers"]}
    assert ["minsk-group"] == [blocker["condition"] for blocker in signature["may_block"]]
    demand = state["conditions"]["constitution"]
    assert {"by", "of", "gates", "status", "times_stated", "statements", "because"} <= demand.keys()
    assert ("azerbaijan", "armenia", [{"signature": "treaty"}], "rejected") == tuple(
        demand[key] for key in ("by", "of", "gates", "status")
    )
    assert {"by", "date", "what", "gate"} <= demand["statements"][0].keys()
    offer = state["proposals"]["interim-deal"]
    assert {"by", "status", "times_renewed", "times_rejected", "because"} <= offer.keys()
    assert ("armenia", "rejected") == (offer["by"], offer["status"])


def test_what_nobody_has_said_is_null() -> None:
    """In September 2023 no article and no denominator was known, only seventy percent."""
    treaty = as_json("status", SEEDS, "--as-of", "2023-09-06")["instruments"]["treaty"]

    assert ([0, None], [0, None]) == (treaty["counts"]["agreed"], treaty["counts"]["remaining"])
    assert {"approx": 70} == treaty["other_counts"][0]["numbers"]["agreed"]


def test_a_figure_has_its_unit_its_day_and_its_word() -> None:
    """For people."""
    done = run("status", SEEDS, *DAY, "--account", "azerbaijan")

    assert 0 == done.returncode
    assert "at the end of 17 September 2024, the account of azerbaijan" in done.stdout.splitlines()[0]
    assert "13 of 16 articles agreed" not in done.stdout
    assert "13 of 16 articles agreed" in run("status", SEEDS, *DAY).stdout


def test_what_was_published_by_then_decides_what_is_refused(tmp_path: Path) -> None:
    """Whoever had not read of the return of an article hears of an agreement on what is gone, and cannot take it."""
    stated = {
        "first": ("2024-06-30", "{event: provision_withdrawn, date: 2024-06-01, provision: borders}"),
        "third": ("2024-08-30", "{event: provision_added, date: 2024-07-01, provision: borders}"),
        "second": ("2024-07-30", "{event: provision_agreed, date: 2024-07-20, provision: borders}"),
    }
    files = {
        name: f"peacetrack: 1\nnegotiation: talks\nsource: {{id: {name}, published: {day}}}\nevents:\n  - {event}\n"
        for name, (day, event) in stated.items()
    }
    home = folder(tmp_path, cast=CAST, **files)

    narrow = run("status", home, "--known-by", "2024-07-30")

    assert (1, True) == (narrow.returncode, "PT201" in narrow.stderr)
    assert [] == as_json("status", home)["findings"]


def test_a_refused_event_ends_with_one(tmp_path: Path) -> None:
    """The state is told all the same; what is wrong goes to the other stream."""
    stated = (
        "  - {id: agreement, event: provision_agreed, date: 2024-06, provision: borders}\n"
        "  - {id: objection, event: provision_contested, date: 2024-07, provision: borders}\n"
    )
    home = folder(tmp_path, talks=f"{CAST}events:\n{stated}")

    done = run("status", home)

    assert 1 == done.returncode
    assert "borders (article): agreed" in done.stdout
    assert "PT201" in done.stderr
    assert ["PT201"] == [finding["code"] for finding in as_json("status", home, status=1)["findings"]]


@pytest.mark.parametrize("path", ["", "nowhere", "empty", "broken"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_what_cannot_be_read_has_no_state(path: str, form: str, tmp_path: Path) -> None:
    """Problems go to stderr, and the status is 3."""
    (tmp_path / "empty").mkdir()
    folder(tmp_path / "broken", cast=CAST, june=THIRTEEN.replace("agreed:", "agred:"))

    done = run("status", path, "--format", form, cwd=tmp_path)

    assert (3, "") == (done.returncode, done.stdout)
    assert ": PT" in done.stderr


def test_what_had_been_published(tmp_path: Path) -> None:
    """By the end of June nobody had reported anything, so that no text is named."""
    home = folder(tmp_path, cast=CAST, june=THIRTEEN)

    state = as_json("status", home, "--known-by", "2024-06-30")

    assert "2024-06-30" == state["known_by"]
    assert {} == state["instruments"]
    assert ", known by 1 July 2024, " in run("status", home, "--known-by", "2024-07-01").stdout


def test_a_count_in_another_unit_keeps_its_form(tmp_path: Path) -> None:
    """A range, a list, a rest and a share are what was said; nothing is turned into articles."""
    stated = (
        "  - {event: count_stated, date: 2024-06, by: pashinyan, unit: point, agreed: {min: 2, max: 3}, open: rest, of: 9}\n"
        "  - {event: count_stated, date: 2024-06, by: pashinyan, unit: paragraph, contested: [borders]}\n"
        "  - {event: count_stated, date: 2024-06, by: pashinyan, unit: document, agreed: {approx: 70}, of: 100}\n"
    )
    cast = CAST.replace("borders: {kind: article}", "borders: {kind: paragraph}")
    home = folder(tmp_path, talks=f"{cast}events:\n{stated}")

    status = as_json("status", home)["instruments"]["treaty"]["other_counts"]

    assert [{"open": "rest", "agreed": [2, 3]}, {"contested": ["borders"]}, {"agreed": {"approx": 70}}] == [
        count["numbers"] for count in status
    ]
    assert (
        "in the unit 'point': the rest open, 2 to 3 agreed of 9, said Nikol Pashinyan in June 2024"
        in run("status", home).stdout
    )


def test_a_demand_of_a_mediator_has_no_force(tmp_path: Path) -> None:
    """Who neither negotiates nor consents shuts no gate; the demand is listed."""
    cast = CAST.replace("voices:", "  usa: {role: mediator}\nvoices:")
    stated = "  - {id: visit, event: condition_set, date: 2024-06, by: usa, what: a visit, gate: {signature: treaty}}\n"
    home = folder(tmp_path, talks=f"{cast}events:\n{stated}")

    signature = as_json("status", home)["instruments"]["treaty"]["gates"]["signature"]

    assert ["visit"] == [blocker["condition"] for blocker in signature["without_force"]]
    assert "without force here: condition visit (usa)" in run("status", home).stdout


def test_whose_word_a_figure_is() -> None:
    """Both sides' signatures are not needed to say so: a number is of whoever stated it, of that day."""
    lines = run("status", SEEDS, *DAY).stdout.splitlines()

    assert "  13 of 16 articles agreed: Armenia's word, by 17 September 2024" in lines
    assert (
        "  no step stated, may block each: condition minsk-group (azerbaijan), since one of four Thursdays in June 2024:"
        " for Azerbaijan to say that it is met"
    ) in lines
    assert 1 == sum("minsk-group (azerbaijan)" in line and "may block" in line for line in lines)


def test_decisions_consents_and_exchanges_are_shown(tmp_path: Path) -> None:
    """With who decided, and of which day; of what was exchanged the latest of each sort."""
    stated = folder(
        tmp_path / "talks",
        cast=CAST,
        june=(
            "peacetrack: 1\nnegotiation: talks\nevents:\n"
            "  - {event: signed, date: 2024-06-01, by: [armenia, azerbaijan]}\n"
            "  - {event: domestic_step, date: 2024-06-02, party: armenia, body: parliament, outcome: rejected}\n"
            "  - {event: ratified, date: 2024-06-03, party: azerbaijan}\n"
            "  - {id: call, event: contact_held, date: 2024-06-04, kind: call, participants: [armenia]}\n"
            "  - {event: talks_suspended, date: 2024-06-05}\n"
        ),
    )
    lines = run("status", stated).stdout.splitlines()

    assert lines[2].endswith(
        "signed (Armenia and Azerbaijan, on 1 June 2024), talks suspended (nobody in particular, on 5 June 2024)"
    )
    assert any(line.startswith("  parliament (armenia): rejected (") for line in lines)
    assert any(line.startswith("  consent of azerbaijan: given (") for line in lines)
    assert any(line.startswith("  1 contact, the latest call: call; ") for line in lines)


def test_a_text_of_which_nothing_is_on_record_is_one_line(tmp_path: Path) -> None:
    """Its steps and numbers would only say so again."""
    cast = CAST.replace("instruments:", "instruments:\n  annex: {unit: article, title: The annex}")
    june = THIRTEEN.replace("negotiation: talks", "negotiation: talks\ninstrument: treaty")
    lines = run("status", folder(tmp_path / "talks", cast=cast, june=june)).stdout.splitlines()

    assert "The annex: nothing is on record of it" in lines
    assert not any("annex" in line for line in lines if line != "The annex: nothing is on record of it")
