import os
import socket
import subprocess
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from gunicorn.app.base import BaseApplication

from wirkt.config.wsgi import application

LONGEST_ADDRESS = 8190  # bytes; the most that gunicorn takes


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn with our settings and no configuration file."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return application


def keep_working(stop: threading.Event) -> None:
    """Hold one worker beside the server: start it, start it again when it dies, end it with the server."""
    command = [sys.executable, "-m", "wirkt", "work", "--beside", str(os.getpid())]
    while not stop.is_set():
        worker = subprocess.Popen(command)  # noqa: S603 -- our own command
        while worker.poll() is None and not stop.wait(0.2):
            pass
        worker.terminate()
        worker.wait(60)
        stop.wait(1)


def refuse_taken(bind: str) -> None:
    """Say at once what a server would find out after several tries."""
    host, _colon, port = bind.rpartition(":")
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host.strip("[]"), int(port)))
    except (OSError, ValueError) as error:
        raise CommandError(_("%(bind)s cannot be used: %(error)s. Choose another with --bind (make demo PORT=…).")
                           % {"bind": bind, "error": error}) from error  # fmt: skip


class Command(BaseCommand):
    help = "Start the web server and, beside it, the worker. Ctrl-C stops both."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", metavar="HOST:PORT")
        parser.add_argument("--threads", type=int, default=8)
        parser.add_argument("--processes", type=int, default=1)
        parser.add_argument("--no-worker", action="store_true", help="the worker runs elsewhere")

    def handle(self, *_args: Any, **options: Any) -> None:
        refuse_taken(options["bind"])
        stop = threading.Event()
        keeper = threading.Thread(target=keep_working, args=(stop,))
        if not options["no_worker"]:
            keeper.start()
        self.stdout.write(f"wirkt {settings.VERSION} serves http://{options['bind']}/ (Ctrl-C stops it)")
        self.stdout.flush()
        try:
            Server(
                {
                    "bind": options["bind"],
                    "threads": options["threads"],
                    "workers": options["processes"],
                    "worker_class": "gthread",
                    "loglevel": "warning",
                    "limit_request_line": LONGEST_ADDRESS,
                    "forwarded_allow_ips": "127.0.0.1",
                }
            ).run()
        finally:
            stop.set()
            if keeper.is_alive():
                keeper.join(60)
