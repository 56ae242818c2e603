"""The one settings object: what the environment and the flags may say, checked at once.

Built in `__main__` and passed down; nothing else reads the environment. Refuses values it does
not understand and `FLAPOVER_` names it does not know, each in one line that names the setting.
Every field is described for people in docs/operations.md, which a test compares with this.
"""

from __future__ import annotations

import difflib
import ipaddress
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "FLAPOVER_"
# Read by the tests, not by the server: these must not stop one started among them.
NOT_OURS = frozenset({"FLAPOVER_CHROMIUM"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a value should have been, worded to follow 'is not'."""

    text: str
    secret: bool = False  # the refused value may hold a password, so it is not repeated


def _origin(url: str) -> str:
    parts = urlsplit(url)
    bare = not (parts.path.strip("/") or parts.query or parts.fragment or parts.username)
    if parts.scheme not in {"http", "https"} or not parts.hostname or not bare:
        raise ValueError
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = {"http": 80, "https": 443}[parts.scheme]
    port = "" if parts.port in {None, usual} else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _database(url: str) -> str:
    parts = urlsplit(url)
    match parts.scheme.partition("+")[0]:
        case "sqlite" if url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
            return url
        case "postgres" | "postgresql" if parts.path.strip("/"):
            return "postgresql://" + url.partition("://")[2]
        case _:
            raise ValueError


def _redis(url: str) -> str:
    parts = urlsplit(url)
    place = parts.path if parts.scheme == "unix" else parts.hostname
    if parts.scheme not in {"redis", "rediss", "unix"} or not place:
        raise ValueError
    return url


def _networks(given: object) -> tuple[str, ...]:
    names = given.replace(",", " ").split() if isinstance(given, str) else given
    if not isinstance(names, list | tuple):
        raise ValueError  # pydantic turns this into a refusal
    return tuple(str(ipaddress.ip_network(name)) for name in names)


def _sqlite_in(data: dict[str, Any]) -> str:
    return f"sqlite:///{data['data'] / 'flapover.sqlite'}"


Port = Annotated[int, Field(ge=0, le=65535), Wanted("a port (1–65535)")]
Folder = Annotated[Path, Wanted("a folder")]
Origin = Annotated[
    str, AfterValidator(_origin), Wanted("an origin such as https://flapover.example.org")
]
DatabaseUrl = Annotated[
    str,
    AfterValidator(_database),
    Wanted("sqlite:///FILE or postgresql://USER@HOST/NAME", secret=True),
]
RedisUrl = Annotated[
    str,
    AfterValidator(_redis),
    Wanted("redis://HOST:PORT or rediss://USER:PASSWORD@HOST:PORT", secret=True),
]
Networks = Annotated[
    tuple[str, ...],
    NoDecode,
    BeforeValidator(_networks),
    Wanted("a list of addresses or networks such as 10.0.0.5,172.16.0.0/12"),
]
LogLevel = Annotated[
    Literal["debug", "info", "warning", "error"],
    BeforeValidator(lambda given: given.lower() if isinstance(given, str) else given),
    Wanted("one of debug, info, warning, error"),
]
LogFormat = Annotated[
    Literal["text", "json"],
    BeforeValidator(lambda given: given.lower() if isinstance(given, str) else given),
    Wanted("one of text, json"),
]
Token = Annotated[
    str,
    Field(min_length=16, max_length=200, pattern=r"^[!-~]+$"),
    Wanted("a token of 16 to 200 letters, digits and signs", secret=True),
]
Count = Annotated[int, Field(ge=1, le=1_000_000), Wanted("a whole number from 1 to 1000000")]
Megabytes = Annotated[
    int, Field(ge=0, le=10_000), Wanted("a whole number of megabytes from 0 to 10000")
]
Rate = Annotated[float, Field(gt=0, le=1_000_000, allow_inf_nan=False), Wanted("a number above 0")]
Seconds = Annotated[
    float, Field(gt=0, le=3600, allow_inf_nan=False), Wanted("a number of seconds (above 0)")
]


class Settings(BaseSettings):
    """Everything a person who runs Flapover may choose."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True
    )

    host: str = Field("0.0.0.0", description="Address to listen on")  # noqa: S104 -- phones join
    port: Port = Field(8000, description="Port to listen on; 0 takes any free one")
    data: Folder = Field(Path("data"), description="Folder for what Flapover keeps")
    public_url: Origin | None = Field(None, description="Origin people open")
    database_url: DatabaseUrl = Field(
        default_factory=_sqlite_in, repr=False, description="Where boards are stored"
    )
    redis_url: RedisUrl | None = Field(
        None, repr=False, description="Where nodes that share a database ring each other's bell"
    )
    log_level: LogLevel = Field("info", description="Least serious line that is logged")
    log_format: LogFormat = Field("text", description="How a log line is written")
    trusted_proxies: Networks = Field((), description="Proxies whose X-Forwarded-* is believed")

    metrics_token: Token | None = Field(
        None, repr=False, description="What opens /metrics; without one there is no such page"
    )

    hello_seconds: Seconds = Field(5, description="Time for a socket to say who it is")
    heartbeat_seconds: Seconds = Field(20, description="Time between two signs of life")
    person_burst: Count = Field(20, description="Requests one person may send at once")
    person_per_second: Rate = Field(5, description="Requests one person may keep sending")
    board_per_second: Rate = Field(60, description="Requests one board takes from all together")
    max_devices: Count = Field(10, description="Open sockets of one person")
    boards_burst: Count = Field(20, description="Boards one address may make at once")
    boards_per_second: Rate = Field(0.1, description="Boards one address may keep making")
    clip_megabytes: Megabytes = Field(100, description="Largest clip that can be shown; 0 is none")


class SettingsError(Exception):
    """Settings that cannot be used; `lines` says each problem in one line."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def load(environment: Mapping[str, str], flags: Mapping[str, str]) -> Settings:
    """Build the settings from flags, which win, and the process's environment.

    Args:
        environment: the variables to look through for names that mean nothing.
        flags: field names with what the command line gave for them, as text.

    Raises:
        SettingsError: a value is wrong, or a `FLAPOVER_` name is not a setting.

    """
    unknown = list(_unknown_names(environment))
    if unknown:
        raise SettingsError(unknown)
    try:
        return Settings(**dict[str, Any](flags))
    except ValidationError as wrong:
        lines = [_line(error, flags) for error in wrong.errors() if error["loc"]]
        # A default that builds on a refused value fails with it; the first line says enough.
        raise SettingsError([line for line in lines if line]) from None


def variable(field: str) -> str:
    """Return the name of the environment variable that sets a field."""
    return f"{PREFIX}{field.upper()}"


def _unknown_names(environment: Mapping[str, str]) -> Iterator[str]:
    known = {variable(field) for field in Settings.model_fields}
    for name in sorted(environment):
        if not name.startswith(PREFIX) or name in known | NOT_OURS:
            continue
        near = difflib.get_close_matches(name, known, n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        yield f"{name}: there is no such setting{hint}"


def _line(error: ErrorDetails, flags: Mapping[str, str]) -> str:
    field = str(error["loc"][0])
    if error["type"] == "default_factory_not_called":
        return ""
    name = f"--{field.replace('_', '-')}" if field in flags else variable(field)
    wanted = _wanted(field)
    if wanted is None:
        return f"{name}: {error['msg']}"
    if wanted.secret:
        return f"{name}: should be {wanted.text}"
    return f"{name}: {error['input']!r} is not {wanted.text}"


def _wanted(field: str) -> Wanted | None:
    info = Settings.model_fields[field]
    marks: list[object] = list(info.metadata)
    for part in getattr(info.annotation, "__args__", ()):  # the mark lies inside `Origin | None`
        marks.extend(getattr(part, "__metadata__", ()))
    return next((mark for mark in marks if isinstance(mark, Wanted)), None)
