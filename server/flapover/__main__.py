"""The command line: builds the settings, then serves, checks methods or migrates.

The only place that reads the environment. A wrong setting or a taken port is said in one line
on stderr, with exit code 2; each command imports what it needs when it runs.
"""

from __future__ import annotations

import os
import sys
from importlib.metadata import version as version_of
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, cast

import typer

from flapover.places import web_dist
from flapover.settings import Settings, SettingsError, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from uvicorn._types import ASGIApplication

    from flapover.notes import Happening

WRONG_USE = 2

app = typer.Typer(
    name="flapover",
    help="A live flip-over for intervisie. Without a command it serves.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
methods = typer.Typer(help="Check method files, or print what they may say.")
app.add_typer(methods, name="methods")

# Taken as text, so that a wrong flag is refused in the same words as a wrong variable.
Host = Annotated[str | None, typer.Option(help="Address to listen on [default: 0.0.0.0]")]
Port = Annotated[str | None, typer.Option(help="Port to listen on [default: 8000]")]
Data = Annotated[str | None, typer.Option(help="Folder for the boards [default: data]")]
PublicUrl = Annotated[str | None, typer.Option(help="Origin people open, for links and QR codes")]
DatabaseUrl = Annotated[
    str | None, typer.Option(help="sqlite:///FILE or postgresql://USER@HOST/NAME")
]


@app.callback(invoke_without_command=True)
def flapover(
    context: typer.Context,
    host: Host = None,
    port: Port = None,
    data: Data = None,
    public_url: PublicUrl = None,
    database_url: DatabaseUrl = None,
    version: Annotated[bool, typer.Option("--version", help="Say the version and stop.")] = False,
) -> None:
    """Serve Flapover."""
    if version:
        typer.echo(f"flapover {version_of('flapover')}")
        raise typer.Exit
    flags = _given(host, port, data, public_url, database_url)
    if context.invoked_subcommand is None:
        _serve(flags)
    # `flapover --port 9 serve` means what `flapover serve --port 9` means.
    context.obj = flags


@app.command()
def serve(
    context: typer.Context,
    host: Host = None,
    port: Port = None,
    data: Data = None,
    public_url: PublicUrl = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Serve Flapover: the same as `flapover` alone."""
    _serve({**context.obj, **_given(host, port, data, public_url, database_url)})


@app.command()
def migrate(context: typer.Context, database_url: DatabaseUrl = None) -> None:
    """Bring the tables of the database up to date (PostgreSQL; SQLite does it by itself)."""
    settings = _settings({**context.obj, **_given(database_url=database_url)})
    from flapover.journal import JournalUnavailable, SchemaNotCurrent
    from flapover.journal.sql import migrate as bring_up_to_date

    try:
        bring_up_to_date(settings.database_url)
    except (JournalUnavailable, SchemaNotCurrent) as wrong:
        _refuse(_speech(settings), f"flapover: {wrong}")
    if settings.log_format == "text":
        typer.echo("The tables are up to date.")


@methods.command()
def check(files: Annotated[list[Path], typer.Argument(help="Method files (YAML).")]) -> None:
    """Say what is wrong in method files; exit 1 when anything is, 2 when one cannot be read."""
    from flapover.methods import check_file

    found = 0
    for file in files:
        try:
            file.open("rb").close()
        except OSError as wrong:
            _stop(f"{file}: {wrong.strerror or wrong}")
        problems = check_file(file)
        found += len(problems)
        for problem in problems:
            typer.echo(problem)
    raise typer.Exit(1 if found else 0)


@methods.command()
def schema() -> None:
    """Print the JSON Schema of a method file, for editors."""
    from flapover.methods import schema as method_schema

    typer.echo(method_schema(), nl=False)


def main() -> None:
    """Run the command line."""
    app()


def _given(
    host: str | None = None,
    port: str | None = None,
    data: str | None = None,
    public_url: str | None = None,
    database_url: str | None = None,
) -> dict[str, str]:
    flags = {
        "host": host,
        "port": port,
        "data": data,
        "public_url": public_url,
        "database_url": database_url,
    }
    return {name: value for name, value in flags.items() if value is not None}


def _settings(flags: dict[str, str]) -> Settings:
    try:
        return load(os.environ, flags)
    except SettingsError as wrong:
        _stop(*wrong.lines)


def _serve(flags: dict[str, str]) -> None:
    settings = _settings(flags)
    speak = _speech(settings)
    from flapover.serve import PortTaken, listen, run

    try:
        sock = listen(settings.host, settings.port)
    except PortTaken as taken:
        _refuse(speak, f"flapover: {taken}")
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as wrong:
        _refuse(speak, f"{settings.data}: {wrong.strerror}")
    if not (web_dist() / "index.html").is_file():
        said = "flapover: the browser client is not built; `uv sync --reinstall` builds it"
        speak("client_not_built", said)
    with sock:
        try:
            run(_application(settings, speak), settings, sock)
        except KeyboardInterrupt:
            if settings.log_format == "text":
                typer.echo("Flapover has stopped.")


def _speech(settings: Settings) -> Callable[[Happening, str], None]:
    """Return how what comes before the server runs is said: in one line, or as JSON."""
    if settings.log_format == "text":
        return lambda _what, problem: _tell(problem)
    import logging.config

    from flapover.logs import log_config
    from flapover.notes import note

    logging.config.dictConfig(log_config(settings.log_level, settings.log_format))
    log = logging.getLogger("flapover")
    return lambda what, problem: note(log, what, problem=problem)


def _application(settings: Settings, speak: Callable[[Happening, str], None]) -> ASGIApplication:
    """Build the application, or say in one line what it cannot work with."""
    from flapover.alone import AnotherFlapover, be_alone_with
    from flapover.app import create_app
    from flapover.journal import JournalUnavailable, SchemaNotCurrent
    from flapover.methods import BadMethod

    try:
        # Held open until the process ends.
        be_alone_with(settings.database_url, bus=settings.redis_url is not None)
        return cast("ASGIApplication", create_app(settings))
    except BadMethod as wrong:
        _refuse(speak, *wrong.problems)
    except (AnotherFlapover, JournalUnavailable, SchemaNotCurrent) as wrong:
        _refuse(speak, f"flapover: {wrong}")


def _refuse(speak: Callable[[Happening, str], None], *lines: str) -> NoReturn:
    for line in lines:
        speak("cannot_start", line)
    raise typer.Exit(WRONG_USE)


def _stop(*lines: str) -> NoReturn:
    for line in lines:
        _tell(line)
    raise typer.Exit(WRONG_USE)


def _tell(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 -- this is the command line


if __name__ == "__main__":
    main()
