"""The words that people bring along lead to those of a log."""

from __future__ import annotations

import re

import pytest

from peacetrack.aspects import KINDS
from peacetrack.yaml.records.codec import written_fields, yaml_name
from peacetrack.yaml.records.other_words import OTHER_WORDS, in_our_words

KEYS = {yaml_name(field) for cls in KINDS.values() for field in written_fields(cls)}


@pytest.mark.parametrize("noun", OTHER_WORDS)
def test_a_word_leads_to_what_there_is(noun: str) -> None:
    """Each kind and each key that is named is one; and no word is a kind itself, which needs no other."""
    named = re.findall(r"`([a-z_]+)(?:: [A-Za-z]+|…)?`", OTHER_WORDS[noun])

    assert named
    assert [] == [name for name in named if name not in KINDS and name not in KEYS and not name.endswith("_")]
    assert noun not in KINDS


@pytest.mark.parametrize("kind", ["planned", "meeting_planned", "Vetoed", "provision_disputed", "amendment"])
def test_a_word_is_found_in_a_kind(kind: str) -> None:
    """Alone, or as a part of one."""
    assert in_our_words(kind)


def test_what_nobody_means_is_not_known() -> None:
    """Then the kinds that come near are named."""
    assert "" == in_our_words("statement_maid")
