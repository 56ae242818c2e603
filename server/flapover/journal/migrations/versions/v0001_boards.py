"""Boards, their entries, seats and the heartbeat."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the first tables."""
    op.create_table(
        "board",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("leader_hash", sa.Text(), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_board"),
        sa.UniqueConstraint("code", name="uq_board_code"),
    )
    op.create_table(
        "entry",
        sa.Column("board_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("previous", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("events", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("board_id", "seq", name="pk_entry"),
        sa.UniqueConstraint("board_id", "request_id", name="uq_entry_board_id_request_id"),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name="fk_entry_board_id"),
        sa.ForeignKeyConstraint(
            ["board_id", "previous"],
            ["entry.board_id", "entry.seq"],
            name="fk_entry_board_id_previous",
        ),
        sa.CheckConstraint(
            "(seq = 1 AND previous IS NULL) OR (seq > 1 AND previous = seq - 1)",
            name="ck_entry_no_hole",
        ),
    )
    op.create_table(
        "seat",
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("board_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_seat"),
        sa.ForeignKeyConstraint(["board_id"], ["board.id"], name="fk_seat_board_id"),
    )
    op.create_index("ix_seat_board_id", "seat", ["board_id"])
    op.create_table(
        "heartbeat",
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_heartbeat"),
    )
