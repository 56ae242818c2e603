"""What `docker compose up` starts is what the program understands, without Docker to try it on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from flapover.settings import Settings, variable
from scripts.balancer import BOARD, Balancer

ROOT = Path(__file__).resolve().parents[1]


def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "compose.yaml").read_text())
    return found["services"]


def caddyfile() -> str:
    return (ROOT / "Caddyfile").read_text()


def test_every_setting_in_it_is_one() -> None:
    known = {variable(field) for field in Settings.model_fields}
    for name, service in services().items():
        given = {key for key in service.get("environment", {}) if key.startswith("FLAPOVER_")}
        assert given <= known, name


def test_each_waits_for_what_it_needs_and_says_how_it_is() -> None:
    found = services()
    in_image = {"node1", "node2"}
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text()
    for name, service in found.items():
        assert "healthcheck" in service or name in in_image, name
        for needed, how in service.get("depends_on", {}).items():
            assert needed in found
            ends = how["condition"] == "service_completed_successfully"
            assert ends == (needed == "migrate")


def test_the_image_is_built_once_for_all_who_run_it() -> None:
    found = services()
    run_it = {name: one for name, one in found.items() if one["image"] == "flapover"}
    assert set(run_it) == {"migrate", "node1", "node2"}
    assert {name for name, one in found.items() if "build" in one} == {"migrate"}
    for name in ("node1", "node2"):
        assert run_it[name]["pull_policy"] == "never", name  # nobody else has it
        assert "migrate" in run_it[name]["depends_on"], name


def test_the_database_is_not_called_healthy_while_it_is_being_made() -> None:
    # On a new volume the image starts it for itself first, on its socket alone.
    assert "--host=127.0.0.1" in services()["postgres"]["healthcheck"]["test"]


def test_nothing_is_kept_that_has_no_name() -> None:
    # What the Dockerfile calls a volume becomes one without a name where nothing is put there.
    kept = re.findall(r"^VOLUME (\S+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert kept == ["/data"]
    assert services()["migrate"]["tmpfs"] == kept[0]
    named = yaml.safe_load((ROOT / "compose.yaml").read_text())["volumes"]
    mounted = [mount for one in services().values() for mount in one.get("volumes", [])]
    assert {mount.split(":")[0] for mount in mounted} == {*named, "./Caddyfile"}


def test_nothing_but_caddy_has_a_door_outside() -> None:
    assert [name for name, one in services().items() if "ports" in one] == ["caddy"]


def test_the_folder_of_the_image_is_empty_and_its_user_s_own() -> None:
    # Made by useradd, it would hold the dotfiles of a person.
    written = (ROOT / "Dockerfile").read_text()
    assert "--no-create-home" in written
    assert "install --directory --owner=flapover --group=flapover --mode=700 /data" in written


def test_the_nodes_share_database_bell_and_films() -> None:
    found = services()
    one, two = found["node1"], found["node2"]
    assert one["environment"] == two["environment"]
    assert one["volumes"] == two["volumes"] == ["clips:/data"]
    assert one["environment"]["FLAPOVER_REDIS_URL"] == "redis://redis:6379"


def test_the_balancer_knows_every_node_and_trust_is_in_its_network() -> None:
    upstreams = re.findall(r"(\w+):8000", caddyfile())
    assert upstreams == [name for name in services() if name.startswith("node")]
    network = yaml.safe_load((ROOT / "compose.yaml").read_text())["networks"]["default"]
    trusted = services()["node1"]["environment"]["FLAPOVER_TRUSTED_PROXIES"]
    assert network["ipam"]["config"] == [{"subnet": trusted}]


def test_all_that_is_about_one_board_goes_to_one_node() -> None:
    written = re.search(r"path_regexp board (\S+)", caddyfile())
    assert written is not None
    pattern = re.compile(written[1])
    asked = ["/b/b-1", "/b/b-1/scherm", "/api/boards/b-1/seats", "/api/boards/b-1/clip?ticket=x"]
    assert {found[1] for found in map(pattern.match, asked) if found} == {"b-1"}
    heads = [f"GET {path} HTTP/1.1\r\n".encode() for path in [*asked, "/ws?board=b-1"]]
    assert all(BOARD.match(head) for head in heads)
    small = Balancer([1, 2, 3])
    assert len({tuple(small.order(head)) for head in heads}) == 1
    others = [small.order(b"GET / HTTP/1.1\r\n")[0] for _ in range(3)]
    assert sorted(others) == [1, 2, 3]
