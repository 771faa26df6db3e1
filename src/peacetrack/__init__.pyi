# The public names of peacetrack, stated here and nowhere else; `__init__.py` loads each when it is first used.

from peacetrack.aspects.conditions import (
    CONDITIONS as CONDITIONS,
    Gate as Gate,
)
from peacetrack.aspects.lifecycle import (
    Aspect as Aspect,
    Event as Event,
    Guard as Guard,
    Question as Question,
    Table as Table,
    Unless as Unless,
    arrives as arrives,
    on as on,
    refused as refused,
    stays as stays,
)
from peacetrack.aspects.principles import (
    PRINCIPLES as PRINCIPLES,
    Principle as Principle,
)
from peacetrack.aspects.proposals import (
    PROPOSALS as PROPOSALS,
)
from peacetrack.aspects.provisions import (
    PROVISIONS as PROVISIONS,
    Status as Status,
)
from peacetrack.aspects.stages import (
    STAGES as STAGES,
    TALKS as TALKS,
    Stage as Stage,
)
from peacetrack.aspects.vocabulary import (
    UnknownAspectError as UnknownAspectError,
    VocabularyError as VocabularyError,
)
from peacetrack.beliefs.accounts import (
    EVERYONE as EVERYONE,
    ON_RECORD as ON_RECORD,
    Account as Account,
    UnknownActorError as UnknownActorError,
)
from peacetrack.beliefs.confidential import (
    Public as Public,
    public as public,
)
from peacetrack.beliefs.query import (
    Query as Query,
)
from peacetrack.checks.claims import (
    Result as Result,
    Results as Results,
    check as check,
)
from peacetrack.checks.compare import (
    Change as Change,
    Changes as Changes,
    diff as diff,
)
from peacetrack.checks.explain import (
    Explanation as Explanation,
    explain as explain,
)
from peacetrack.checks.play import (
    Played as Played,
    play as play,
    suppose as suppose,
    whatif as whatif,
)
from peacetrack.log.agreement import (
    Agreement as Agreement,
    agreement as agreement,
)
from peacetrack.log.claim import (
    Claim as Claim,
    Support as Support,
    Verdict as Verdict,
)
from peacetrack.log.coverage import (
    Coverage as Coverage,
    coverage as coverage,
)
from peacetrack.log.log import (
    Log as Log,
)
from peacetrack.log.scenario import (
    Given as Given,
    Refused as Refused,
    Scenario as Scenario,
    Then as Then,
)
from peacetrack.model.cast import (
    Cast as Cast,
    Instrument as Instrument,
    Provision as Provision,
)
from peacetrack.model.dates import (
    DateError as DateError,
    ImpreciseDate as ImpreciseDate,
    Order as Order,
)
from peacetrack.model.evidence import (
    Actor as Actor,
    Citation as Citation,
    Source as Source,
    Voice as Voice,
)
from peacetrack.model.problems import (
    Finding as Finding,
    LogError as LogError,
    Place as Place,
    Problem as Problem,
    Severity as Severity,
)
from peacetrack.questions.figures import (
    Conversion as Conversion,
    ever_opened as ever_opened,
    in_units as in_units,
)
from peacetrack.questions.gates import (
    Blocker as Blocker,
    GateState as GateState,
    gate as gate,
)
from peacetrack.questions.intervals import (
    Interval as Interval,
    intervals as intervals,
)
from peacetrack.questions.judgements import (
    Judgement as Judgement,
    judged as judged,
    of_status as of_status,
)
from peacetrack.questions.readouts import (
    Comparison as Comparison,
    readouts as readouts,
)
from peacetrack.questions.standing import (
    Standing as Standing,
    standing as standing,
)
from peacetrack.report.html.rendering import (
    report_html as report_html,
)
from peacetrack.report.plots.plotting import (
    NothingToDrawError as NothingToDrawError,
    Plots as Plots,
    plot as plot,
)
from peacetrack.report.tables import (
    TableOfRows as TableOfRows,
    tables as tables,
    to_columns as to_columns,
)
from peacetrack.state.facts import (
    Fact as Fact,
)
from peacetrack.state.timeline import (
    State as State,
    Timeline as Timeline,
    replay as replay,
    timeline as timeline,
)
from peacetrack.worlds import (
    Bounds as Bounds,
)
from peacetrack.worlds.census import (
    Count as Count,
)
from peacetrack.yaml.files.loader import (
    load as load,
    read as read,
)
from peacetrack.yaml.records.reading import (
    Reading as Reading,
)
from peacetrack.yaml.writing.writer import (
    dumps as dumps,
)

__all__: list[str]
__version__: str

# Below, every kind of event and of assertion: written by `python docs/generate.py`.
from peacetrack.aspects.assertions import (
    BlockedBy as BlockedBy,
    ConditionAsserted as ConditionAsserted,
    ConsentAsserted as ConsentAsserted,
    ContactAsserted as ContactAsserted,
    CountAsserted as CountAsserted,
    DomesticStepAsserted as DomesticStepAsserted,
    DraftAsserted as DraftAsserted,
    EverAsserted as EverAsserted,
    GateAsserted as GateAsserted,
    PartyAsserted as PartyAsserted,
    PrincipleAsserted as PrincipleAsserted,
    ProposalAsserted as ProposalAsserted,
    ProvisionAsserted as ProvisionAsserted,
    PublishedAsserted as PublishedAsserted,
    ReadoutAsserted as ReadoutAsserted,
    SaidAsserted as SaidAsserted,
    StageAsserted as StageAsserted,
    StandingAsserted as StandingAsserted,
    TalksAsserted as TalksAsserted,
)
from peacetrack.aspects.conditions import (
    ConditionAccepted as ConditionAccepted,
    ConditionMet as ConditionMet,
    ConditionPartlyMet as ConditionPartlyMet,
    ConditionRejected as ConditionRejected,
    ConditionRestated as ConditionRestated,
    ConditionSet as ConditionSet,
    ConditionWithdrawn as ConditionWithdrawn,
)
from peacetrack.aspects.consents import (
    ConsentWithdrawn as ConsentWithdrawn,
    ConsentsStated as ConsentsStated,
    DomesticStep as DomesticStep,
    PartyJoined as PartyJoined,
    PartyLeft as PartyLeft,
    Ratified as Ratified,
)
from peacetrack.aspects.contacts import (
    ArgumentMade as ArgumentMade,
    ContactHeld as ContactHeld,
    ReadoutIssued as ReadoutIssued,
    StatementMade as StatementMade,
)
from peacetrack.aspects.principles import (
    PrincipleDropped as PrincipleDropped,
    PrincipleInvoked as PrincipleInvoked,
)
from peacetrack.aspects.proposals import (
    ProposalAccepted as ProposalAccepted,
    ProposalClosed as ProposalClosed,
    ProposalMade as ProposalMade,
    ProposalRejected as ProposalRejected,
    ProposalRenewed as ProposalRenewed,
    ProposalUnanswered as ProposalUnanswered,
    ProposalWithdrawn as ProposalWithdrawn,
)
from peacetrack.aspects.provisions import (
    DraftSent as DraftSent,
    ProvisionAdded as ProvisionAdded,
    ProvisionAgreed as ProvisionAgreed,
    ProvisionAgreedInPrinciple as ProvisionAgreedInPrinciple,
    ProvisionContested as ProvisionContested,
    ProvisionDeferred as ProvisionDeferred,
    ProvisionOpened as ProvisionOpened,
    ProvisionPartlyAgreed as ProvisionPartlyAgreed,
    ProvisionReopened as ProvisionReopened,
    ProvisionReplaced as ProvisionReplaced,
    ProvisionWithdrawn as ProvisionWithdrawn,
)
from peacetrack.aspects.reports import (
    Confirmed as Confirmed,
    Corrected as Corrected,
    Denied as Denied,
    Mentioned as Mentioned,
    Retracted as Retracted,
)
from peacetrack.aspects.stages import (
    EnteredIntoForce as EnteredIntoForce,
    Initialled as Initialled,
    Published as Published,
    Resumed as Resumed,
    Signed as Signed,
    Suspended as Suspended,
    TalksResumed as TalksResumed,
    TalksSuspended as TalksSuspended,
    Terminated as Terminated,
    TextConcluded as TextConcluded,
    TextReopened as TextReopened,
)
from peacetrack.aspects.tallies import (
    CountStated as CountStated,
    StatusStated as StatusStated,
)
