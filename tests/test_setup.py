"""Flapover starts on right settings and says in one line what is wrong with others."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flapover.__main__ import app
from flapover.journal.migrate import upgrade
from flapover.logs import log_config
from flapover.places import methods_folder, web_dist
from flapover.serve import UNACKNOWLEDGED_MILLISECONDS, addresses, listen
from flapover.settings import Settings, SettingsError, load, variable
from tests.missing import cannot_run
from tests.postgres import Postgres

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 20


def flapover(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "flapover", *arguments],
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
        env={**os.environ, **environment},
    )


def problem(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> str:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as wrong:
        load(os.environ, {})
    assert len(wrong.value.lines) == 1
    return wrong.value.lines[0]


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("PORT", "abc", "'abc' is not a port (1–65535)"),
        ("PORT", "65536", "'65536' is not a port (1–65535)"),
        ("PORT", "-1", "'-1' is not a port (1–65535)"),
        (
            "PUBLIC_URL",
            "ftp://x.nl",
            "'ftp://x.nl' is not an origin such as https://flapover.example.org",
        ),
        (
            "PUBLIC_URL",
            "https://x.nl/b/",
            "'https://x.nl/b/' is not an origin such as https://flapover.example.org",
        ),
        ("LOG_LEVEL", "loud", "'loud' is not one of debug, info, warning, error"),
        ("LOG_FORMAT", "xml", "'xml' is not one of text, json"),
        ("PERSON_BURST", "0", "'0' is not a whole number from 1 to 1000000"),
        ("PERSON_PER_SECOND", "nan", "'nan' is not a number above 0"),
        ("HELLO_SECONDS", "0", "'0' is not a number of seconds (above 0)"),
        (
            "TRUSTED_PROXIES",
            "10.0.0.1/x",
            "'10.0.0.1/x' is not a list of addresses or networks such as 10.0.0.5,172.16.0.0/12",
        ),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, line: str
) -> None:
    assert problem(monkeypatch, f"FLAPOVER_{name}", value) == f"FLAPOVER_{name}: {line}"


@pytest.mark.parametrize(
    "url", ["mysql://ann:geheim@db/x", "sqlite://", "postgresql://ann:geheim@db", "geheim"]
)
def test_a_wrong_database_url_is_refused_without_repeating_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    line = problem(monkeypatch, "FLAPOVER_DATABASE_URL", url)
    assert "geheim" not in line
    assert line == (
        "FLAPOVER_DATABASE_URL: should be sqlite:///FILE or postgresql://USER@HOST/NAME"
    )


@pytest.mark.parametrize("url", ["http://ann:geheim@x", "redis://", "geheim", "redis:geheim"])
def test_a_wrong_redis_url_is_refused_without_repeating_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    line = problem(monkeypatch, "FLAPOVER_REDIS_URL", url)
    assert "geheim" not in line
    assert line.startswith("FLAPOVER_REDIS_URL: should be redis://HOST:PORT or ")


def test_a_password_is_not_shown_when_the_settings_are() -> None:
    redis = "redis://:geheim@x:6379"
    settings = load({}, {"database_url": "postgresql://ann:geheim@db/x", "redis_url": redis})
    assert settings.redis_url == redis
    assert "geheim" not in repr(settings)


def test_an_unknown_name_is_refused_with_the_likely_one(monkeypatch: pytest.MonkeyPatch) -> None:
    line = problem(monkeypatch, "FLAPOVER_PROT", "9000")
    assert line == "FLAPOVER_PROT: there is no such setting; did you mean FLAPOVER_PORT?"


def test_a_flag_beats_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLAPOVER_PORT", "9000")
    assert load(os.environ, {"port": "9001"}).port == 9001


def test_an_empty_variable_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLAPOVER_PORT", "")
    assert load(os.environ, {}).port == 8000


def test_boards_are_stored_in_the_data_folder_unless_said_otherwise() -> None:
    assert load({}, {"data": "/x"}).database_url == "sqlite:////x/flapover.sqlite"
    assert load({}, {"database_url": "postgres://a@b/c"}).database_url == "postgresql://a@b/c"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://Flap.nl/", "https://flap.nl"),
        ("https://flap.nl:443", "https://flap.nl"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_the_public_url_is_kept_as_a_browser_writes_an_origin(given: str, kept: str) -> None:
    assert load({}, {"public_url": given}).public_url == kept


def test_proxies_are_listed_with_commas() -> None:
    environment = {"trusted_proxies": "10.0.0.5, 172.16.0.0/12"}
    assert load({}, environment).trusted_proxies == ("10.0.0.5/32", "172.16.0.0/12")


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().port = 1  # type: ignore[misc]


def test_every_setting_is_documented_with_its_default() -> None:
    rows = re.findall(
        r"^\| `(FLAPOVER_\w+)` \|.*\| (.*?) \|$",
        (ROOT / "docs/operations.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    documented = dict(rows)
    assert list(documented) == [variable(field) for field in Settings.model_fields]
    for field, info in Settings.model_fields.items():
        default = info.get_default()
        if isinstance(default, int | float | str):
            assert documented[variable(field)] == f"`{default}`"


def test_the_version_is_said() -> None:
    said = flapover("--version")
    assert (said.returncode, said.stderr) == (0, "")
    assert re.fullmatch(r"flapover \d+\.\d+\.\d+\n", said.stdout)


def test_a_wrong_flag_ends_the_program_with_one_line_and_exit_2() -> None:
    said = flapover("--port", "abc")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == "--port: 'abc' is not a port (1–65535)\n"


def test_a_taken_port_ends_the_program_with_one_line_and_exit_2(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        said = flapover("--host", "127.0.0.1", "--port", port, "--data", str(tmp_path))
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == f"flapover: cannot listen on 127.0.0.1:{port}: address already in use\n"


def serving(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    port = ("--host", "127.0.0.1", "--port", "0")
    return flapover(*port, "--data", str(folder), *arguments)


@pytest.mark.parametrize("place", ["file/x.sqlite", "file/deeper/x.sqlite"])
def test_a_database_where_no_folder_can_be_is_refused_in_one_line(
    tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").touch()
    url = f"sqlite:///{tmp_path / place}"
    for said in (
        serving(tmp_path / "data", "--database-url", url),
        flapover("migrate", "--database-url", url),
    ):
        assert (said.returncode, said.stdout) == (2, "")
        assert re.fullmatch(r"flapover: the database cannot be opened: [\w ]+\n", said.stderr)


def test_a_file_that_is_no_database_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_text("not a database " * 500)
    said = serving(tmp_path / "data", "--database-url", f"sqlite:///{tmp_path / 'x.sqlite'}")
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == "flapover: the database cannot be opened: DatabaseError\n"


def test_a_database_that_is_away_is_said_in_one_line_without_its_password() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"postgresql://ann:geheim@127.0.0.1:{nobody.getsockname()[1]}/x"
        said = flapover("migrate", "--database-url", url)
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == "flapover: the database cannot be opened: OperationalError\n"


def test_a_second_flapover_on_one_sqlite_file_is_refused_in_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "flapover", "--host", "127.0.0.1", "--port", "0"]
    first = subprocess.Popen(
        [*command, "--data", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with first:
        assert first.stdout is not None
        assert "is open" in first.stdout.readline()
        second = serving(tmp_path)
        assert (second.returncode, second.stdout) == (2, "")
        path = tmp_path / "flapover.sqlite"
        assert second.stderr == f"flapover: another Flapover has {path} open\n"
        first.kill()
        first.wait(5)
    third = subprocess.Popen(
        [*command, "--data", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with third:
        assert third.stdout is not None
        assert "is open" in third.stdout.readline(), "a dead one keeps nobody out"
        third.kill()


def test_an_address_of_another_machine_is_refused_in_one_line() -> None:
    said = flapover("--host", "192.0.2.77", "--port", "0")
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1
    assert said.stderr.startswith("flapover: cannot listen on 192.0.2.77:0: ")


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux has it")
def test_an_accepted_socket_gives_up_on_a_phone_that_went_silent() -> None:
    with (
        listen("127.0.0.1", 0) as door,
        socket.create_connection(door.getsockname()),
        door.accept()[0] as accepted,
    ):
        timeout = accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)
    assert timeout == UNACKNOWLEDGED_MILLISECONDS


def test_the_addresses_shown_are_the_ones_that_people_can_open() -> None:
    with listen("127.0.0.1", 0) as door:
        port = door.getsockname()[1]
        assert addresses(load({}, {"host": "127.0.0.1"}), door) == [f"http://127.0.0.1:{port}"]
        assert addresses(load({}, {}), door)[0] == f"http://localhost:{port}"
        assert addresses(load({}, {"public_url": "https://x.nl"}), door) == ["https://x.nl"]


def test_no_log_line_carries_an_address_or_a_path(capsys: pytest.CaptureFixture[str]) -> None:
    import logging
    import logging.config

    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    try:
        logging.config.dictConfig(log_config("info", "text"))
        logging.getLogger("uvicorn.access").info('%s - "GET %s"', "1.2.3.4:5", "/j/x?k=geheim")
        logging.getLogger("uvicorn.error").warning("Odd: %s of %s", "/j/x?k=geheim", "1.2.3.4:5")
    finally:
        root.handlers[:], root.level = before
    said = capsys.readouterr().err
    assert said.endswith(" WARNING uvicorn.error: Odd: %s of %s\n")
    assert said.count("\n") == 1


def test_the_server_says_its_address_once_it_answers_and_stops_when_asked(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "flapover", "--host", "127.0.0.1", "--port", "0"]
    environment = {**os.environ, "FLAPOVER_DATA": str(tmp_path / "data")}
    with (
        (tmp_path / "log").open("w") as log,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env=environment
        ) as server,
    ):
        assert server.stdout is not None
        line = server.stdout.readline()
        opened = re.fullmatch(r"Flapover is open at http://127\.0\.0\.1:(\d+)\n", line)
        assert opened, line + (tmp_path / "log").read_text()
        with socket.create_connection(("127.0.0.1", int(opened[1])), 5) as browser:
            browser.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            answer = browser.recv(1000)
        server.send_signal(signal.SIGTERM)
        server.wait(60)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert b"\r\nserver:" not in answer.lower()


def test_a_sound_method_file_checks_out_and_a_broken_one_exits_with_1(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("id: [", encoding="utf-8")
    sound = flapover("methods", "check", *map(str, methods_folder().glob("*.yaml")))
    assert (sound.returncode, sound.stdout + sound.stderr) == (0, "")
    said = flapover("methods", "check", str(broken))
    assert said.returncode == 1
    assert said.stdout.startswith(f"{broken}:")


def test_a_method_file_that_cannot_be_read_exits_with_2(tmp_path: Path) -> None:
    said = flapover("methods", "check", str(tmp_path / "none.yaml"))
    assert said.returncode == 2
    assert said.stderr == f"{tmp_path / 'none.yaml'}: No such file or directory\n"


def test_the_schema_of_a_method_is_printed_as_json() -> None:
    said = flapover("methods", "schema")
    assert said.returncode == 0
    assert "$schema" in json.loads(said.stdout)


def test_migrating_twice_is_harmless_and_says_what_is_so(postgres_url: str) -> None:
    for _ in range(2):
        said = flapover("migrate", "--database-url", postgres_url)
        assert (said.returncode, said.stderr) == (0, "")
        assert said.stdout == "The tables are up to date.\n"
    said = flapover("migrate", "--database-url", postgres_url, FLAPOVER_LOG_FORMAT="json")
    assert (said.returncode, said.stdout, said.stderr) == (0, "", "")


def test_tables_of_a_newer_version_are_refused_in_one_line(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'newer.sqlite'}"
    upgrade(url)
    with closing(sqlite3.connect(tmp_path / "newer.sqlite")) as newer, newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    for command in (["migrate"], ["serve", "--port", "0", "--data", str(tmp_path)]):
        said = flapover(*command, "--database-url", url)
        assert (said.returncode, said.stdout) == (2, "")
        assert said.stderr == (
            "flapover: the tables are of a newer version of Flapover: "
            "start that one, or a newer one\n"
        )


def test_the_methods_and_the_client_are_found_in_a_checkout() -> None:
    assert methods_folder() == ROOT / "methods"
    assert web_dist() == ROOT / "web" / "dist"


@pytest.mark.timeout(300)  # it may have to build the client first
def test_a_wheel_carries_the_client_and_the_methods(tmp_path: Path) -> None:
    if not (web_dist() / "index.html").is_file():
        cannot_run("web/dist is not built")
    uv = shutil.which("uv", path=f"{ROOT / '.tools' / 'bin'}{os.pathsep}{os.environ['PATH']}")
    if uv is None:
        cannot_run("uv is not on PATH, nor in .tools/bin")
    built = subprocess.run(
        [uv, "build", "--wheel", "--quiet", "--out-dir", tmp_path, ROOT],
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    assert "flapover/web_dist/index.html" in names
    assert "flapover/py.typed" in names
    yaml = {f"flapover/methods_files/{path.name}" for path in (ROOT / "methods").glob("*.yaml")}
    assert yaml
    assert yaml <= names


def test_the_dockerfile_passes_its_linter() -> None:
    linted = subprocess.run(
        [Path(sys.executable).parent / "hadolint", "--failure-threshold", "info", "Dockerfile"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert linted.returncode == 0, linted.stdout


def test_no_file_names_where_packages_come_from() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    assert "uv.lock" not in tracked
    for name in tracked:
        if name.endswith("package-lock.json"):
            assert '"resolved": "http' not in (ROOT / name).read_text(encoding="utf-8"), name


def test_a_real_postgresql_gives_each_test_a_database_of_its_own(postgres: Postgres) -> None:
    import psycopg

    with postgres.fresh_database() as one, postgres.fresh_database() as other:
        assert one != other
        with psycopg.connect(load({}, {"database_url": one}).database_url) as connection:
            version = connection.execute("SHOW server_version").fetchone()
    assert version is not None


def test_a_broken_method_of_its_own_keeps_the_server_from_starting_and_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in methods_folder().glob("*.yaml"):
        (tmp_path / file.name).write_text(file.read_text().replace("kind: postit", "kind: postitt"))
    monkeypatch.setattr("flapover.app.methods_folder", lambda: tmp_path)
    ran = CliRunner().invoke(app, ["--port", "0", "--data", str(tmp_path / "data")])
    assert ran.exit_code == 2
    line = ran.stderr.splitlines()[0]
    assert re.match(rf"{tmp_path}/post-it\.en\.yaml:\d+: .*'postitt'.*expected", line), line
