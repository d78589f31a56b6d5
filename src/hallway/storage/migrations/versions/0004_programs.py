"""Programs: facts, ties, the list, names, outcomes, counts; more of what programs ask of an applicant."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add columns and tables; nothing that was there changes."""
    op.execute(
        "ALTER TABLE applicant ADD COLUMN visa TEXT CONSTRAINT applicant_visa_ck "
        "CHECK (visa IN ('j-1', 'h-1b'))"
    )
    for name in ("publications", "us_months"):
        op.add_column("applicant", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("program_note", sa.Column("unit", sa.Text(), nullable=False, server_default=""))
    _create_facts()
    _create_ties()
    op.create_table(
        "listed_program",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=True),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name="listed_program_pk"),
    )
    op.create_index("listed_program_unit_ix", "listed_program", ["unit"])
    op.create_table(
        "program_alias",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name="program_alias_pk"),
    )
    _create_outcomes()
    op.create_table(
        "program_counts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.Column("years", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("in_odds", sa.Boolean(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name="program_counts_pk"),
    )


def _stamps() -> tuple[sa.Column[int], sa.Column[int]]:
    created = sa.Column("created_at", sa.BigInteger(), nullable=False)
    return created, sa.Column("changed_at", sa.BigInteger(), nullable=False)


def _create_facts() -> None:
    op.create_table(
        "program_fact",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        *_stamps(),
        sa.CheckConstraint(
            "kind IN ('kind', 'img-share', 'us-img-share', 'visas', 'step2-min', 'most-attempts', "
            "'most-years', 'us-months', 'positions', 'interviews', 'applicants', 'signals-only', "
            "'contact-policy', 'website', 'note')",
            name="program_fact_kind_ck",
        ),
        sa.PrimaryKeyConstraint("id", name="program_fact_pk"),
    )
    op.create_index("program_fact_unit_kind_on_ix", "program_fact", ["unit", "kind", "on"])


def _create_ties() -> None:
    op.create_table(
        "program_tie",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_stamps(),
        sa.CheckConstraint(
            "kind IN ('home', 'rotation', 'research', 'alumni', 'mentor-reach', 'conference', 'open-house', "
            "'geography', 'signal', 'gold-signal', 'letter')",
            name="program_tie_kind_ck",
        ),
        sa.ForeignKeyConstraint(
            ["person"],
            ["person.id"],
            name="program_tie_person_fk",
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="program_tie_pk"),
    )
    op.create_index("program_tie_unit_ix", "program_tie", ["unit"])
    op.create_index("program_tie_person_ix", "program_tie", ["person"])


def _create_outcomes() -> None:
    op.create_table(
        "program_outcome",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("season", sa.Integer(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("replied_on", sa.Date(), nullable=True),
        sa.Column("interviewed_on", sa.Date(), nullable=True),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        *_stamps(),
        sa.CheckConstraint("reply IN ('interview', 'waitlist', 'rejected')", name="program_outcome_reply_ck"),
        sa.CheckConstraint("result IN ('matched', 'not-matched')", name="program_outcome_result_ck"),
        sa.PrimaryKeyConstraint("id", name="program_outcome_pk"),
    )
    op.create_index("program_outcome_unit_season_ix", "program_outcome", ["unit", "season"])
