"""The list: wishes and comments for programs, lists that were kept, and what relationships are worth."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add tables; nothing that was there changes."""
    op.create_table(
        "program_wish",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("fate", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=True),
        *_stamps(),
        sa.CheckConstraint("fate IN ('must', 'never')", name="program_wish_fate_ck"),
        sa.CheckConstraint(
            "action IN ('apply', 'signal', 'gold-signal', 'rotate')", name="program_wish_action_ck"
        ),
        sa.PrimaryKeyConstraint("id", name="program_wish_pk"),
    )
    op.create_index("program_wish_unit_ix", "program_wish", ["unit"])
    _create_comments()
    op.create_table(
        "kept_pick",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("input_hash", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Float(), nullable=False)
            for name in ("low", "mid", "high", "value", "upper_bound", "cost")
        ),
        sa.Column("programs", sa.Text(), nullable=False),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name="kept_pick_pk"),
    )
    _create_worth()


def _stamps() -> tuple[sa.Column[int], sa.Column[int]]:
    created = sa.Column("created_at", sa.BigInteger(), nullable=False)
    return created, sa.Column("changed_at", sa.BigInteger(), nullable=False)


def _create_comments() -> None:
    op.create_table(
        "program_comment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        *_stamps(),
        sa.CheckConstraint("verdict IN ('keep', 'doubt', 'drop')", name="program_comment_verdict_ck"),
        sa.ForeignKeyConstraint(
            ["person"],
            ["person.id"],
            name="program_comment_person_fk",
            ondelete="RESTRICT",
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name="program_comment_pk"),
    )
    op.create_index("program_comment_unit_ix", "program_comment", ["unit"])
    op.create_index("program_comment_person_ix", "program_comment", ["person"])


def _create_worth() -> None:
    op.create_table(
        "tie_effort",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("hours", sa.Float(), nullable=True),
        sa.Column("dollars", sa.Float(), nullable=True),
        *_stamps(),
        sa.CheckConstraint(
            "kind IN ('home', 'rotation', 'research', 'alumni', 'mentor-reach', 'conference', 'open-house', "
            "'geography', 'signal', 'gold-signal', 'letter')",
            name="tie_effort_kind_ck",
        ),
        sa.PrimaryKeyConstraint("id", name="tie_effort_pk"),
    )
    op.create_table(
        "kept_worth",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name="kept_worth_pk"),
    )
