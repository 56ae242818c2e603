"""A state of each board beside its entries."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make its table."""
    op.create_table(
        "state",
        sa.Column("board_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("board_id", name="pk_state"),
        sa.ForeignKeyConstraint(
            ["board_id", "seq"], ["entry.board_id", "entry.seq"], name="fk_state_board_id_seq"
        ),
    )
