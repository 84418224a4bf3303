"""The real command in a process of its own, on a home of its own, on SQLite or PostgreSQL."""

import json
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Run:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[Any]:
        """Standard output as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]


Wirkt = Callable[..., Run]


def command_in(home: Path, **environment: str) -> Wirkt:
    def run(*arguments: str, stdin: str | bytes = "") -> Run:
        known = {name: value for name, value in os.environ.items() if not name.startswith("WIRKT_")}
        done = subprocess.run(
            [sys.executable, "-m", "wirkt", *arguments],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            env={**known, "LANG": "en_GB.UTF-8", "WIRKT_HOME": str(home), **environment},
            capture_output=True, check=False, timeout=240, cwd=ROOT,
        )  # fmt: skip
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def wirkt(tmp_path: Path) -> Wirkt:
    """`wirkt ARGUMENTS…` on an empty home with SQLite."""
    return command_in(tmp_path / "home")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL of our own on the loopback address; gives `postgresql://…` without a database name."""
    programs = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)
    if programs is None:
        pytest.fail("PostgreSQL is not installed; deploy/test-packages installs it or says how.")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # PostgreSQL refuses to run as root.
    prefix = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    data = Path("/tmp") / f"wirkt-pg-{secrets.token_hex(4)}"  # noqa: S108 -- must be reachable by its own user
    data.mkdir(mode=0o700)
    if prefix:
        shutil.chown(data, pwd.getpwnam("postgres").pw_uid)
    shell = {"check": True, "stdout": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run([*prefix, programs / "initdb", "-D", data, "-A", "trust", "-U", "wirkt", "-E", "UTF8"], **shell)
    options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={data} -c fsync=off"
    subprocess.run(
        [*prefix, programs / "pg_ctl", "-D", data, "-l", data / "log", "-w", "-o", options, "start"], **shell
    )
    try:
        yield f"postgresql://wirkt@127.0.0.1:{port}"
    finally:
        subprocess.run([*prefix, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **shell)
        shutil.rmtree(data, ignore_errors=True)


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """The address of an empty database."""
    import psycopg

    name = f"wirkt_{secrets.token_hex(4)}"
    with psycopg.connect(f"{postgres_server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"{postgres_server}/{name}"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest, tmp_path: Path) -> Wirkt:
    """The command on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return command_in(tmp_path / "home")
    return command_in(tmp_path / "home", WIRKT_DATABASE=request.getfixturevalue("postgres"))
