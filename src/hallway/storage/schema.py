"""The tables, for every database: domain tables, and the history of what was done to them."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.engine import Dialect

from hallway.domain.applicants import Stage, Status, Visa
from hallway.domain.asks import Answer, Rung
from hallway.domain.documents import DocumentKind
from hallway.domain.goals import GoalState, Horizon, Measure
from hallway.domain.institutions import InstitutionKind
from hallway.domain.interactions import Channel, Kind
from hallway.domain.json_values import JsonValue
from hallway.domain.messages import Medium, MessageState, PitchUse, Request, Way
from hallway.domain.milestones import MilestoneKind
from hallway.domain.people import Level, PeerKind, Relationship, Standing
from hallway.domain.programs import FactKind, ProgramTopic, Reply, Result, TieKind
from hallway.domain.promises import By, PromiseState
from hallway.domain.times import from_milliseconds, to_milliseconds
from hallway.storage.json_texts import from_json, to_json

VERSION = 4
"""The schema this program writes: `PRAGMA user_version`, and the number of the last migration."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as whole milliseconds since 1970 (UTC): every database orders it alike."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        """Return the milliseconds."""
        return None if value is None else to_milliseconds(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> datetime | None:
        """Return the UTC instant."""
        return None if value is None else from_milliseconds(value)


class Json(TypeDecorator[JsonValue]):
    """A list or an object as JSON text, spelled in one way only, so that equal values are equal texts."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: JsonValue, _dialect: Dialect) -> str | None:
        """Return the text."""
        return None if value is None else to_json(value)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> JsonValue:
        """Return the value."""
        return None if value is None else from_json(value)


METADATA = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "fk": "%(table_name)s_%(column_0_name)s_fk",
        "ix": "%(table_name)s_%(column_0_N_name)s_ix",
        "ck": "%(table_name)s_%(constraint_name)s_ck",
    }
)
"""Every constraint has a name, because a migration can only change what it can name."""


def _table(name: str, *columns: Column[Any] | CheckConstraint | Index) -> Table:  # Any: columns of every type
    """Return a domain table: id first, then `columns`, then when the row came and changed."""
    return Table(
        name,
        METADATA,
        Column("id", Text, primary_key=True),
        *columns,
        Column("created_at", Instant, nullable=False),
        Column("changed_at", Instant, nullable=False),
    )


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _list(name: str) -> Column[JsonValue]:
    return Column(name, Json, nullable=False)


def _added_text(name: str) -> Column[str]:
    """Return a column that older files got later: the rows that were there take its default."""
    return Column(name, Text, nullable=False, server_default="")


def _added_list(name: str) -> Column[JsonValue]:
    """Return a column of lists that older files got later."""
    return Column(name, Json, nullable=False, server_default="[]")


def _maybe(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=True)


def _day(name: str, *, nullable: bool = True) -> Column[Any]:  # Any: Date yields date | None by nullability
    return Column(name, Date, nullable=nullable)


def _instant(name: str, *, nullable: bool = False) -> Column[Any]:  # Any: as above
    return Column(name, Instant, nullable=nullable)


def _link(name: str, target: str, *, nullable: bool = False) -> Column[str]:
    # Deferred: an action may add rows in any order; RESTRICT still stops a removal at once.
    key = ForeignKey(f"{target}.id", ondelete="RESTRICT", deferrable=True, initially="DEFERRED")
    return Column(name, Text, key, nullable=nullable)


def _one_of(column: str, values: Iterable[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{each.value}'" for each in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


APPLICANT = _table(
    "applicant",
    _text("name"),
    _text("audience"),
    _text("zone"),
    Column("status", Text),
    _list("flags"),
    _list("specialties"),
    _list("sub_interests"),
    _text("school"),
    _text("school_country"),
    _text("degree"),
    Column("graduation_year", Integer),
    Column("stage", Text),
    _text("location"),
    Column("match_year", Integer),
    _list("exams"),
    _list("strengths"),
    _text("why_specialty"),
    _text("experiences"),
    _text("why_abroad"),
    _list("mentor_values"),
    _list("languages"),
    _maybe("offers_translation"),
    _list("research_skills"),
    Column("hours_per_week", Integer),
    _maybe("works_remotely"),
    _list("ties"),
    _maybe("needs_visa"),
    _added_text("email"),
    _added_text("phone"),
    _added_text("profile_url"),
    Column("visa", Text),
    Column("publications", Integer),
    Column("us_months", Integer),
    _one_of("status", Status),
    _one_of("stage", Stage),
    _one_of("visa", Visa),
)
INSTITUTION = _table(
    "institution",
    _text("name"),
    _text("kind"),
    _text("city"),
    _text("state"),
    _text("country"),
    _text("zone"),
    _one_of("kind", InstitutionKind),
)
DEPARTMENT = _table(
    "department", _link("institution", "institution"), _text("name"), Index(None, "institution")
)
PERSON = _table(
    "person",
    _text("name"),
    _text("given"),
    _text("family"),
    _text("credentials"),
    _text("role"),
    _text("specialty"),
    _text("subspecialty"),
    _list("emails"),
    _list("phones"),
    _text("profile_url"),
    _text("city"),
    _text("state"),
    _text("country"),
    _text("zone"),
    _added_text("zone_source"),
    _text("how_met"),
    _link("introduced_by", "person", nullable=True),
    _list("groups"),
    _added_list("mentor_roles"),
    _added_list("mentor_merits"),
    Column("peer_kind", Text),
    _added_list("peer_gifts"),
    _text("relationship"),
    _maybe("is_img"),
    _maybe("worked_with_imgs"),
    _maybe("is_alumnus"),
    _list("offices"),
    Column("level", Text),
    _maybe("knows_story"),
    _list("reach"),
    _list("topics"),
    _maybe("may_follow_up"),
    _day("may_follow_up_on"),
    _day("next_follow_up"),
    _text("next_follow_up_why"),
    _text("notes"),
    _text("standing"),
    _instant("standing_since", nullable=True),
    Column("search", Text, nullable=False, server_default=""),  # derived: storage/searches.py
    _one_of("peer_kind", PeerKind),
    _one_of("relationship", Relationship),
    _one_of("level", Level),
    _one_of("standing", Standing),
    Index(None, "introduced_by"),
)
AFFILIATION = _table(
    "affiliation",
    _link("person", "person"),
    _link("institution", "institution"),
    _link("department", "department", nullable=True),
    _text("role"),
    Column("is_main", Boolean, nullable=False),
    Index(None, "person", "is_main", "institution"),
    Index(None, "institution", "person"),
    Index(None, "department"),
)
WORK = _table(
    "work",
    _link("person", "person"),
    _text("title"),
    _text("kind"),
    _text("link"),
    _day("read_on"),
    _added_text("insight"),
    Index(None, "person"),
)
INTERACTION = _table(
    "interaction",
    _link("person", "person"),
    _instant("at"),
    _text("zone"),
    _text("kind"),
    Column("is_timed", Boolean, nullable=False),
    Column("channel", Text),
    _list("topics"),
    _text("summary"),
    _text("learned"),
    _text("next_step"),
    _text("event"),
    _text("occasion"),
    _one_of("kind", Kind),
    _one_of("channel", Channel),
    Index(None, "person", "kind", "at"),
    Index(None, "at", "kind", "person"),
)
BARE_MEETING = "kind IN ('met', 'called') AND topics = '[]' AND summary = '' AND next_step = ''"
"""A meeting noted without topic and next step; queries say it in these very words, to use the index."""
Index(
    "interaction_bare_ix",
    INTERACTION.c.person,
    INTERACTION.c.at,
    sqlite_where=text(BARE_MEETING),  # another database's condition would load its dialect at every start
)
PROMISE = _table(
    "promise",
    _link("person", "person"),
    _text("by"),
    _text("text"),
    _instant("made_at"),
    _day("due"),
    _text("state"),
    _instant("closed_at", nullable=True),
    _day("closed_on"),
    _text("why"),
    _one_of("by", By),
    _one_of("state", PromiseState),
    Index(None, "person", "state"),
    Index(None, "state", "due"),
)
GIVE = _table(
    "give", _link("person", "person"), _text("text"), _day("on", nullable=False), Index(None, "person", "on")
)
ASK = _table(
    "ask",
    _link("person", "person"),
    _text("rung"),
    _day("on", nullable=False),
    _text("answer"),
    _text("text"),
    _day("needed_by"),
    _one_of("rung", Rung),
    _one_of("answer", Answer),
    Index(None, "person", "on"),
)
ADVICE = _table(
    "advice",
    _link("person", "person"),
    _text("text"),
    _day("given", nullable=False),
    _day("acted_on"),
    _text("result"),
    _day("reported"),
    Index(None, "person"),
)
MILESTONE = _table(
    "milestone", _text("kind"), _text("text"), _day("on", nullable=False), _one_of("kind", MilestoneKind)
)
SNOOZE = _table(
    "snooze",
    _day("until", nullable=False),
    _text("why"),
    _instant("made_at"),
    Column("step", Text),
    _link("person", "person", nullable=True),
    Index(None, "person"),
)
SETTLEMENT = _table(
    "settlement", _text("step"), _text("rule"), _instant("at"), _text("says"), Index(None, "step")
)
DOCUMENT = _table(
    "document",
    _text("kind"),
    _text("label"),
    _day("on", nullable=False),
    Column("pages", Integer),
    _text("note"),
    _one_of("kind", DocumentKind),
)
OVERRIDE = _table("override", _text("key"), _text("value"), _added_text("instead_of"), Index(None, "key"))
AUDIENCE_FILE = _table("audience_file", _text("name"), _text("text"))
HELD_ROW = _table(
    "held_row",
    _text("source"),
    Column("line", Integer, nullable=False),
    _text("reason"),
    _list("fields"),
    _list("candidates"),
    _instant("at"),
)
GOAL = _table(
    "goal",
    _text("horizon"),
    _text("text"),
    _day("made_on", nullable=False),
    Column("measure", Text),
    Column("target", Integer),
    Column("counted", Integer),
    _day("by"),
    _text("state"),
    _day("closed_on"),
    _text("note"),
    _one_of("horizon", Horizon),
    _one_of("measure", Measure),
    _one_of("state", GoalState),
)
GOAL_REVIEW = _table("goal_review", _day("on", nullable=False), _text("text"))
PROGRAM_NOTE = _table(
    "program_note",
    _text("program"),
    _text("topic"),
    _text("text"),
    _day("on", nullable=False),
    _link("person", "person", nullable=True),
    _text("source"),
    _added_text("unit"),
    _one_of("topic", ProgramTopic),
    Index(None, "person"),
)
NOT_SAME = _table(
    "not_same",
    _link("person", "person"),
    _link("other", "person"),
    Index(None, "person"),
    Index(None, "other"),
)
FAMILY_NAME = _table("family_name", _text("name"))
MESSAGE = _table(
    "message",
    _text("medium"),
    _text("text"),
    _link("person", "person", nullable=True),
    _text("template"),
    _text("subject"),
    _text("address"),
    _text("asks"),
    _list("facts"),
    _list("filled"),
    _link("cv", "document", nullable=True),
    Column("answers", Text),  # no constraint, as for `interaction`: what it names may be removed
    _text("step"),
    _text("state"),
    Column("way", Text),
    _instant("made_at"),
    _instant("edited_at"),
    _instant("sent_at", nullable=True),
    _instant("settled_at", nullable=True),
    Column("interaction", Text),
    _text("note"),
    _one_of("medium", Medium),
    _one_of("asks", Request),
    _one_of("state", MessageState),
    _one_of("way", Way),
    Index(None, "person", "state"),
    Index(None, "state", "sent_at"),
    Index(None, "cv"),
)
TEMPLATE_FILE = _table("template_file", _text("name"), _text("text"))
PITCH = _table(
    "pitch",
    _text("use"),
    _text("text"),
    _text("base_text"),
    _day("on", nullable=False),
    _one_of("use", PitchUse),
)
PRACTICE = _table(
    "practice", _text("exercise"), _day("on", nullable=False), Column("seconds", Integer), _text("note")
)
PROGRAM_FACT = _table(
    "program_fact",
    _text("unit"),
    _text("kind"),
    _text("value"),
    _day("on", nullable=False),
    _text("source"),
    _one_of("kind", FactKind),
    Index(None, "unit", "kind", "on"),
)
PROGRAM_TIE = _table(
    "program_tie",
    _text("unit"),
    _text("kind"),
    _link("person", "person", nullable=True),
    _day("on"),
    _text("note"),
    _one_of("kind", TieKind),
    Index(None, "unit"),
    Index(None, "person"),
)
LISTED_PROGRAM = _table("listed_program", _text("unit"), _text("reasons"), _day("on"), Index(None, "unit"))
PROGRAM_ALIAS = _table("program_alias", _text("name"), _text("code"))
PROGRAM_OUTCOME = _table(
    "program_outcome",
    _text("unit"),
    Column("season", Integer, nullable=False),
    _day("applied_on"),
    Column("reply", Text),
    _day("replied_on"),
    _day("interviewed_on"),
    Column("rank", Integer),
    Column("result", Text),
    _one_of("reply", Reply),
    _one_of("result", Result),
    Index(None, "unit", "season"),
)
PROGRAM_COUNTS = _table(
    "program_counts",
    _text("report"),
    _list("years"),
    _day("on", nullable=False),
    Column("in_odds", Boolean, nullable=False),
    _list("rows"),
)

ENTRY = Table(
    "entry",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("action", Text, nullable=False),
    Column("says", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column(
        "undoes", Text, ForeignKey("entry.id", ondelete="RESTRICT", deferrable=True, initially="DEFERRED")
    ),
    Column(
        "undone_by", Text, ForeignKey("entry.id", ondelete="RESTRICT", deferrable=True, initially="DEFERRED")
    ),
    Column("sealed", Text, nullable=False, server_default=""),
    Index("entry_number_ix", "number", unique=True),
)
"""One row for each action. `sealed` says why it can never be undone; "" when it can."""

CHANGE = Table(
    "change",
    METADATA,
    Column("entry", Integer, ForeignKey("entry.number", ondelete="RESTRICT"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("of_table", Text, nullable=False),
    Column("row_id", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("change_row_ix", "row_id"),
)
"""What an action did to one row: its JSON image before and after; null where it was not there."""

DOMAIN: tuple[Table, ...] = (
    APPLICANT,
    INSTITUTION,
    DEPARTMENT,
    PERSON,
    AFFILIATION,
    WORK,
    INTERACTION,
    PROMISE,
    GIVE,
    ASK,
    ADVICE,
    MILESTONE,
    SNOOZE,
    SETTLEMENT,
    DOCUMENT,
    OVERRIDE,
    AUDIENCE_FILE,
    HELD_ROW,
    GOAL,
    GOAL_REVIEW,
    PROGRAM_NOTE,
    NOT_SAME,
    FAMILY_NAME,
    MESSAGE,
    TEMPLATE_FILE,
    PITCH,
    PRACTICE,
    PROGRAM_FACT,
    PROGRAM_TIE,
    LISTED_PROGRAM,
    PROGRAM_ALIAS,
    PROGRAM_OUTCOME,
    PROGRAM_COUNTS,
)
"""Every domain table, parents before children: rows are added in this order, removed in the other."""
