"""The desk: messages, templates of one's own, pitches, practice; how to reach the applicant."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add columns and tables; nothing that was there changes."""
    for name in ("email", "phone", "profile_url"):
        op.add_column("applicant", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("work", sa.Column("insight", sa.Text(), nullable=False, server_default=""))
    _create_messages()
    op.create_table(
        "template_file",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name="template_file_pk"),
    )
    op.create_table(
        "pitch",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("use", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("base_text", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        *_stamps(),
        sa.CheckConstraint(
            "\"use\" IN ('base', 'mail', 'conference', 'new-faculty', 'alumni', 'linkedin', 'open-house')",
            name="pitch_use_ck",
        ),
        sa.PrimaryKeyConstraint("id", name="pitch_pk"),
    )
    op.create_table(
        "practice",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("exercise", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_stamps(),
        sa.PrimaryKeyConstraint("id", name="practice_pk"),
    )


def _stamps() -> tuple[sa.Column[int], sa.Column[int]]:
    created = sa.Column("created_at", sa.BigInteger(), nullable=False)
    return created, sa.Column("changed_at", sa.BigInteger(), nullable=False)


def _link(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        [f"{table}.id"],
        name=f"message_{column}_fk",
        ondelete="RESTRICT",
        initially="DEFERRED",
        deferrable=True,
    )


def _create_messages() -> None:
    op.create_table(
        "message",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("medium", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("asks", sa.Text(), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("filled", sa.Text(), nullable=False),
        sa.Column("cv", sa.Text(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("way", sa.Text(), nullable=True),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("interaction", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *_stamps(),
        sa.CheckConstraint(
            "medium IN ('mail', 'note', 'spoken', 'post', 'profile', 'paper')", name="message_medium_ck"
        ),
        sa.CheckConstraint(
            "asks IN ('advice', 'meeting', 'task', 'letter', 'rotation', 'advocacy', 'inform', 'none')",
            name="message_asks_ck",
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'ready', 'sent', 'replied', 'closed', 'bounced')", name="message_state_ck"
        ),
        sa.CheckConstraint("way IN ('copied', 'mailto', 'eml', 'elsewhere')", name="message_way_ck"),
        _link("person", "person"),
        _link("cv", "document"),
        sa.PrimaryKeyConstraint("id", name="message_pk"),
    )
    op.create_index("message_person_state_ix", "message", ["person", "state"])
    op.create_index("message_state_sent_at_ix", "message", ["state", "sent_at"])
    op.create_index("message_cv_ix", "message", ["cv"])
