"""Plain trees to typed values and back; the only importer of cattrs.

The law: a tree becomes the value that it states, or all its misfits are found, each with its path in the tree; nothing is
coerced, guessed or left out. Every scalar of a tree is text, and is read by the type of its field. cattrs would make
`True` of `"no"` and four letters of `land`, so every type that occurs has a strict hook here. There are two converters:
the quick one stops at the first thing wrong, and the thorough one, which is used only then, finds all of them.

>>> reader(Citation)({"paragraph": "4", "via": "Reuters"})
Citation(paragraph=4, source=None, as_said='', via=('Reuters',))
>>> try:
...     reader(Citation, thorough=True)({"paragraph": "four", "via": ["TASS", {}], "page": "2"})
... except Exception as error:
...     print(*sorted((misfit.code, misfit.path) for misfit in misfits_of(error)), sep=", ")
('PT101', ('page',)), ('PT104', ('paragraph',)), ('PT104', ('via', 1))
"""

from __future__ import annotations

import datetime as dt
import re
import types
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any, Final, Literal, NewType, TypeVar, Union, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.errors import AttributeValidationNote, ClassValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from peacetrack.aspects.assertions import (
    ASSERTIONS,
    NOT,
    Assertion,
    CountAsserted,
    GateAsserted,
    NotAsserted,
    OwnAsserted,
    SubjectAsserted,
)
from peacetrack.aspects.conditions import BodyStep, Gate, Requirement, Share, SignedText, Step, Threshold
from peacetrack.aspects.contacts import Mention
from peacetrack.aspects.reports import Written
from peacetrack.aspects.tallies import COUNT_STATUSES, Quantity, UnitCount
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Citation
from peacetrack.model.hints import hints_of
from peacetrack.model.ids import ActorId, EventId, InstrumentId, ProvisionId, SpeakerId, TopicId
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.once import once
from peacetrack.model.votes import Voters, voters
from peacetrack.yaml.records.scalars import (
    REMEMBERED,
    Misfit,
    Misfits,
    date,
    day,
    enumeration,
    identifier,
    number,
    one_of,
    own_identifier,
    shown,
    suggestion,
    text,
    truth,
    unknown_key,
)

T = TypeVar("T")
Hook = Callable[..., Any]


def _sequence(item: Hook, value: object, _: object = None) -> tuple[Any, ...]:
    """Read a list; one item alone may stand without brackets."""
    if isinstance(value, str):
        return (item(value),)
    items = value if isinstance(value, list) else [value]
    if not items:
        raise Misfit("PT106", "This list is empty.", "Name something, or leave the key out.")
    done, misfits = [], []
    for index, part in enumerate(items):
        try:
            done.append(item(part))
        except Exception as error:  # noqa: BLE001 - misfits says again what is not one
            step = (index,) if isinstance(value, list) else ()
            misfits += [Misfit(m.code, m.message, m.hint, (*step, *m.path)) for m in misfits_of(error)]
    if misfits:
        raise Misfits("list", misfits)
    return tuple(done)


def _distinct(item: Hook, value: object, _: object = None) -> tuple[Any, ...]:
    """Read a list in which nothing can stand twice."""
    done = _sequence(item, value)
    if len(done) > 1 and len({*done}) < len(done):
        misfits = [
            Misfit("PT145", f"'{part}' stands here twice.", TWICE, (index,))
            for index, part in enumerate(done)
            if part in done[:index]
        ]
        raise Misfits("list", misfits)
    return done


def _sequence_hook(kind: Any, item: Hook) -> Hook:
    """
    Make the hook of a list, which commonly holds names or paragraphs that come again and again.

    Such a list is read once, and equal ones share one tuple; prose is not worth remembering.
    """
    if kind is str:
        # Quotations and remarks hardly ever come again: to keep them would cost memory, and save nothing.
        return partial(_sequence, item)
    read = partial(_distinct if _is_name(kind) else _sequence, item)
    alone = lru_cache(maxsize=REMEMBERED)(read)
    several = lru_cache(maxsize=REMEMBERED)(lambda *texts: read([*texts]))

    def structure(value: object, _: object = None) -> tuple[Any, ...]:
        if isinstance(value, str):
            return alone(value)
        if isinstance(value, list):
            # A part that is itself a list or a mapping cannot be remembered.
            with suppress(TypeError):
                return several(*value)
        return read(value)

    return structure


def _is_name(kind: Any) -> bool:
    """Tell whether values of a type name something, so that to name it again says nothing; a source may be cited twice."""
    return isinstance(kind, NewType) or kind is Gate or (isinstance(kind, type) and issubclass(kind, StrEnum))


def _written(value: object, _: object = None) -> Written:
    """Keep a text or a mapping as it stands."""
    return Written.of(value if isinstance(value, dict) else text(value))


def _mapping(value: object, _: object = None) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise Misfit("PT104", f"A mapping of keys and values is expected here, not {shown(value)}.")


def misfits_of(error: BaseException) -> list[Misfit]:
    """
    Walk what a converter raised down to its misfits, each with its path.

    Raises:
        BaseException: The error itself, when it is none of ours: a bug must not look like a mistake of the author.
    """
    if isinstance(error, Misfit):
        return [error]
    if isinstance(error, ForbiddenExtraKeysError):
        known = [yaml_name(field) for field in written_fields(error.cl)]
        # cattrs has these keys in a set, whose order differs from run to run.
        return [unknown_key(key, known) for key in sorted(error.extra_fields)]
    if isinstance(error, ClassValidationError):
        return [_placed(error.cl, part, misfit) for part in error.exceptions for misfit in misfits_of(part)]
    if isinstance(error, Misfits):
        return list(error.exceptions)  # type: ignore[arg-type]  # the group holds nothing but misfits
    if isinstance(error, KeyError) and len(error.args) == 1:
        # The code that cattrs generates looks a required key up without more ado.
        return [Misfit("PT103", f"The key `{error.args[0]}` is missing.", "It is required here.")]
    raise error


def _placed(cls: type, part: BaseException, misfit: Misfit) -> Misfit:
    """Put the key before the path, unless the misfit is about the record as a whole."""
    if isinstance(part, KeyError):
        # What is missing stands nowhere, so the record is pointed at.
        return misfit
    # cattrs says in a note of the exception, and only there, which field it was reading.
    names = [
        note.name for note in getattr(part, "__notes__", ()) if isinstance(note, AttributeValidationNote)
    ]
    return misfit.below(yaml_name(attrs.fields_dict(cls)[names[0]])) if names else misfit


def yaml_name(field: attrs.Attribute[Any]) -> str:
    """Give the key under which a field stands in a log."""
    return str(field.metadata.get("yaml", field.name))


@once
def written_fields(cls: Any) -> tuple[attrs.Attribute[Any], ...]:
    """List the fields of a class that a log can write; a field's key may hide one of the same name."""
    return tuple(field for field in attrs.fields(cls) if field.name not in _hidden(cls))


def _hidden(cls: Any) -> frozenset[str]:
    """Name the fields that no log can write: those that the reader fills in, and those whose key another field has taken."""
    keys = {field.name: field.metadata["yaml"] for field in attrs.fields(cls) if "yaml" in field.metadata}
    return frozenset(name for name, key in keys.items() if key is None) | (
        frozenset(keys.values()) & attrs.fields_dict(cls).keys()
    )


def _class_hook(converter: Converter, cls: type) -> Hook:
    """Make the strict hook of a class, once for each converter: its code is generated, which takes milliseconds."""
    hints = hints_of(cls)
    # Each field is given its hook by name: left to itself, cattrs would call `bool` and `str` and take enumerations for `str`.
    fields = {
        field.name: override(rename=yaml_name(field), struct_hook=_hook_for(converter, hints[field.name]))
        for field in written_fields(cls)
    } | {name: override(omit=True) for name in _hidden(cls)}
    structure: Hook = make_dict_structure_fn(
        cls,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=converter.detailed_validation,
        **fields,  # type: ignore[arg-type]  # mypy cannot tell the overrides from the options
    )
    # A hook is called with the type as well, and these classes are known already.
    if issubclass(cls, UnitCount | CountAsserted):
        return lambda value, _=None: structure(_with_besides(_mapping(value)), cls)
    if cls is GateAsserted:
        return lambda value, _=None: structure(_with_party(_mapping(value)), cls)
    return lambda value, _=None: structure(_mapping(value), cls)


def _with_besides(tree: dict[str, Any]) -> dict[str, Any]:
    """Put what is named besides a number under the status that is stated, where the log only lists it."""
    if isinstance(tree.get("besides"), str | list):
        try:
            statuses = [status for status in COUNT_STATUSES if status in tree]
            return {**tree, "besides": besides_of(tree["besides"], statuses)}
        except Misfit as misfit:
            raise misfit.below("besides") from None
    return tree


def besides_of(listed: object, statuses: Sequence[str]) -> object:
    """
    Put what is named besides a number under the one status that is stated.

    Args:
        listed: What stands under `besides`, a list or one name alone.
        statuses: Those that the count states.

    Raises:
        Misfit: It states none, or several.
    """
    if len(statuses) == 1:
        return {statuses[0]: listed}
    names = (
        f"[{', '.join(part for part in listed if isinstance(part, str))}]"
        if isinstance(listed, list)
        else listed
    )
    stated = (
        f"Stated are {' and '.join(f'`{status}`' for status in statuses)}." if statuses else "None is stated."
    )
    message = f"Which status has what is named besides? {stated}"
    first = statuses[0] if statuses and "agreed" not in statuses else "agreed"
    hint = f"Write for example `besides: {{{first}: {names}}}`."
    raise Misfit("PT149", message, hint)


def _citation(whole: Hook, value: object, _: object = None) -> object:
    return _paragraph(value) if isinstance(value, str) else whole(value)


@lru_cache(maxsize=REMEMBERED)
def _paragraph(place: str) -> Citation:
    """Cite a paragraph of the event's own source; equal citations share one value."""
    return Citation(paragraph=number(place))


def _mention(whole: Hook, value: object, _: object = None) -> object:
    return Mention(topic=TopicId(identifier(value))) if isinstance(value, str) else whole(value)


def _gate(value: object, _: object = None) -> Gate:
    tree = _mapping(value)
    if len(tree) != 1:
        raise Misfit(
            "PT104", "A gate is one step with its object.", "Write for example `{signature: treaty}`."
        )
    ((name, what),) = tree.items()
    try:
        step = Step(one_of(tuple(Step), name))
        if step.is_of_provisions:
            return Gate(step, None, _distinct(identifier, what))
        if step is Step.RATIFICATION and isinstance(what, dict):
            text_of, party = _of_one_party(what)
            return Gate(step, InstrumentId(text_of), party=ActorId(party))
        return Gate(step, InstrumentId(identifier(what)))
    except (Misfit, Misfits) as error:
        raise Misfits("gate", [misfit.below(name) for misfit in misfits_of(error)]) from None


def _of_one_party(tree: dict[str, Any]) -> tuple[str, str]:
    """Read of which text a step is, and of which party alone."""
    if len(tree) != 1:
        hint = "Write for example `ratification: {treaty: north}`."
        raise Misfit("PT104", "The ratification of one party is of one text, by one.", hint)
    ((name, party),) = tree.items()
    try:
        return identifier(name), identifier(party)
    except Misfit as misfit:
        raise misfit.below(name) from None


def _with_party(tree: dict[str, Any]) -> dict[str, Any]:
    """Put the party whose ratification alone is asked about under a key of its own."""
    step = Step.RATIFICATION.value
    if not isinstance(tree.get(step), dict):
        return tree
    try:
        name, party = _of_one_party(tree[step])
    except Misfit as misfit:
        raise misfit.below(step) from None
    return {**tree, step: name, "party": party}


def _requirement(converter: Converter, value: object, _: object = None) -> object:
    read = reader(Requirement, thorough=converter.detailed_validation)
    return Requirement(every=_sequence(read, value)) if isinstance(value, list) else read(value)


def _body_step(whole: Hook, value: object, _: object = None) -> object:
    return BodyStep(body=value) if isinstance(value, str) and value else whole(value)


def _threshold(value: object, _: object = None) -> Threshold:
    if not isinstance(value, dict):
        return Threshold(number=number(value))
    found = SHARE.fullmatch(str(value.get("share"))) if value.keys() == {"share"} else None
    part, whole = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 0 < part <= whole:
        raise Misfit(
            "PT104",
            "How many have to consent is a number, or a share of those who may.",
            "Write for example `consents: 9` or `consents: {share: 2/3}`.",
        )
    return Threshold(share=Share(part, whole))


def _voters(value: object, _: object = None) -> Voters:
    """Read how many voted alike, or who; a name alone is one of them."""
    if isinstance(value, list) or (isinstance(value, str) and not value.isdecimal()):
        return voters(_distinct(text, value))
    return voters(number(value))


def _signed_text(value: object, _: object = None) -> SignedText:
    return SignedText() if value == "true" else SignedText(instrument=InstrumentId(identifier(value)))


def _quantity(value: object, _: object = None) -> Quantity:
    if value == "rest":
        return Quantity(rest=True)
    if isinstance(value, list):
        return Quantity(ids=_distinct(identifier, value))
    if not isinstance(value, dict):
        exact = number(value)
        return Quantity(low=exact, high=exact)
    if value.keys() == {"more_than"}:
        return Quantity(more_than=_other_day(value["more_than"]))
    if not value.keys() <= {"min", "max", "approx"} or not value:
        raise Misfit(
            "PT104", "A number in parts has `min`, `max` and `approx`.", "Write for example `{min: 2}`."
        )
    parts: dict[str, Any] = {}
    for key, part in value.items():
        try:
            parts[QUANTITY_FIELDS[key]] = number(part)
        except Misfit as misfit:
            raise misfit.below(key) from None
    low, high = parts.get("low"), parts.get("high")
    if low is not None and high is not None and low > high:
        message = f"The least, {low}, is more than the most, {high}."
        raise Misfit("PT147", message, "Check both ends; perhaps they are the wrong way round.", ("min",))
    return Quantity(**parts)


def _other_day(value: object) -> dt.date:
    """Read the day with which a claim compares a number."""
    if not isinstance(value, dict) or value.keys() != {"as_of"}:
        hint = "Write for example `{more_than: {as_of: 2024-06-01}}`."
        raise Misfit("PT104", "A number is compared with that of another day.", hint, ("more_than",))
    try:
        return day(value["as_of"])
    except Misfit as misfit:
        raise misfit.below("as_of").below("more_than") from None


def _assertion(converter: Converter, value: object, _: object = None) -> object:
    if isinstance(value, SubjectAsserted | OwnAsserted | NotAsserted):
        # An assertion about an aspect of one's own was read before: only the log's vocabulary knows it.
        return value
    tree = _mapping(value)
    if len(tree) != 1:
        raise Misfit(
            "PT104", "A claim makes one assertion.", "Write for example `{count: {agreed: 13, of: 16}}`."
        )
    ((name, fields),) = tree.items()
    if name == NOT:
        try:
            return NotAsserted(says=_assertion(converter, fields))  # type: ignore[arg-type]  # it gives an assertion
        except (Misfit, Misfits) as error:
            raise Misfits("assertion", [misfit.below(NOT) for misfit in misfits_of(error)]) from None
    if name not in ASSERTIONS:
        raise Misfit("PT101", f"There is no assertion `{name}`.", suggestion(name, ASSERTIONS), (name,))
    try:
        # Its reader is made when the first assertion of its name is met: few logs make claims of all kinds.
        return reader(ASSERTIONS[name], thorough=converter.detailed_validation)(fields)
    except Exception as error:  # noqa: BLE001 - misfits_of raises again what is none
        raise Misfits("assertion", [misfit.below(name) for misfit in misfits_of(error)]) from None


def _paragraphs(value: object, _: object = None) -> ReadOnly[int, str]:
    reasons = {}
    for key, reason in _mapping(value).items():
        try:
            reasons[number(key)] = text(reason)
        except Misfit as misfit:
            raise misfit.below(key) from None
    return ReadOnly(reasons)


def _numbered(value: object, _: object = None) -> ReadOnly[str, ProvisionId]:
    """Read under which number each provision stands."""
    named = {}
    for key, name in _mapping(value).items():
        try:
            named[text(key)] = ProvisionId(identifier(name))
        except Misfit as misfit:
            raise misfit.below(key) from None
    return ReadOnly(named)


def _hook_for(converter: Converter, kind: Any) -> Hook:
    """Choose the strict hook of a type; the order matters, because some types are of two sorts."""
    # Speakers and the ids of events are new types too, but not read like other ids.
    if kind in SCALARS:
        return SCALARS[kind]
    if isinstance(kind, NewType):
        return identifier
    if get_origin(kind) is Literal:
        return partial(one_of, get_args(kind))
    # It is a union as well, one of classes; every other union is of one type and of None.
    # What a requirement holds may be requirements again: its hook is made when the first of them is met.
    if kind == Assertion or kind is Requirement:
        return partial(_requirement if kind is Requirement else _assertion, converter)
    if get_origin(kind) in (Union, types.UnionType):
        (only,) = (part for part in get_args(kind) if part is not type(None))
        return _hook_for(converter, only)
    if get_origin(kind) is tuple:
        return _sequence_hook(get_args(kind)[0], _hook_for(converter, get_args(kind)[0]))
    if get_origin(kind) is ReadOnly:
        # The parts of a cast are read one by one, so that one that does not fit hides no other.
        return _mapping
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return partial(enumeration, kind)
    whole = _class_hook(converter, kind)
    return partial(SHORT_FORMS[kind], whole) if kind in SHORT_FORMS else whole


def _converter(*, thorough: bool) -> Converter:
    return Converter(detailed_validation=thorough, forbid_extra_keys=True)


def read_field(cls: type, key: str, tree: object) -> Any:
    """
    Read the value of one field of a class.

    Args:
        cls: A frozen class of the library.
        key: The key under which the field stands in a log.
        tree: What stands there.
    """
    (name,) = (field.name for field in written_fields(cls) if yaml_name(field) == key)
    return _hook_for(CONVERTERS[True], hints_of(cls)[name])(tree)


@once
def reader(cls: type[T], *, thorough: bool = False) -> Callable[[object], T]:
    """
    Make the function that reads a tree as a value of a class.

    Args:
        cls: A frozen class of the library.
        thorough: Find everything that is wrong, at some cost; otherwise stop at the first thing.

    Returns:
        A function that raises when the tree does not fit; `misfits_of` says why.
    """
    return _class_hook(CONVERTERS[thorough], cls)


#: A share, such as `2/3`.
SHARE: Final = re.compile("([0-9]{1,9})/([0-9]{1,9})")
TWICE: Final = "Take one of the two away."
QUANTITY_FIELDS: Final = {"min": "low", "max": "high", "approx": "approx"}
# A speaker may stand as the press writes it, in any characters: aliases are resolved when the cast is known.
SCALARS: Final[dict[Any, Hook]] = {
    str: text,
    int: number,
    bool: truth,
    ImpreciseDate: date,
    dt.date: day,
    SpeakerId: text,
    EventId: own_identifier,
    Gate: _gate,
    Quantity: _quantity,
    Threshold: _threshold,
    Voters: _voters,
    SignedText: _signed_text,
    Written: _written,
    ReadOnly[int, str]: _paragraphs,
    ReadOnly[str, ProvisionId]: _numbered,
}
#: What may stand in a short form: a paragraph for a citation, a topic for a mention, a body for a body's decision.
SHORT_FORMS: Final[dict[Any, Hook]] = {Citation: _citation, Mention: _mention, BodyStep: _body_step}
CONVERTERS: Final = {thorough: _converter(thorough=thorough) for thorough in (False, True)}
