"""Mentor roles, peers, found time zones, goals, notes on programs, and what the applicant told apart."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add columns and tables; nothing that was there changes."""
    op.add_column("person", sa.Column("zone_source", sa.Text(), nullable=False, server_default=""))
    for name in ("mentor_roles", "mentor_merits", "peer_gifts"):
        op.add_column("person", sa.Column(name, sa.Text(), nullable=False, server_default="[]"))
    op.execute(
        "ALTER TABLE person ADD COLUMN peer_kind TEXT CONSTRAINT person_peer_kind_ck "
        "CHECK (peer_kind IN ('us-student', 'img-applicant', 'junior-resident', 'matched-classmate'))"
    )
    op.add_column("override", sa.Column("instead_of", sa.Text(), nullable=False, server_default=""))
    _allow_research_milestones()
    _create_goals()
    op.create_table(
        "program_note",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        *_stamps(),
        sa.CheckConstraint(
            "topic IN ('culture', 'call', 'img-support', 'other')", name="program_note_topic_ck"
        ),
        _person_link("program_note", "person"),
        sa.PrimaryKeyConstraint("id", name="program_note_pk"),
    )
    op.create_index("program_note_person_ix", "program_note", ["person"])
    op.create_table(
        "not_same",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        *_stamps(),
        _person_link("not_same", "person"),
        _person_link("not_same", "other"),
        sa.PrimaryKeyConstraint("id", name="not_same_pk"),
    )
    op.create_index("not_same_person_ix", "not_same", ["person"])
    op.create_index("not_same_other_ix", "not_same", ["other"])
    op.create_table(
        "family_name",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name="family_name_pk"),
    )


def _stamps() -> tuple[sa.Column[int], sa.Column[int]]:
    created = sa.Column("created_at", sa.BigInteger(), nullable=False)
    return created, sa.Column("changed_at", sa.BigInteger(), nullable=False)


def _person_link(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        ["person.id"],
        name=f"{table}_{column}_fk",
        ondelete="RESTRICT",
        initially="DEFERRED",
        deferrable=True,
    )


def _allow_research_milestones() -> None:
    """Build the table anew: SQLite cannot change a check."""
    op.create_table(
        "milestone_new",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        *_stamps(),
        sa.CheckConstraint(
            "kind IN ('exam', 'research', 'publication', 'presentation', 'rotation', 'interview', 'match')",
            name="milestone_kind_ck",
        ),
        sa.PrimaryKeyConstraint("id", name="milestone_pk"),
    )
    op.execute('INSERT INTO milestone_new SELECT id, kind, text, "on", created_at, changed_at FROM milestone')
    op.drop_table("milestone")
    op.rename_table("milestone_new", "milestone")


def _create_goals() -> None:
    op.create_table(
        "goal",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("horizon", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("target", sa.Integer(), nullable=True),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_stamps(),
        sa.CheckConstraint("horizon IN ('early', 'short', 'medium')", name="goal_horizon_ck"),
        sa.CheckConstraint(
            "measure IN ('mentors', 'long-mentors', 'references', 'known-at', 'rotations', 'research', "
            "'presentations', 'conferences', 'letters')",
            name="goal_measure_ck",
        ),
        sa.CheckConstraint("state IN ('open', 'reached', 'dropped')", name="goal_state_ck"),
        sa.PrimaryKeyConstraint("id", name="goal_pk"),
    )
    op.create_table(
        "goal_review",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name="goal_review_pk"),
    )
