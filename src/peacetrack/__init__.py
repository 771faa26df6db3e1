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
    from peacetrack.aspects.conditions import CONDITIONS, Gate
    from peacetrack.aspects.lifecycle import (
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
    from peacetrack.aspects.principles import PRINCIPLES, Principle
    from peacetrack.aspects.proposals import PROPOSALS
    from peacetrack.aspects.provisions import PROVISIONS, Status
    from peacetrack.aspects.stages import STAGES, TALKS, Stage
    from peacetrack.aspects.vocabulary import UnknownAspectError, VocabularyError
    from peacetrack.beliefs.accounts import EVERYONE, ON_RECORD, Account, UnknownActorError
    from peacetrack.beliefs.confidential import Public, public
    from peacetrack.checks.claims import Result, Results, check
    from peacetrack.checks.compare import Change, Changes, diff
    from peacetrack.checks.explain import Explanation, explain
    from peacetrack.checks.play import Played, play, suppose, whatif
    from peacetrack.log.agreement import Agreement, agreement
    from peacetrack.log.claim import Claim, Support, Verdict
    from peacetrack.log.coverage import Coverage, coverage
    from peacetrack.log.log import Log
    from peacetrack.log.scenario import Given, Refused, Scenario, Then
    from peacetrack.model.cast import Cast, Instrument, Provision
    from peacetrack.model.dates import DateError, ImpreciseDate, Order
    from peacetrack.model.evidence import Actor, Citation, Source, Voice
    from peacetrack.model.problems import Finding, LogError, Place, Problem, Severity
    from peacetrack.questions.figures import Conversion, ever_opened, in_units
    from peacetrack.questions.gates import Blocker, GateState, gate
    from peacetrack.questions.intervals import Interval, intervals
    from peacetrack.questions.judgements import Judgement, judged, of_status
    from peacetrack.questions.readouts import Comparison, readouts
    from peacetrack.questions.standing import Standing, standing
    from peacetrack.report.html.rendering import report_html
    from peacetrack.report.tables import to_columns
    from peacetrack.state.facts import Fact
    from peacetrack.state.timeline import State, Timeline, replay, timeline
    from peacetrack.worlds import Bounds
    from peacetrack.worlds.census import Count
    from peacetrack.yaml.files.loader import load, read
    from peacetrack.yaml.records.reading import Reading
    from peacetrack.yaml.writing.writer import dumps

__version__ = VERSION

_HOMES = {
    "peacetrack.beliefs.accounts": ("EVERYONE", "ON_RECORD", "Account", "UnknownActorError"),
    "peacetrack.aspects.conditions": ("CONDITIONS", "Gate"),
    "peacetrack.aspects.principles": ("PRINCIPLES", "Principle"),
    "peacetrack.aspects.proposals": ("PROPOSALS",),
    "peacetrack.aspects.provisions": ("PROVISIONS", "Status"),
    "peacetrack.aspects.stages": ("STAGES", "TALKS", "Stage"),
    "peacetrack.log.claim": ("Claim", "Support", "Verdict"),
    "peacetrack.model.cast": ("Cast", "Instrument", "Provision"),
    "peacetrack.checks.claims": ("Result", "Results", "check"),
    "peacetrack.worlds": ("Bounds",),
    "peacetrack.log.coverage": ("Coverage", "coverage"),
    "peacetrack.model.dates": ("DateError", "ImpreciseDate", "Order"),
    "peacetrack.model.evidence": ("Actor", "Citation", "Source", "Voice"),
    "peacetrack.checks.explain": ("Explanation", "explain"),
    "peacetrack.questions.figures": ("Conversion", "ever_opened", "in_units"),
    "peacetrack.questions.gates": ("Blocker", "GateState", "gate"),
    "peacetrack.state.facts": ("Fact",),
    "peacetrack.aspects.lifecycle": (
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
    "peacetrack.log.log": ("Log",),
    "peacetrack.model.problems": ("Finding", "LogError", "Place", "Problem", "Severity"),
    "peacetrack.questions.standing": ("Standing", "standing"),
    "peacetrack.worlds.census": ("Count",),
    "peacetrack.state.timeline": ("State", "Timeline", "replay", "timeline"),
    "peacetrack.checks.compare": ("Change", "Changes", "diff"),
    "peacetrack.checks.play": ("Played", "play", "suppose", "whatif"),
    "peacetrack.log.scenario": ("Given", "Refused", "Scenario", "Then"),
    "peacetrack.questions.judgements": ("Judgement", "judged", "of_status"),
    "peacetrack.aspects.vocabulary": ("UnknownAspectError", "VocabularyError"),
    "peacetrack.log.agreement": ("Agreement", "agreement"),
    "peacetrack.beliefs.confidential": ("Public", "public"),
    "peacetrack.questions.intervals": ("Interval", "intervals"),
    "peacetrack.questions.readouts": ("Comparison", "readouts"),
    "peacetrack.report.tables": ("to_columns",),
    "peacetrack.report.html.rendering": ("report_html",),
    "peacetrack.yaml.files.loader": ("load", "read"),
    "peacetrack.yaml.records.reading": ("Reading",),
    "peacetrack.yaml.writing.writer": ("dumps",),
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
