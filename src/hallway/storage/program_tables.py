"""The tables of programs: what is known of them, the list, wishes and comments, and what ties are worth."""

from sqlalchemy import Boolean, Column, Index, Integer, Text

from hallway.domain.picks import Action, Fate, Verdict
from hallway.domain.programs import FactKind, ProgramTopic, Reply, Result, TieKind
from hallway.storage.columns import added_text, day, instant, link, list_of, one_of, real, table_of, text_of

PROGRAM_NOTE = table_of(
    "program_note",
    text_of("program"),
    text_of("topic"),
    text_of("text"),
    day("on", nullable=False),
    link("person", "person", nullable=True),
    text_of("source"),
    added_text("unit"),
    one_of("topic", ProgramTopic),
    Index(None, "person"),
)
PROGRAM_FACT = table_of(
    "program_fact",
    text_of("unit"),
    text_of("kind"),
    text_of("value"),
    day("on", nullable=False),
    text_of("source"),
    one_of("kind", FactKind),
    Index(None, "unit", "kind", "on"),
)
PROGRAM_TIE = table_of(
    "program_tie",
    text_of("unit"),
    text_of("kind"),
    link("person", "person", nullable=True),
    day("on"),
    text_of("note"),
    one_of("kind", TieKind),
    Index(None, "unit"),
    Index(None, "person"),
)
LISTED_PROGRAM = table_of(
    "listed_program", text_of("unit"), text_of("reasons"), day("on"), Index(None, "unit")
)
PROGRAM_ALIAS = table_of("program_alias", text_of("name"), text_of("code"))
PROGRAM_OUTCOME = table_of(
    "program_outcome",
    text_of("unit"),
    Column("season", Integer, nullable=False),
    day("applied_on"),
    Column("reply", Text),
    day("replied_on"),
    day("interviewed_on"),
    Column("rank", Integer),
    Column("result", Text),
    one_of("reply", Reply),
    one_of("result", Result),
    Index(None, "unit", "season"),
)
PROGRAM_COUNTS = table_of(
    "program_counts",
    text_of("report"),
    list_of("years"),
    day("on", nullable=False),
    Column("in_odds", Boolean, nullable=False),
    list_of("rows"),
)
PROGRAM_WISH = table_of(
    "program_wish",
    text_of("unit"),
    Column("level", Integer),
    Column("fate", Text),
    Column("action", Text),
    one_of("fate", Fate),
    one_of("action", Action),
    Index(None, "unit"),
)
PROGRAM_COMMENT = table_of(
    "program_comment",
    text_of("unit"),
    text_of("text"),
    day("on", nullable=False),
    link("person", "person", nullable=True),
    text_of("who"),
    Column("verdict", Text),
    one_of("verdict", Verdict),
    Index(None, "unit"),
    Index(None, "person"),
)
KEPT_PICK = table_of(
    "kept_pick",
    text_of("name"),
    instant("made_at"),
    text_of("asked"),
    text_of("input_hash"),
    real("low"),
    real("mid"),
    real("high"),
    real("value"),
    real("upper_bound"),
    real("cost"),
    list_of("programs"),
)
TIE_EFFORT = table_of(
    "tie_effort",
    text_of("kind"),
    real("hours", nullable=True),
    real("dollars", nullable=True),
    one_of("kind", TieKind),
)
KEPT_WORTH = table_of("kept_worth", instant("made_at"), text_of("seen"), list_of("rows"))
