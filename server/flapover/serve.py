"""Takes the port, tells uvicorn how to run, and says where people can open Flapover.

Owns how the process faces the network; refuses to know what is served: the application comes
in from outside, and leaves in its lifespan state how it says goodbye.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys

import uvicorn
from uvicorn._types import ASGIApplication

from flapover.logs import at_least_info, log_config
from flapover.settings import Settings
from flapover.transport import MAX_HEAD_BYTES, Http, WebSocket

# Together under the ten seconds in which the process must have ended.
GOODBYE_SECONDS = 2.0
STUCK_SECONDS = 3.0
GRACEFUL_STOP_SECONDS = 6
GOODBYE = "goodbye"
"""Where the application's lifespan state says how everybody is told to come back."""
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
    """Serve until told to stop; whoever is connected is then told, and open requests may end."""
    _Server(uvicorn_config(app, settings), addresses(settings, sock)).run(sockets=[sock])


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
        log_level=at_least_info(settings.log_level),
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


class _Server(uvicorn.Server):
    """Says the addresses only once they answer, and goodbye before it hangs up."""

    def __init__(self, config: uvicorn.Config, urls: list[str]) -> None:
        super().__init__(config)
        self._urls = urls

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            sys.stdout.write(f"Flapover is open at {'  or  '.join(self._urls)}\n")
            sys.stdout.flush()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let everybody be told first: uvicorn itself cuts the sockets, and tells the app last."""
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
