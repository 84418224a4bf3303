"""The command `wirkt`: public names for the commands of the house, on a home that is made ready first."""

import contextlib
import os
import secrets
import signal
import sys
from pathlib import Path

COMMANDS = {
    "init": "home",
    "operator": "operator",
    "import": "import_releases",
    "search": "search",
    "serve": "serve",
    "work": "work",
    "reindex": "reindex",
    "check": "check_home",
    "sample": "sample",
    "bench": "bench",
    "compilemessages": "compilemessages",
    "makemessages": "makemessages",
    "makemigrations": "makemigrations",
}
USAGE = f"""usage: wirkt COMMAND [options]

  init       make the home (WIRKT_HOME, default ./var) or bring it up to date
  operator   make the first operator
  import     read releases from files, folders or addresses
  search     search what is public
  serve      start web and worker
  work       start the worker alone
  reindex    build the index anew from the database
  check      look whether everything fits together
  sample     load the sample newsroom
  bench      measure, side by side with others

`wirkt COMMAND --help` explains one of them. Settings: docs/settings.md ({len(COMMANDS)} commands)
"""
ONLY_READ = {"search"}
WITHOUT_HOME = {"bench", "compilemessages", "makemessages", "makemigrations"}


def prepare_home() -> None:
    """The folder and its secret key; tables follow once Django is set up."""
    home = Path(os.environ.get("WIRKT_HOME", "./var")).resolve()
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if "WIRKT_SECRET_KEY" not in os.environ and not (home / "secret-key").exists():
        # Of two first commands one key wins, and nobody ever reads a half-written one.
        beside = home / f"secret-key.{os.getpid()}"
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as key:
            key.write(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(beside, home / "secret-key")
        beside.unlink()


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    name = given[0] if given else ""
    if name not in COMMANDS:
        print(USAGE, file=sys.stderr if name not in {"", "-h", "--help", "help"} else sys.stdout)
        return 0 if name in {"", "-h", "--help", "help"} else 2
    if arguments is None and name in ONLY_READ:
        # A pager or `head` that closes early ends the command, as it ends any other.
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wirkt.config.settings")
    if name not in WITHOUT_HOME:
        prepare_home()
    # Settings read the secret key that was just made, so Django comes in only now.
    import django  # noqa: PLC0415 -- see above
    from django.core.management import call_command, load_command_class  # noqa: PLC0415 -- see above
    from django.utils import translation  # noqa: PLC0415 -- see above

    django.setup()
    translation.activate(_language())
    if name not in WITHOUT_HOME and name != "init":
        call_command("home", verbosity=0)
    command = load_command_class(_app_of(COMMANDS[name]), COMMANDS[name])
    command.run_from_argv(["wirkt", name, *given[1:]])
    return 0


def _language() -> str:
    """The language of the person at the terminal, as POSIX says it: LC_ALL, LC_MESSAGES, LANG."""
    named = next(filter(None, (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "de" if named.startswith("de") else "en"


def _app_of(command: str) -> str:
    from django.core.management import get_commands  # noqa: PLC0415 -- Django is set up by now

    return str(get_commands()[command])


if __name__ == "__main__":
    sys.exit(main())
