"""Takes the port, tells uvicorn how to run, and says where people can open Flapover.

Owns how the process faces the network; refuses to know what is served: the application comes
in from outside. Nothing here logs a query string.
"""

from __future__ import annotations

import logging
import os
import socket
import sys
from typing import Any

import uvicorn
from uvicorn._types import ASGIApplication

from flapover.settings import Settings

GRACEFUL_STOP_SECONDS = 10
WS_MAX_BYTES = 64 * 1024
# A phone that went away without a word stops acknowledging; the kernel then gives it up.
UNACKNOWLEDGED_MILLISECONDS = 20_000
BACKLOG = 512
ANY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 -- compared with, not bound to
# In a range kept for documentation: choosing a route to it sends nothing.
NOWHERE = ("192.0.2.1", 9)


class PortTaken(Exception):
    """The address cannot be listened on; the message is one line for the person."""


def listen(host: str, port: int) -> socket.socket:
    """Bind and return the listening socket, so that a taken port is known before the start.

    Raises:
        PortTaken: another program has the port, or the address is not this machine's.

    """
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        sock = socket.socket(family, kind, proto)
    except OSError as wrong:
        raise PortTaken(f"cannot listen on {host}: {_reason(wrong)}") from None
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux; accepted sockets inherit it
            sock.setsockopt(
                socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNACKNOWLEDGED_MILLISECONDS
            )
        sock.bind(address)
        sock.listen(BACKLOG)
    except OSError as wrong:
        sock.close()
        raise PortTaken(f"cannot listen on {host}:{port}: {_reason(wrong)}") from None
    sock.set_inheritable(True)
    return sock


def run(app: ASGIApplication, settings: Settings, sock: socket.socket) -> None:
    """Serve until told to stop; open requests then get ten seconds to end."""
    _Server(uvicorn_config(app, settings), addresses(settings, sock)).run(sockets=[sock])


def uvicorn_config(app: ASGIApplication, settings: Settings) -> uvicorn.Config:
    """Return how uvicorn runs: measured choices, named in docs/operations.md."""
    return uvicorn.Config(
        app,
        loop="auto",
        ws="websockets-sansio",
        ws_max_size=WS_MAX_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=settings.heartbeat_seconds,
        ws_ping_timeout=settings.heartbeat_seconds,
        timeout_graceful_shutdown=GRACEFUL_STOP_SECONDS,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        server_header=False,
        log_level=settings.log_level,
        log_config=log_config(settings.log_level),
    )


def addresses(settings: Settings, sock: socket.socket) -> list[str]:
    """Return the URLs to show: the public one if set, else this machine and the local network."""
    if settings.public_url is not None:
        return [settings.public_url]
    port = sock.getsockname()[1]
    if settings.host not in ANY_ADDRESS:
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        return [f"http://{host}:{port}"]
    lan = lan_address()
    return [f"http://localhost:{port}"] + ([f"http://{lan}:{port}"] if lan else [])


def log_config(level: str) -> dict[str, Any]:
    """Return the logging set-up: one line an event, on stderr, without query strings."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
        "filters": {"no_query": {"()": _NoQuery}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["no_query"],
            }
        },
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            "uvicorn": {"level": level.upper()},
            "uvicorn.error": {"level": level.upper()},
            "uvicorn.access": {"level": level.upper()},
        },
    }


class _NoQuery(logging.Filter):
    """Cuts what follows a `?` off every path that a log line is about to name."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_path_only(arg) for arg in record.args)
        return True


def _path_only(arg: object) -> object:
    return arg.partition("?")[0] if isinstance(arg, str) and arg.startswith("/") else arg


class _Server(uvicorn.Server):
    """Says the addresses only once they answer."""

    def __init__(self, config: uvicorn.Config, urls: list[str]) -> None:
        super().__init__(config)
        self._urls = urls

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            sys.stdout.write(f"Flapover is open at {'  or  '.join(self._urls)}\n")
            sys.stdout.flush()


def lan_address() -> str | None:
    """Return this machine's address in the local network; None when it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOWHERE)
        except OSError:
            return None
        address: str = probe.getsockname()[0]
    return None if address.startswith("127.") else address


def _reason(wrong: OSError) -> str:
    text = os.strerror(wrong.errno) if wrong.errno and wrong.errno > 0 else str(wrong.strerror)
    return text[:1].lower() + text[1:]
