"""The journal's tables. They decide the races: a key here refuses what memory could get wrong."""

from datetime import UTC, datetime

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class Instant(TypeDecorator[datetime]):
    """A moment that goes in aware and comes back in UTC, also where the store knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Bring to UTC: SQLite drops the zone."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the zone back; PostgreSQL answers in the session's own."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JournalTable(SQLModel):
    """The common ground of the tables below, apart from any other SQLModel in the process."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
        }
    )


class BoardRow(JournalTable, table=True):
    """A board, outside its events."""

    __tablename__ = "board"
    __table_args__ = (UniqueConstraint("code"),)

    id: str = Field(sa_type=Text, primary_key=True)
    code: str = Field(sa_type=Text)
    leader_hash: str = Field(sa_type=Text)
    created: datetime = Field(sa_type=Instant)


class EntryRow(JournalTable, table=True):
    """One request's outcome.

    `previous` repeats `seq - 1` so that a foreign key can refuse holes: a node that outlived a
    restored backup must not write beyond its end (P6).
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("board_id", "request_id"),
        ForeignKeyConstraint(["board_id"], ["board.id"]),
        ForeignKeyConstraint(["board_id", "previous"], ["entry.board_id", "entry.seq"]),
        CheckConstraint(
            "(seq = 1 AND previous IS NULL) OR (seq > 1 AND previous = seq - 1)", name="no_hole"
        ),
    )

    board_id: str = Field(sa_type=Text, primary_key=True)
    seq: int = Field(primary_key=True)
    previous: int | None
    request_id: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Instant)
    # TEXT, not JSON: a JSONB column refuses the escaped NUL that TEXT keeps.
    events: str = Field(sa_type=Text)


class StateRow(JournalTable, table=True):
    """What a board's entries made of it up to one of them, which says nothing that they do not.

    Its key on the entry lets nobody wipe entries and leave this behind (P36).
    """

    __tablename__ = "state"
    __table_args__ = (ForeignKeyConstraint(["board_id", "seq"], ["entry.board_id", "entry.seq"]),)

    board_id: str = Field(sa_type=Text, primary_key=True)
    seq: int
    request_id: str = Field(sa_type=Text)
    rules: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)


class SeatRow(JournalTable, table=True):
    """A token, hashed, that opens a person's seat."""

    __tablename__ = "seat"
    __table_args__ = (ForeignKeyConstraint(["board_id"], ["board.id"]),)

    token_hash: str = Field(sa_type=Text, primary_key=True)
    board_id: str = Field(sa_type=Text, index=True)
    person_id: str = Field(sa_type=Text)


class HeartbeatRow(JournalTable, table=True):
    """A row that lives only inside the transaction that proves the journal can be written."""

    __tablename__ = "heartbeat"

    id: str = Field(sa_type=Text, primary_key=True)


METADATA = JournalTable.metadata
BOARD: Table = METADATA.tables["board"]
ENTRY: Table = METADATA.tables["entry"]
STATE: Table = METADATA.tables["state"]
SEAT: Table = METADATA.tables["seat"]
HEARTBEAT: Table = METADATA.tables["heartbeat"]
