"""All that a method file can say: the facilitation script that the engine interprets.

A method is data. Nothing here knows YAML, and nothing in the engine knows a method by name. A new
ability is a new field here, its branch in `decide` and `sight`, and a line in methods/README.md.
"""

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from flapover.core.ids import (
    ChoiceId,
    CriterionId,
    GroupId,
    KindId,
    MethodId,
    ScaleId,
    SheetId,
    StepId,
    ZoneId,
)
from flapover.core.shape import Frozen

Role = Literal["gespreksleider", "inbrenger", "deelnemer"]
Language = Literal["nl", "en"]
Paper = Literal["geel", "wit", "blauw", "groen", "roze", "oranje"]
"""The colour of the paper that a kind of card is written on."""

Tone = Literal["warm", "neutral", "cold", "plain"]
Need = Literal["split", "pick"]
"""What a step can ask to be done in it: the group divided, a card chosen to go on with."""

Waits = Literal["consent", Need]
"""What a step can wait for before a later one opens."""

Matter = Literal["incident", "vague", "pattern", "success", "none", "start"]
"""What can be on the table when a group chooses a method; `start`: it has only just begun."""

SLUG = StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")
"""What an id may look like, to put on a NewType: pydantic passes over an alias (`Slug`) there."""

Slug = Annotated[str, SLUG]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Paragraph = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]
Roles = Annotated[tuple[Role, ...], Field(min_length=1)]
Kinds = Annotated[tuple[Annotated[KindId, SLUG], ...], Field(min_length=1)]


class Part(Frozen):
    """One named part of a card, with its own prompt."""

    id: Slug
    name: Line
    """What is asked; it stands above the part."""
    starter: Annotated[str, StringConstraints(max_length=60)] = ""
    """The fixed opening of this part ('Ik zie dat je …')."""
    placeholder: Annotated[str, StringConstraints(max_length=120)] = ""
    optional: bool = False
    type: Literal["text", "date", "person"] = "text"
    """A date is kept as YYYY-MM-DD; a person is a name on one line."""


class Kind(Frozen):
    """A kind of card: what it is called, what it looks like, how it opens."""

    name: Line
    plural: Line
    paper: Paper = "wit"
    starter: Annotated[str, StringConstraints(max_length=60)] = ""
    """The fixed opening ('Mijn probleem is …'); the card keeps it in front of what is written."""
    placeholder: Annotated[str, StringConstraints(max_length=120)] = ""
    hint: Literal["open-question"] | None = None
    """Soft help while writing, made on the phone; it never blocks."""
    means: Literal["question", "action"] | None = None
    """What it is to the group: what a round is about, or a step that somebody is going to take."""
    parts: Annotated[tuple[Part, ...], Field(max_length=6)] = ()
    """A card of this kind is written part by part; without parts it is one text."""

    @model_validator(mode="after")
    def _parts_fit(self) -> Self:
        ids = [part.id for part in self.parts]
        twice = next((one for at, one in enumerate(ids) if one in ids[:at]), None)
        if twice is not None:
            raise ValueError(f"part '{twice}' again, expected each id once")
        if self.parts and (self.starter or self.placeholder or self.hint):
            raise ValueError(
                "parts beside a starter, placeholder or hint, expected those with each part"
            )
        return self


class ScaleValue(Frozen):
    """One answer on a scale; colour, sign and word always go together."""

    id: Slug
    sign: Annotated[str, StringConstraints(min_length=1, max_length=3)]
    word: Line
    meaning: Annotated[str, StringConstraints(max_length=200)] = ""
    tone: Tone = "plain"


class Scale(Frozen):
    """What may be said of a card when it is rated."""

    name: Line
    values: Annotated[tuple[ScaleValue, ...], Field(min_length=2, max_length=9)]


class Zone(Frozen):
    """A column of a flap."""

    id: Annotated[ZoneId, SLUG]
    title: Line


class Sheet(Frozen):
    """A flap: one sheet of the flip-over. Without zones it is one field."""

    id: Annotated[SheetId, SLUG]
    title: Line
    zones: Annotated[tuple[Zone, ...], Field(max_length=6)] = ()
    draw: Literal["force-field"] | None = None
    """How it is drawn: `force-field` makes arrows of the cards of two zones, as wide as they weigh."""  # noqa: E501 -- the line goes whole into the schema


def _as_private(said: dict[str, Any]) -> bool:
    return bool(said.get("private"))


class Write(Frozen):
    """Who may write which kind of card in a step, and where it lands."""

    model_config = ConfigDict(serialize_by_alias=True)

    kind: Annotated[KindId, SLUG]
    who: Roles
    sheet: Annotated[SheetId, SLUG]
    zone: Annotated[ZoneId, SLUG] | None = None
    """The column; None on a flap with columns lets the writer choose."""
    min: Annotated[int, Field(ge=0, le=50)] = 0
    max: Annotated[int, Field(ge=1, le=50)] | None = None
    """Cards of this kind per person in the round; None is no limit."""
    private: bool = False
    """Own notes: hidden, and shown by nobody but their writer, in a step with `share`."""
    hidden: bool = Field(default_factory=_as_private)
    """Seen by its writer alone until it is revealed."""
    count: bool = False
    """While hidden, everybody sees how many there are."""
    joint: bool = False
    """One card of this kind for all who may write it, written together, live."""
    anonymous: bool = False
    """Nobody but its writer ever learns who wrote it."""
    from_: Annotated[
        tuple[Annotated[KindId, SLUG], ...], Field(alias="from", default=(), max_length=12)
    ]
    """Kinds of shown cards that the writer may name as where this one comes from."""
    prompt: Annotated[str, StringConstraints(max_length=200)] = ""
    guide: tuple[Line, ...] = ()
    """Guiding questions beside the writing field."""
    group: Annotated[GroupId, SLUG] | None = None
    """Only members of this subgroup may write it."""
    per_group: bool = False
    """The card is the subgroup's: every member may mend it, and `max` counts per subgroup."""

    @model_validator(mode="after")
    def _min_fits_max(self) -> Self:
        if self.max is not None and self.min > self.max:
            raise ValueError(f"min {self.min} above max {self.max}, expected min at most max")
        return self


class Criterion(Frozen):
    """One of several things on which a card is rated."""

    id: Annotated[CriterionId, SLUG]
    name: Line


class Rate(Frozen):
    """Who rates which cards on which scale."""

    kinds: Kinds
    scale: Annotated[ScaleId, SLUG]
    who: Roles
    visible: Literal["now", "later", "never"] = "now"
    """When the others see a rating: at once, when a step shows it, or never."""
    criteria: Annotated[tuple[Criterion, ...], Field(max_length=5)] = ()
    """On each of these a card is rated; without any it is rated once."""


class Allow(Frozen):
    """Who may do a thing with cards of which kinds."""

    kinds: Kinds
    who: Roles


class Answer(Allow):
    """Who answers which cards."""

    prompt: Annotated[str, StringConstraints(max_length=120)] = ""
    """How an answer begins, such as 'Dus je zegt …', above the writing field."""


class Rewrite(Allow):
    """Who may give which cards a new wording; the earlier ones stay in sight."""

    anyone: bool = False
    """Not the author alone: everybody in `who` may, and who said what stays in sight as well."""
    group: Annotated[GroupId, SLUG] | None = None
    """Only members of this subgroup may."""


class Dots(Allow):
    """Each person has so many dots to put on cards; nobody sees who gave which."""

    each: Annotated[int, Field(ge=1, le=10)]
    per_card: Annotated[int, Field(ge=1, le=10)] | None = None
    """How many of them one person may put on one card; None is no limit."""
    visible: Literal["now", "later"] = "now"
    """When the others see how many a card has: at once, or when a step shows it."""


class Pick(Allow):
    """Who chooses with which cards to go on."""

    max: Annotated[int, Field(ge=1, le=12)] = 1
    """With one, a new choice takes the place of the former."""
    makes_inbrenger: bool = False
    """Whoever wrote the chosen card becomes the inbrenger."""


class Reveal(Allow):
    """How hidden cards are made visible within a step, and by whom."""

    ways: Annotated[tuple[Literal["all", "author", "ready"], ...], Field(min_length=1)] = ("all",)
    """`ready` shows them by themselves, once everybody who is asked has said to be ready."""


class Consent(Frozen):
    """The step goes on only when this role says so."""

    who: Role
    question: Line
    given: Line
    """What is shown once it is given."""


class Clip(Frozen):
    """Who may bring a short clip from their phone, which all screens then play in step."""

    who: Role = "inbrenger"
    """Only they start and pause it; a gespreksleider can stop it as well."""
    warn_seconds: Annotated[int, Field(ge=5, le=600)] = 30
    """From here on the counter warns that it runs long."""


class Example(Frozen):
    """How not to put it, and how to: the phone shows the two side by side."""

    vague: Line
    concrete: Line


class SplitGroup(Frozen):
    """A subgroup that the method gives a name."""

    id: Annotated[GroupId, SLUG]
    title: Line


class Split(Frozen):
    """How a step divides the group; it stays divided so until another split."""

    form: Literal["named", "duos", "subgroups"]
    groups: Annotated[tuple[SplitGroup, ...], Field(max_length=6)] = ()
    """Only of `named`, two at least."""
    size: Annotated[int, Field(ge=2, le=10)] | None = None
    """Only of `subgroups`: about how many people in each."""
    who: Roles = ("gespreksleider", "inbrenger", "deelnemer")
    """The roles among whom chance divides."""

    @model_validator(mode="after")
    def _form_has_its_own(self) -> Self:
        if (self.form == "named") != (len(self.groups) > 1):
            expected = "two or more with form: named, none with another form"
            raise ValueError(f"{len(self.groups)} groups, expected {expected}")
        if (self.form == "subgroups") != (self.size is not None):
            raise ValueError(f"size {self.size}, expected one with form: subgroups alone")
        return self


class Step(Frozen):
    """One step of the script: what each role is told, and exactly what it opens."""

    id: Annotated[StepId, SLUG]
    title: Line
    minutes: Annotated[int, Field(ge=1, le=240)]
    sheet: Annotated[SheetId, SLUG] | None = None
    """The flap that the wall shows; None keeps the one that was there."""
    wall: Paragraph
    """What stands on the wall screen: said to everybody."""
    tell: dict[Role, Paragraph]
    avoid: Mapping[Role, tuple[Line, ...]] = {}
    """A short list of don'ts per role."""
    write: tuple[Write, ...] = ()
    rewrite: Rewrite | None = None
    """Who may give a card a new wording; the earlier one stays in sight."""
    rate: Rate | None = None
    dots: Dots | None = None
    pick: Pick | None = None
    focus: Allow | None = None
    answer: Answer | None = None
    move: Allow | None = None
    link: Allow | None = None
    """Two cards of these kinds may be tied to each other."""
    share: Allow | None = None
    """Writers may show their own hidden or private cards, one by one."""
    reveal: Reveal | None = None
    reveal_on_entry: tuple[Annotated[KindId, SLUG], ...] = ()
    """Kinds whose hidden cards become visible to all when the step opens."""
    reveal_ratings_on_entry: tuple[Annotated[KindId, SLUG], ...] = ()
    """Kinds of which ratings and dots that waited become visible to all when the step opens."""
    turns: tuple[Role, ...] = ()
    """Roles that can be given the floor by the gespreksleider."""
    turn_order: Literal["free", "inbrenger-first", "inbrenger-last"] = "free"
    """In what order they come; two of these make a rondje in which each speaks once."""
    turn_group: Annotated[GroupId, SLUG] | None = None
    """Only members of this subgroup are given the floor."""
    split: Split | None = None
    """The group is divided in this step."""
    tell_group: Mapping[Annotated[GroupId, SLUG], Paragraph] = {}
    """One line more for the members of a subgroup."""
    avoid_group: Mapping[Annotated[GroupId, SLUG], tuple[Line, ...]] = {}
    """What the members of a subgroup had better not do."""
    away: tuple[Role, ...] = ()
    """Roles that see no board in this step: they have their back turned to it."""
    ready: tuple[Role, ...] = ()
    """Roles that are asked to say when they have finished."""
    consent: Consent | None = None
    needs: tuple[Need, ...] = ()
    """What has to be done before the next step opens; the gespreksleider may go on without it."""
    optional: bool = False
    """The gespreksleider may pass it over."""
    variant_of: Annotated[ChoiceId, SLUG] | None = None
    """Steps in a row with one such id are variants of each other: exactly one is played."""
    why: Paragraph | None = None
    """Why this is asked, for everybody."""
    signal: bool = False
    """People are elsewhere: when the clock ends their phones call them back."""
    self_test: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    """Questions for oneself. What is answered stays on the phone, and never comes here."""
    example: Example | None = None
    clip: Clip | None = None
    """Somebody may show a clip from their phone."""

    @model_validator(mode="after")
    def _every_role_is_told(self) -> Self:
        missing = [
            role for role in ("gespreksleider", "inbrenger", "deelnemer") if role not in self.tell
        ]
        if missing:
            raise ValueError(f"tell without {', '.join(missing)}, expected a text for every role")
        return self


class Heading(Frozen):
    """A heading of the verslag and the kinds of card that it gathers."""

    title: Line
    kinds: Kinds


class Repeat(Frozen):
    """A block of steps that is gone through once for every inbrenger."""

    model_config = ConfigDict(serialize_by_alias=True)

    begin: Annotated[StepId, SLUG] = Field(alias="from")
    to: Annotated[StepId, SLUG]


class GroupSize(Frozen):
    """For how many people the method works, everybody counted."""

    min: Annotated[int, Field(ge=2, le=40)]
    max: Annotated[int, Field(ge=2, le=40)]


class Method(Frozen):
    """A whole script, complete in itself: a board pins it when a round starts."""

    id: Annotated[MethodId, SLUG]
    language: Language
    name: Line
    summary: Line
    purpose: Paragraph
    use_when: Annotated[tuple[Line, ...], Field(min_length=1)]
    avoid_when: tuple[Line, ...] = ()
    level: Literal["beginner", "ervaren"] = "beginner"
    fits: tuple[Matter, ...] = ()
    """What it is good for, the best first; the chooser recommends by it. Empty: it never does."""
    group: GroupSize
    source: Line
    needs_inbrenger: bool = True
    kinds: Annotated[dict[Annotated[KindId, SLUG], Kind], Field(min_length=1)]
    scales: Mapping[Annotated[ScaleId, SLUG], Scale] = {}
    sheets: Annotated[tuple[Sheet, ...], Field(min_length=1, max_length=20)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=40)]
    report: tuple[Heading, ...] = ()
    repeat: Repeat | None = None
    path: bool = False
    """The steps are shown as a path that is walked."""
    fallback: bool = False
    """The one to go on with when another does not work out; at most one in a library."""

    @cached_property
    def hidden_kinds(self) -> frozenset[KindId]:
        """The kinds that are written unseen in some step."""
        return frozenset(rule.kind for step in self.steps for rule in step.write if rule.hidden)

    @property
    def minutes(self) -> int:
        """The suggested length of the whole, in minutes; of variants the first counts."""
        return sum(self.steps[at].minutes for at in self.course())

    def course(self, chosen: Mapping[ChoiceId, StepId] = MappingProxyType({})) -> tuple[int, ...]:
        """Return the indices of the steps that are played; of variants the first, unless chosen."""
        taken = dict(chosen)
        for step in self.steps:
            if step.variant_of is not None:
                taken.setdefault(step.variant_of, step.id)
        return tuple(
            at
            for at, step in enumerate(self.steps)
            if step.variant_of is None or taken[step.variant_of] == step.id
        )

    def sheet(self, sheet: SheetId) -> Sheet | None:
        """Return the flap with this id; None when the method has none."""
        return next((one for one in self.sheets if one.id == sheet), None)

    def index(self, step: StepId) -> int | None:
        """Return where a step stands, from 0; None when the method has none."""
        return next((at for at, one in enumerate(self.steps) if one.id == step), None)
