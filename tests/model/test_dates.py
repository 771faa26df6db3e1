"""Laws and examples of imprecise dates (EDTF, ISO 8601-2)."""

import copy
import pickle
import warnings
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.model.dates import DateError, ImpreciseDate, Order, parse_day

with warnings.catch_warnings():
    # edtf 5 was written for an older pyparsing, which says so when it is imported.
    warnings.simplefilter("ignore")
    from edtf import EDTFParseException, parse_edtf

D = ImpreciseDate.parse

days = st.dates(min_value=date(1, 1, 1))
qualifiers = st.sampled_from(["", "?", "~", "%"])


@st.composite
def whole_dates(draw: st.DrawFn) -> str:
    year, month, day = draw(days).isoformat().split("-")
    return draw(st.sampled_from([year, f"{year}-{month}", f"{year}-{month}-{day}"]))


@st.composite
def masked_dates(draw: st.DrawFn) -> str:
    year, month = draw(days.filter(lambda day: day.year > 99)).isoformat()[:7].split("-")
    return draw(
        st.sampled_from(
            [f"{year[:3]}X", f"{year[:2]}XX", f"{year}-XX", f"{year}-XX-XX", f"{year}-{month}-XX"]
        )
    )


@st.composite
def intervals(draw: st.DrawFn) -> str:
    start, end = sorted(
        [draw(whole_dates()), draw(whole_dates())], key=lambda text: D(text).earliest or date.min
    )
    actor = draw(st.sampled_from(["both", "open start", "open end"]))
    left = draw(st.sampled_from(["", ".."])) if actor == "open start" else start + draw(qualifiers)
    right = draw(st.sampled_from(["", ".."])) if actor == "open end" else end + draw(qualifiers)
    return f"{left}/{right}"


@st.composite
def sets(draw: st.DrawFn) -> str:
    size = draw(st.sampled_from([4, 7, 10]))
    low, high = sorted(day.isoformat()[:size] for day in (draw(days), draw(days)))
    others = draw(st.lists(whole_dates(), max_size=3))
    first = draw(st.sampled_from([f"..{low}", low, f"{low}..{high}"]))
    last = draw(st.sampled_from([f"{high}..", high, f"{low}..{high}"]))
    return f"[{','.join([first, *others, last])}]"


texts = st.one_of(
    st.builds(str.__add__, whole_dates() | masked_dates(), qualifiers), whole_dates(), intervals(), sets()
)
dates = texts.map(D)


@given(texts)
def test_a_date_is_kept_as_it_was_written(text: str) -> None:
    """No date is normalised: what a source wrote comes back to the letter."""
    assert str(D(text)) == D(text).text == text


@given(dates)
def test_the_earliest_day_is_never_after_the_latest(moment: ImpreciseDate) -> None:
    """The bounds of a date are in order."""
    assert moment.earliest is None or moment.latest is None or moment.earliest <= moment.latest


@given(dates, dates)
def test_before_one_way_is_after_the_other_way(one: ImpreciseDate, other: ImpreciseDate) -> None:
    """A date is before another exactly if the other is after it."""
    mirrored = {Order.BEFORE: Order.AFTER, Order.AFTER: Order.BEFORE, Order.UNDETERMINED: Order.UNDETERMINED}

    assert mirrored[one.compare(other)] == other.compare(one)


@given(dates, dates)
def test_the_order_holds_for_every_day_that_comes_into_question(
    one: ImpreciseDate, other: ImpreciseDate
) -> None:
    """One date is before another only if each of its days is; otherwise some two days disagree."""
    first, last = one.earliest or date.min, one.latest or date.max
    others_first, others_last = other.earliest or date.min, other.latest or date.max
    before, after = last < others_first, first > others_last

    expected = Order.BEFORE if before else Order.AFTER if after else Order.UNDETERMINED
    assert expected == one.compare(other)


@given(dates)
def test_no_date_lies_before_or_after_itself(moment: ImpreciseDate) -> None:
    """Of two things on one day, or in one month, nobody knows which came first."""
    assert moment.compare(moment) is Order.UNDETERMINED


@given(dates)
def test_a_date_survives_pickling_and_copying(moment: ImpreciseDate) -> None:
    """Dates travel to other processes."""
    for twin in (pickle.loads(pickle.dumps(moment)), copy.deepcopy(moment)):  # noqa: S301 - our own bytes
        assert twin == moment
        assert hash(twin) == hash(moment)
        assert (twin.earliest, twin.latest) == (moment.earliest, moment.latest)
        assert (twin.uncertain, twin.approximate) == (moment.uncertain, moment.approximate)


@given(days)
def test_a_day_is_bounded_by_itself(day: date) -> None:
    """An exact day has no other day in question."""
    point = ImpreciseDate.on(day)

    assert (day, day) == (point.earliest, point.latest)
    assert point.is_day
    assert parse_day(point.text) == day


@given(st.dates(max_value=date(9999, 12, 30)))
def test_a_day_is_before_the_next_day(day: date) -> None:
    """Exact days are in calendar order."""
    assert ImpreciseDate.on(day).compare(ImpreciseDate.on(day + timedelta(days=1))) is Order.BEFORE


@given(texts)
def test_whatever_is_read_is_edtf(text: str) -> None:
    """Nothing is accepted that the syntax of EDTF level 2 does not accept."""
    assert parse_edtf(text) is not None


@given(
    st.builds(
        lambda text, place, sign: text[:place] + sign + text[place:],
        texts,
        st.integers(0, 12),
        st.sampled_from(["Q", " ", "00", "[", "]", "/", "..", "é", "\n", "_"]),
    )
)
def test_a_damaged_text_is_read_only_if_it_is_edtf(text: str) -> None:
    """A text that EDTF refuses is refused here too, with a reason and a hint."""
    try:
        parse_edtf(text)
    except (EDTFParseException, AttributeError, TypeError):  # the oracle itself stumbles over some refusals
        with pytest.raises(DateError) as refusal:
            D(text)
        assert refusal.value.reason
        assert refusal.value.hint
    else:
        assert text.strip()


@pytest.mark.parametrize("text", ["2016-02-30", "2024-13", "[]", "2024-5-1", "[2024]", "late May", "201x"])
def test_edtf_refuses_it_too(text: str) -> None:
    """A refusal of what no reader of EDTF accepts."""
    with pytest.raises(DateError):
        D(text)
    with pytest.raises(EDTFParseException):
        parse_edtf(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "marks"),
    [
        ("2024-09-17", "2024-09-17", "2024-09-17", ""),
        ("2024-02", "2024-02-01", "2024-02-29", ""),
        ("2023-02", "2023-02-01", "2023-02-28", ""),
        ("2024", "2024-01-01", "2024-12-31", ""),
        ("0001", "0001-01-01", "0001-12-31", ""),
        ("9999-12", "9999-12-01", "9999-12-31", ""),
        ("2024-08?", "2024-08-01", "2024-08-31", "uncertain"),
        ("2024-08~", "2024-08-01", "2024-08-31", "approximate"),
        ("2024-08-05%", "2024-08-05", "2024-08-05", "uncertain approximate"),
        ("201X", "2010-01-01", "2019-12-31", ""),
        ("20XX", "2000-01-01", "2099-12-31", ""),
        ("20XX~", "2000-01-01", "2099-12-31", "approximate"),
        ("2024-XX", "2024-01-01", "2024-12-31", ""),
        ("2024-XX-XX", "2024-01-01", "2024-12-31", ""),
        ("2024-05-XX?", "2024-05-01", "2024-05-31", "uncertain"),
        ("2024-06-06/2024-06-27", "2024-06-06", "2024-06-27", ""),
        ("2024-06/2024", "2024-06-01", "2024-12-31", ""),
        ("2024/2024-06", "2024-01-01", "2024-06-30", ""),
        ("2024-06?/2024-07", "2024-06-01", "2024-07-31", "uncertain"),
        ("2024-06/2024-07~", "2024-06-01", "2024-07-31", "approximate"),
        ("2024-06?/2024-07~", "2024-06-01", "2024-07-31", "uncertain approximate"),
        ("../2023-09-06", None, "2023-09-06", ""),
        ("/2023-09-06%", None, "2023-09-06", "uncertain approximate"),
        ("2023-09-06/..", "2023-09-06", None, ""),
        ("2023-09-06/", "2023-09-06", None, ""),
        ("[2024-08-30,2024-08-31]", "2024-08-30", "2024-08-31", ""),
        ("[2025,2024-03]", "2024-03-01", "2025-12-31", ""),
        ("[2024-05..2024-07]", "2024-05-01", "2024-07-31", ""),
        ("[2023,2024-05-01..2024-05-07]", "2023-01-01", "2024-05-07", ""),
        ("[..2024-05]", None, "2024-05-31", ""),
        ("[2024-05-02..]", "2024-05-02", None, ""),
        ("[..2022,2024]", None, "2024-12-31", ""),
        ("[..2022,2024..]", None, None, ""),
    ],
)
def test_what_a_text_says(text: str, earliest: str | None, latest: str | None, *, marks: str) -> None:
    """A date has the days its text leaves open and the doubts its text admits; nothing is padded."""
    day = D(text)

    assert (earliest and date.fromisoformat(earliest)) == day.earliest
    assert (latest and date.fromisoformat(latest)) == day.latest
    assert ("uncertain" in marks) == day.uncertain
    assert ("approximate" in marks) == day.approximate
    assert (earliest is not None and earliest == latest) == day.is_day


USUAL = "write a date such as 2024-09-17, 2024-09 or 2024, and the words of the source in `as_said`"
YEARS = "write a year from 0001 to 9999"


@pytest.mark.parametrize(
    ("text", "reason", "hint"),
    [
        ("", "'' is empty", "write a date such as 2024-09, or leave the date out"),
        (" 2024", "' 2024' has a blank before or after it", "leave the blank out"),
        ("2024\n", r"'2024\n' has a blank before or after it", "leave the blank out"),
        ("late May", "'late May' is not a date", USUAL),
        ("17.09.2024", "'17.09.2024' is not a date", USUAL),
        ("٢٠٢٤", "'٢٠٢٤' is not a date", USUAL),
        ("x\ny", r"'x\ny' is not a date", USUAL),
        ("?" * 70, f"'{'?' * 60}…' is not a date", USUAL),
        ("2024/05/01", "'2024/05/01' has more than two ends", USUAL),
        ("x/2024", "'x' is not a date", USUAL),
        ("20240917", "'20240917' has no hyphens", "write a date such as 2024-09-17"),
        ("2024-5-1", "'2024-5-1' has a month or day of one digit", "write two, such as 05"),
        ("0000", "'0000' lies before the year 0001", YEARS),
        ("00XX", "'00XX' lies before the year 0001", YEARS),
        ("000X?", "'000X?' lies before the year 0001", YEARS),
        ("-0500", "'-0500' lies before the year 0001", YEARS),
        ("12024", "'12024' has no year of four digits", YEARS),
        ("Y17000", "'Y17000' has no year of four digits", YEARS),
        ("Y17E3", "'Y17E3' has no year of four digits", YEARS),
        ("2024-09-17T10:00", "'2024-09-17T10:00' has a time of day", "write the day alone"),
        (
            "2016-02-30",
            "'2016-02-30' is not a day: February 2016 has 29 days",
            "write a day from 2016-02-01 to 2016-02-29",
        ),
        (
            "2024-06-01/2024-06-31",
            "'2024-06-31' is not a day: June 2024 has 30 days",
            "write a day from 2024-06-01 to 2024-06-30",
        ),
        (
            "2024-06-00",
            "'2024-06-00' is not a day: June 2024 has 30 days",
            "write a day from 2024-06-01 to 2024-06-30",
        ),
        ("2024-13", "'2024-13' has no month 13", "write a month from 01 to 12"),
        ("2024-00-XX", "'2024-00' has no month 00", "write a month from 01 to 12"),
        (
            "2024-21",
            "'2024-21' is a season or a part of a year",
            "write its months, such as 2024-03/2024-05",
        ),
        (
            "{2024,2025}",
            "'{2024,2025}' means all of several dates",
            "write several events, one for each date",
        ),
        ("2024-?05", "'2024-?05' has a qualifier before its end", "put one ?, ~ or % at the end of the date"),
        ("2024?~", "'2024?~' has two qualifiers", "write % for both uncertain and approximate"),
        ("201x", "'201x' has a small letter for a digit", "write X"),
        ("2024-uu", "'2024-uu' has a small letter for a digit", "write X"),
        ("XXXX", "'XXXX' leaves the wrong digit open", "write an interval, from/to"),
        ("2024-05-1X", "'2024-05-1X' leaves the wrong digit open", "write an interval, from/to"),
        ("2024-XX-05", "'2024-XX-05' leaves the wrong digit open", "write an interval, from/to"),
        ("/", "the interval '/' has no date in it", "give one end, or leave the date out"),
        ("../..", "the interval '../..' has no date in it", "give one end, or leave the date out"),
        ("2024/2023", "the interval '2024/2023' ends before it begins", "write '2023/2024'"),
        (
            "2024-05-XX/2025",
            "the interval '2024-05-XX/2025' has unspecified digits in '2024-05-XX'",
            "write '2024-05' there",
        ),
        (
            "201X/2025",
            "the interval '201X/2025' has unspecified digits in '201X'",
            "write a whole year there",
        ),
        ("[]", "the set '[]' is empty", "write its days, or leave the date out"),
        ("[2024]", "the set '[2024]' has only one member", "write '2024' alone"),
        ("[2024,]", "the set '[2024,]' does not have a date in each place", "write dates such as 2024-09-17"),
        ("[2024, 2025]", "' 2025' has a blank before or after it", "leave the blank out"),
        ("[..]", "the set '[..]' has '..' without a date", "write '[..2024]' or '[2024..]'"),
        ("[2024?,2025]", "the set '[2024?,2025]' has a qualifier in '2024?'", "write '2024' there"),
        (
            "[2024,..2025]",
            "the set '[2024,..2025]' is open in its middle",
            "open only its first or last date",
        ),
        (
            "[2024..,2025]",
            "the set '[2024..,2025]' is open in its middle",
            "open only its first or last date",
        ),
        ("[2025..2024]", "the range '2025..2024' ends before it begins", "write '2024..2025'"),
        (
            "[2024-05-01..2024-06]",
            "the ends of '2024-05-01..2024-06' are not equally precise",
            "write days, months or years for both",
        ),
        (
            "[2024,2025]?",
            "'[2024,2025]?' mixes a set with something else",
            "write only a set, such as [2024-08-30,2024-08-31]",
        ),
        (
            "[2024,2025]/2026",
            "'[2024,2025]' mixes a set with something else",
            "write only a set, such as [2024-08-30,2024-08-31]",
        ),
    ],
)
def test_what_is_wrong_with_a_text(text: str, reason: str, hint: str) -> None:
    """A refusal names what was written, why it is no date, and what to write."""
    with pytest.raises(DateError) as refusal:
        D(text)

    assert (reason, hint) == (refusal.value.reason, refusal.value.hint)
    assert f"{reason}; {hint}" == str(refusal.value)


@pytest.mark.parametrize(
    ("text", "sample"),
    [
        ("2024-09", "2024-09-30"),
        ("2024-09-17?", "2024-09-17"),
        ("2024-09-17/", "2024-09-17"),
        ("[..2022,2024..]", "2024-09-17"),
    ],
)
def test_only_an_exact_day_is_a_day(text: str, sample: str) -> None:
    """An "as of" is one day; where several come into question, one is proposed."""
    with pytest.raises(DateError) as refusal:
        parse_day(text)

    assert f"'{text}' is not one exact day" == refusal.value.reason
    assert f"write a year, month and day, such as {sample}" == refusal.value.hint


def test_an_impossible_day_is_no_day() -> None:
    """The calendar is asked for an "as of" as well."""
    with pytest.raises(DateError, match="February 2023 has 28 days"):
        parse_day("2023-02-29")


def test_dates_are_equal_as_statements() -> None:
    """May, and some day from its first to its last, are the same days but not the same words."""
    may, span = D("2024-05"), D("2024-05-01/2024-05-31")

    assert (may.earliest, may.latest) == (span.earliest, span.latest)
    assert may != span
    assert len({may, D("2024-05"), span}) == 2


def test_a_date_cannot_be_changed() -> None:
    """What a source said stays said."""
    may = D("2024-05")

    with pytest.raises(AttributeError):
        may.text = "2024-06"  # type: ignore[misc]
    assert str(may) == "2024-05"
