"""The tables, for every database: domain tables, and the history of what was done to them."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, text

from hallway.domain.applicants import Stage, Status, Visa
from hallway.domain.asks import Answer, Rung
from hallway.domain.documents import DocumentKind
from hallway.domain.goals import GoalState, Horizon, Measure
from hallway.domain.institutions import InstitutionKind
from hallway.domain.interactions import Channel, Kind
from hallway.domain.messages import Medium, MessageState, PitchUse, Request, Way
from hallway.domain.milestones import MilestoneKind
from hallway.domain.people import Level, PeerKind, Relationship, Standing
from hallway.domain.promises import By, PromiseState
from hallway.storage.columns import (
    METADATA,
    Instant,
    added_list,
    added_text,
    day,
    instant,
    link,
    list_of,
    maybe,
    one_of,
    table_of,
    text_of,
)
from hallway.storage.program_tables import (
    KEPT_PICK,
    KEPT_WORTH,
    LISTED_PROGRAM,
    PROGRAM_ALIAS,
    PROGRAM_COMMENT,
    PROGRAM_COUNTS,
    PROGRAM_FACT,
    PROGRAM_NOTE,
    PROGRAM_OUTCOME,
    PROGRAM_TIE,
    PROGRAM_WISH,
    TIE_EFFORT,
)

VERSION = 5
"""The schema this program writes: `PRAGMA user_version`, and the number of the last migration."""

APPLICANT = table_of(
    "applicant",
    text_of("name"),
    text_of("audience"),
    text_of("zone"),
    Column("status", Text),
    list_of("flags"),
    list_of("specialties"),
    list_of("sub_interests"),
    text_of("school"),
    text_of("school_country"),
    text_of("degree"),
    Column("graduation_year", Integer),
    Column("stage", Text),
    text_of("location"),
    Column("match_year", Integer),
    list_of("exams"),
    list_of("strengths"),
    text_of("why_specialty"),
    text_of("experiences"),
    text_of("why_abroad"),
    list_of("mentor_values"),
    list_of("languages"),
    maybe("offers_translation"),
    list_of("research_skills"),
    Column("hours_per_week", Integer),
    maybe("works_remotely"),
    list_of("ties"),
    maybe("needs_visa"),
    added_text("email"),
    added_text("phone"),
    added_text("profile_url"),
    Column("visa", Text),
    Column("publications", Integer),
    Column("us_months", Integer),
    one_of("status", Status),
    one_of("stage", Stage),
    one_of("visa", Visa),
)
INSTITUTION = table_of(
    "institution",
    text_of("name"),
    text_of("kind"),
    text_of("city"),
    text_of("state"),
    text_of("country"),
    text_of("zone"),
    one_of("kind", InstitutionKind),
)
DEPARTMENT = table_of(
    "department", link("institution", "institution"), text_of("name"), Index(None, "institution")
)
PERSON = table_of(
    "person",
    text_of("name"),
    text_of("given"),
    text_of("family"),
    text_of("credentials"),
    text_of("role"),
    text_of("specialty"),
    text_of("subspecialty"),
    list_of("emails"),
    list_of("phones"),
    text_of("profile_url"),
    text_of("city"),
    text_of("state"),
    text_of("country"),
    text_of("zone"),
    added_text("zone_source"),
    text_of("how_met"),
    link("introduced_by", "person", nullable=True),
    list_of("groups"),
    added_list("mentor_roles"),
    added_list("mentor_merits"),
    Column("peer_kind", Text),
    added_list("peer_gifts"),
    text_of("relationship"),
    maybe("is_img"),
    maybe("worked_with_imgs"),
    maybe("is_alumnus"),
    list_of("offices"),
    Column("level", Text),
    maybe("knows_story"),
    list_of("reach"),
    list_of("topics"),
    maybe("may_follow_up"),
    day("may_follow_up_on"),
    day("next_follow_up"),
    text_of("next_follow_up_why"),
    text_of("notes"),
    text_of("standing"),
    instant("standing_since", nullable=True),
    Column("search", Text, nullable=False, server_default=""),  # derived: storage/searches.py
    one_of("peer_kind", PeerKind),
    one_of("relationship", Relationship),
    one_of("level", Level),
    one_of("standing", Standing),
    Index(None, "introduced_by"),
)
AFFILIATION = table_of(
    "affiliation",
    link("person", "person"),
    link("institution", "institution"),
    link("department", "department", nullable=True),
    text_of("role"),
    Column("is_main", Boolean, nullable=False),
    Index(None, "person", "is_main", "institution"),
    Index(None, "institution", "person"),
    Index(None, "department"),
)
WORK = table_of(
    "work",
    link("person", "person"),
    text_of("title"),
    text_of("kind"),
    text_of("link"),
    day("read_on"),
    added_text("insight"),
    Index(None, "person"),
)
INTERACTION = table_of(
    "interaction",
    link("person", "person"),
    instant("at"),
    text_of("zone"),
    text_of("kind"),
    Column("is_timed", Boolean, nullable=False),
    Column("channel", Text),
    list_of("topics"),
    text_of("summary"),
    text_of("learned"),
    text_of("next_step"),
    text_of("event"),
    text_of("occasion"),
    one_of("kind", Kind),
    one_of("channel", Channel),
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
PROMISE = table_of(
    "promise",
    link("person", "person"),
    text_of("by"),
    text_of("text"),
    instant("made_at"),
    day("due"),
    text_of("state"),
    instant("closed_at", nullable=True),
    day("closed_on"),
    text_of("why"),
    one_of("by", By),
    one_of("state", PromiseState),
    Index(None, "person", "state"),
    Index(None, "state", "due"),
)
GIVE = table_of(
    "give", link("person", "person"), text_of("text"), day("on", nullable=False), Index(None, "person", "on")
)
ASK = table_of(
    "ask",
    link("person", "person"),
    text_of("rung"),
    day("on", nullable=False),
    text_of("answer"),
    text_of("text"),
    day("needed_by"),
    one_of("rung", Rung),
    one_of("answer", Answer),
    Index(None, "person", "on"),
)
ADVICE = table_of(
    "advice",
    link("person", "person"),
    text_of("text"),
    day("given", nullable=False),
    day("acted_on"),
    text_of("result"),
    day("reported"),
    Index(None, "person"),
)
MILESTONE = table_of(
    "milestone", text_of("kind"), text_of("text"), day("on", nullable=False), one_of("kind", MilestoneKind)
)
SNOOZE = table_of(
    "snooze",
    day("until", nullable=False),
    text_of("why"),
    instant("made_at"),
    Column("step", Text),
    link("person", "person", nullable=True),
    Index(None, "person"),
)
SETTLEMENT = table_of(
    "settlement", text_of("step"), text_of("rule"), instant("at"), text_of("says"), Index(None, "step")
)
DOCUMENT = table_of(
    "document",
    text_of("kind"),
    text_of("label"),
    day("on", nullable=False),
    Column("pages", Integer),
    text_of("note"),
    one_of("kind", DocumentKind),
)
OVERRIDE = table_of(
    "override", text_of("key"), text_of("value"), added_text("instead_of"), Index(None, "key")
)
AUDIENCE_FILE = table_of("audience_file", text_of("name"), text_of("text"))
HELD_ROW = table_of(
    "held_row",
    text_of("source"),
    Column("line", Integer, nullable=False),
    text_of("reason"),
    list_of("fields"),
    list_of("candidates"),
    instant("at"),
)
GOAL = table_of(
    "goal",
    text_of("horizon"),
    text_of("text"),
    day("made_on", nullable=False),
    Column("measure", Text),
    Column("target", Integer),
    Column("counted", Integer),
    day("by"),
    text_of("state"),
    day("closed_on"),
    text_of("note"),
    one_of("horizon", Horizon),
    one_of("measure", Measure),
    one_of("state", GoalState),
)
GOAL_REVIEW = table_of("goal_review", day("on", nullable=False), text_of("text"))
NOT_SAME = table_of(
    "not_same",
    link("person", "person"),
    link("other", "person"),
    Index(None, "person"),
    Index(None, "other"),
)
FAMILY_NAME = table_of("family_name", text_of("name"))
MESSAGE = table_of(
    "message",
    text_of("medium"),
    text_of("text"),
    link("person", "person", nullable=True),
    text_of("template"),
    text_of("subject"),
    text_of("address"),
    text_of("asks"),
    list_of("facts"),
    list_of("filled"),
    link("cv", "document", nullable=True),
    Column("answers", Text),  # no constraint, as for `interaction`: what it names may be removed
    text_of("step"),
    text_of("state"),
    Column("way", Text),
    instant("made_at"),
    instant("edited_at"),
    instant("sent_at", nullable=True),
    instant("settled_at", nullable=True),
    Column("interaction", Text),
    text_of("note"),
    one_of("medium", Medium),
    one_of("asks", Request),
    one_of("state", MessageState),
    one_of("way", Way),
    Index(None, "person", "state"),
    Index(None, "state", "sent_at"),
    Index(None, "cv"),
)
TEMPLATE_FILE = table_of("template_file", text_of("name"), text_of("text"))
PITCH = table_of(
    "pitch",
    text_of("use"),
    text_of("text"),
    text_of("base_text"),
    day("on", nullable=False),
    one_of("use", PitchUse),
)
PRACTICE = table_of(
    "practice", text_of("exercise"), day("on", nullable=False), Column("seconds", Integer), text_of("note")
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
    PROGRAM_WISH,
    PROGRAM_COMMENT,
    KEPT_PICK,
    TIE_EFFORT,
    KEPT_WORTH,
)
"""Every domain table, parents before children: rows are added in this order, removed in the other."""
