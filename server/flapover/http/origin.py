"""Which pages may open the socket (P32). CORS does not cover sockets, so this is our own."""

from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit


def is_ours(origins: Sequence[str], hosts: Sequence[str], public_url: str | None) -> bool:
    """Say whether a handshake comes from a page that this server served.

    Args:
        origins: every Origin header; exactly one is wanted, as a browser sends.
        hosts: every Host header; exactly one is wanted.
        public_url: the origin that people open, when it is set.

    """
    if len(origins) != 1 or len(hosts) != 1:
        return False
    if public_url is None:
        return _same_host(origins[0], hosts[0])
    # Behind a proxy the page's own address is the public one; the machine itself may still look.
    return origins[0] == public_url or (_is_address(hosts[0]) and _same_host(origins[0], hosts[0]))


def _same_host(origin: str, host: str) -> bool:
    return host != "" and origin in (f"http://{host}", f"https://{host}")


def _is_address(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or bool(ip_address(name))
    except ValueError:
        return False
