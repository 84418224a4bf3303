import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from wirkt.accounts.models import User


class Command(BaseCommand):
    help = "Make an operator, who may sign in at /admin/. The password is asked for, or read from standard input."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("mail")

    def handle(self, *_args: Any, **options: Any) -> None:
        mail = options["mail"].strip().lower()
        try:
            validate_email(mail)
        except ValidationError as error:
            raise CommandError(f"“{mail}” is not a mail address.") from error
        if User.objects.filter(email=mail).exists():
            raise CommandError(f"{mail} has an account already.")
        password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            validate_password(password, User(email=mail))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        User.objects.create_superuser(mail, password)
        self.stdout.write(f"{mail} is an operator now.")
