"""Track the state of a negotiation: plain-text logs in, typed state and checked claims out.

Importing this is quick: each name is loaded when it is first used. Some functions bear the name of the room in which
they live (`replay`, `standing`); here such a name is always the function.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from peacetrack.version import VERSION

if TYPE_CHECKING:
    from peacetrack.accounts import EVERYONE, ON_RECORD, Account, UnknownActorError
    from peacetrack.agreement import Agreement, agreement
    from peacetrack.aspects.conditions import CONDITIONS, Gate
    from peacetrack.aspects.principles import PRINCIPLES, Principle
    from peacetrack.aspects.proposals import PROPOSALS
    from peacetrack.aspects.provisions import PROVISIONS, Status
    from peacetrack.aspects.stages import STAGES, TALKS, Stage
    from peacetrack.assertions import Claim, Support, Verdict
    from peacetrack.cast import Cast, Instrument, Provision
    from peacetrack.census import Count
    from peacetrack.claims import Result, Results, check
    from peacetrack.columns import to_columns
    from peacetrack.compare import Change, Changes, diff
    from peacetrack.confidential import Public, public
    from peacetrack.counts import Bounds
    from peacetrack.coverage import Coverage, coverage
    from peacetrack.dates import DateError, ImpreciseDate, Order
    from peacetrack.evidence import Actor, Citation, Source, Voice
    from peacetrack.explain import Explanation, explain
    from peacetrack.facts import Fact
    from peacetrack.figures import Conversion, ever_opened, in_units
    from peacetrack.gates import Blocker, GateState, gate
    from peacetrack.intervals import Interval, intervals
    from peacetrack.judgements import Judgement, judged, of_status
    from peacetrack.lifecycle import (
        Aspect,
        Event,
        Guard,
        Question,
        Table,
        Unless,
        arrives,
        on,
        refused,
        stays,
    )
    from peacetrack.log import Log
    from peacetrack.problems import Finding, LogError, Place, Problem, Severity
    from peacetrack.readouts import Comparison, readouts
    from peacetrack.report.html.rendering import report_html
    from peacetrack.scenario import Given, Played, Refused, Scenario, Then, play, suppose, whatif
    from peacetrack.standing import Standing, standing
    from peacetrack.state import State, Timeline, replay, timeline
    from peacetrack.vocabulary import UnknownAspectError, VocabularyError
    from peacetrack.yaml.loader import load, read
    from peacetrack.yaml.reading import Reading
    from peacetrack.yaml.writer import dumps

__version__ = VERSION

_HOMES = {
    "peacetrack.accounts": ("EVERYONE", "ON_RECORD", "Account", "UnknownActorError"),
    "peacetrack.aspects.conditions": ("CONDITIONS", "Gate"),
    "peacetrack.aspects.principles": ("PRINCIPLES", "Principle"),
    "peacetrack.aspects.proposals": ("PROPOSALS",),
    "peacetrack.aspects.provisions": ("PROVISIONS", "Status"),
    "peacetrack.aspects.stages": ("STAGES", "TALKS", "Stage"),
    "peacetrack.assertions": ("Claim", "Support", "Verdict"),
    "peacetrack.cast": ("Cast", "Instrument", "Provision"),
    "peacetrack.claims": ("Result", "Results", "check"),
    "peacetrack.counts": ("Bounds",),
    "peacetrack.coverage": ("Coverage", "coverage"),
    "peacetrack.dates": ("DateError", "ImpreciseDate", "Order"),
    "peacetrack.evidence": ("Actor", "Citation", "Source", "Voice"),
    "peacetrack.explain": ("Explanation", "explain"),
    "peacetrack.figures": ("Conversion", "ever_opened", "in_units"),
    "peacetrack.gates": ("Blocker", "GateState", "gate"),
    "peacetrack.facts": ("Fact",),
    "peacetrack.lifecycle": (
        "Aspect",
        "Event",
        "Guard",
        "Question",
        "Table",
        "Unless",
        "arrives",
        "on",
        "refused",
        "stays",
    ),
    "peacetrack.log": ("Log",),
    "peacetrack.problems": ("Finding", "LogError", "Place", "Problem", "Severity"),
    "peacetrack.standing": ("Standing", "standing"),
    "peacetrack.census": ("Count",),
    "peacetrack.state": ("State", "Timeline", "replay", "timeline"),
    "peacetrack.compare": ("Change", "Changes", "diff"),
    "peacetrack.scenario": ("Given", "Played", "Refused", "Scenario", "Then", "play", "suppose", "whatif"),
    "peacetrack.judgements": ("Judgement", "judged", "of_status"),
    "peacetrack.vocabulary": ("UnknownAspectError", "VocabularyError"),
    "peacetrack.agreement": ("Agreement", "agreement"),
    "peacetrack.confidential": ("Public", "public"),
    "peacetrack.intervals": ("Interval", "intervals"),
    "peacetrack.readouts": ("Comparison", "readouts"),
    "peacetrack.columns": ("to_columns",),
    "peacetrack.report.html.rendering": ("report_html",),
    "peacetrack.yaml.loader": ("load", "read"),
    "peacetrack.yaml.reading": ("Reading",),
    "peacetrack.yaml.writer": ("dumps",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "CONDITIONS",
    "EVERYONE",
    "ON_RECORD",
    "PRINCIPLES",
    "PROPOSALS",
    "PROVISIONS",
    "STAGES",
    "TALKS",
    "Account",
    "Actor",
    "Agreement",
    "Aspect",
    "Blocker",
    "Bounds",
    "Cast",
    "Change",
    "Changes",
    "Citation",
    "Claim",
    "Comparison",
    "Conversion",
    "Count",
    "Coverage",
    "DateError",
    "Event",
    "Explanation",
    "Fact",
    "Finding",
    "Gate",
    "GateState",
    "Given",
    "Guard",
    "ImpreciseDate",
    "Instrument",
    "Interval",
    "Judgement",
    "Log",
    "LogError",
    "Order",
    "Place",
    "Played",
    "Principle",
    "Problem",
    "Provision",
    "Public",
    "Question",
    "Reading",
    "Refused",
    "Result",
    "Results",
    "Scenario",
    "Severity",
    "Source",
    "Stage",
    "Standing",
    "State",
    "Status",
    "Support",
    "Table",
    "Then",
    "Timeline",
    "UnknownActorError",
    "UnknownAspectError",
    "Unless",
    "Verdict",
    "VocabularyError",
    "Voice",
    "agreement",
    "arrives",
    "check",
    "coverage",
    "diff",
    "dumps",
    "ever_opened",
    "explain",
    "gate",
    "in_units",
    "intervals",
    "judged",
    "load",
    "of_status",
    "on",
    "play",
    "public",
    "read",
    "readouts",
    "refused",
    "replay",
    "report_html",
    "standing",
    "stays",
    "suppose",
    "timeline",
    "to_columns",
    "whatif",
]


class _Roof(ModuleType):
    """The package, in which loading a room does not put that room in the place of a function of its name."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Roof


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'peacetrack' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOME[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
