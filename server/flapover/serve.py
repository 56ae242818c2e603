"""Takes the port, tells uvicorn how to run, and says where people can open Flapover.

Owns how the process faces the network; refuses to know what is served: the application comes
in from outside, and leaves in its lifespan state how it says goodbye.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import socket
import sys
import threading
from importlib.metadata import version as version_of

import uvicorn
from uvicorn._types import ASGIApplication

from flapover.logs import LEAST_OF_UVICORN, at_least, log_config
from flapover.notes import note, note_fault
from flapover.settings import Settings
from flapover.transport import MAX_HEAD_BYTES, Http, WebSocket

log = logging.getLogger(__name__)
# Together under the ten seconds in which the process must have ended.
GOODBYE_SECONDS = 2.0
STUCK_SECONDS = 3.0
GRACEFUL_STOP_SECONDS = 6
GOODBYE = "goodbye"
"""Where the application's lifespan state says how everybody is told to come back."""
NODE = "node"
"""Where it says what this process is called among others."""
WS_MAX_BYTES = 64 * 1024
# A phone that went away without a word stops acknowledging; the kernel then gives it up.
UNACKNOWLEDGED_MILLISECONDS = 20_000
BACKLOG = 512
COLLECTED_AFTER = (10_000, 1, 100)
"""When the garbage collector looks for cycles, of which the hot path makes none."""
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
    """Serve until told to stop; whoever is connected is then told, and open requests may end."""
    threading.excepthook = _note_thread
    _Server(uvicorn_config(app, settings), settings, sock).run(sockets=[sock])


def _note_thread(broken: threading.ExceptHookArgs) -> None:
    """Log what nobody caught; Python itself would print the exception, and so perhaps a text."""
    if broken.exc_value is not None:
        note_fault(log, "thread", broken.exc_value)


def uvicorn_config(app: ASGIApplication, settings: Settings) -> uvicorn.Config:
    """Return how uvicorn runs: measured choices, named in docs/operations.md."""
    return uvicorn.Config(
        app,
        loop="auto",
        http=Http,
        h11_max_incomplete_event_size=MAX_HEAD_BYTES,
        ws=WebSocket,
        ws_max_size=WS_MAX_BYTES,
        ws_per_message_deflate=False,
        ws_ping_interval=settings.heartbeat_seconds,
        ws_ping_timeout=settings.heartbeat_seconds,
        timeout_graceful_shutdown=GRACEFUL_STOP_SECONDS,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        server_header=False,
        # One of ours says it, without addresses and paths (http/answers.py).
        access_log=False,
        log_level=at_least(LEAST_OF_UVICORN, settings.log_level).lower(),
        log_config=log_config(settings.log_level, settings.log_format),
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


class _Server(uvicorn.Server):
    """Says the addresses only once they answer, and goodbye before it hangs up."""

    def __init__(self, config: uvicorn.Config, settings: Settings, sock: socket.socket) -> None:
        super().__init__(config)
        self._settings = settings
        self._sock = sock

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        _spare_the_collector()
        if self.started:
            self._say_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let everybody be told first: uvicorn itself cuts the sockets, and tells the app last."""
        note(log, "stopping", node=self._node(), seats=len(self._sockets()))
        for server in self.servers:
            server.close()
        goodbye = self.lifespan.state.get(GOODBYE)
        if goodbye is not None:
            goodbye()
            await self._hung_up()
        # A peer that reads nothing would keep its socket, and so the process, for ever.
        stuck = asyncio.get_running_loop().call_later(STUCK_SECONDS, self._cut)
        await super().shutdown(sockets)
        stuck.cancel()

    def _say_started(self) -> None:
        note(
            log,
            "started",
            node=self._node(),
            version=version_of("flapover"),
            store=self._settings.database_url.partition(":")[0],
            port=self._sock.getsockname()[1],
        )
        # Who asked for JSON reads stdout and stderr as one stream, as containers have it.
        if self._settings.log_format == "text":
            urls = "  or  ".join(addresses(self._settings, self._sock))
            sys.stdout.write(f"Flapover is open at {urls}\n")
            sys.stdout.flush()

    def _node(self) -> str:
        return str(self.lifespan.state.get(NODE, ""))

    async def _hung_up(self) -> None:
        """Wait until no socket is open, or as long as a goodbye may take."""
        deadline = asyncio.get_running_loop().time() + GOODBYE_SECONDS
        while self._sockets() and asyncio.get_running_loop().time() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(0.02)

    def _cut(self) -> None:
        for open_one in self._sockets():
            open_one.transport.abort()

    def _sockets(self) -> list[WebSocket]:
        return [one for one in self.server_state.connections if isinstance(one, WebSocket)]


def _spare_the_collector() -> None:
    """Let the garbage collector pass by what stays: every module and method, again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)


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
