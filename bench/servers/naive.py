"""A reference: the naive way. FastAPI, a SQLModel session and commit per card, `send_json` to each.

As a tutorial would have it, but for two lines in its favour: SQLite with a WAL, and as durable as
Flapover's own (`synchronous=FULL`).
"""

import sqlite3
import sys
from collections import defaultdict
from contextlib import suppress

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect
from sqlalchemy import event
from sqlmodel import Field, Session, SQLModel, create_engine

app = FastAPI()
engine = create_engine(f"sqlite:///{sys.argv[2]}/naive.sqlite")
tables: dict[str, list[WebSocket]] = defaultdict(list)


class Card(SQLModel, table=True):
    """A card, and the validation that comes with the model."""

    id: str = Field(primary_key=True)
    board: str
    kind: str
    text: str = Field(max_length=2000)


@event.listens_for(engine, "connect")
def _durable(connection: sqlite3.Connection, _entry: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL").close()
    connection.execute("PRAGMA synchronous=FULL").close()


@app.get("/")
def ready() -> None:
    """Answer, so that the benchmark knows that the server is there."""


@app.websocket("/{board}")
async def table(socket: WebSocket, board: str) -> None:
    """Keep every card, and send it to everybody at the table."""
    await socket.accept()
    tables[board].append(socket)
    with suppress(WebSocketDisconnect):
        while True:
            card = Card.model_validate({**await socket.receive_json(), "board": board})
            with Session(engine) as session:
                session.add(card)
                session.commit()
                session.refresh(card)
            for peer in list(tables[board]):
                await peer.send_json(card.model_dump())
    tables[board].remove(socket)


if __name__ == "__main__":
    SQLModel.metadata.create_all(engine)
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_level="warning",
    )
