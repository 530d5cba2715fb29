"""Ways out for letters: an SMTP server, files in a folder, the console. Chosen by the setting MAIL_TRANSPORT.

`hand_over` is split from `prepare` where it matters: once the text is on its way, the server may have it.
"""

import re
import smtplib
import ssl
import sys
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings

from navstrechu.notices.models import Mail

SECONDS = 30
# Servers close a connection that brings more.
LETTERS_OF_A_CONNECTION = 50
_READY, _ACCEPTED, _CLOSING = 354, 250, 421


class Refused(Exception):
    """The receiving side certainly does not have the letter; ``for_good`` when it never will."""

    def __init__(self, problem: str, *, for_good: bool = False) -> None:
        super().__init__(problem)
        self.problem = problem
        self.for_good = for_good


class Away(Refused):
    """The server itself cannot be used now: every other letter would meet the same."""


class Silent(Exception):
    """The connection broke after the text was sent: nobody knows."""


class Transport(Protocol):
    """What the sender needs of a way out."""

    def send(self, mail: Mail, note_handed: Callable[[], bool]) -> None:
        """Deliver; ``note_handed`` is called right before the text leaves, and stops it by False.

        Raises Refused or Silent.
        """

    def was_accepted(self, mail: Mail) -> bool | None:
        """Whether a letter arrived whose sender died; None where that cannot be known."""

    def close(self) -> None: ...


def message_of(mail: Mail) -> bytes:
    """The letter as it goes over the wire; the same bytes for every attempt."""
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["From"] = settings.MAIL_FROM
    message["To"] = mail.address
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = mail.message_id
    # Answering machines keep quiet when they see this.
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, cte="base64")
    message.add_alternative(mail.html, subtype="html", cte="base64")
    # The boundary is chosen by the library at random: bound to the letter, a repetition is equal.
    message.set_boundary(f"=={mail.message_id.strip('<>').partition('@')[0]}")
    return message.as_bytes()


class SmtpTransport:
    """A connection for many letters, opened when the first is sent."""

    def __init__(self) -> None:
        self.server: smtplib.SMTP | None = None
        self.brought = 0

    def send(self, mail: Mail, note_handed: Callable[[], bool]) -> None:
        try:
            server = self._prepare(mail)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise _refusal(error) from error
        if not note_handed():
            self.close()
            return
        self._hand_over(server, mail)

    def _prepare(self, mail: Mail) -> smtplib.SMTP:
        """Everything up to the server's word that it is ready for the text."""
        if self.brought >= LETTERS_OF_A_CONNECTION:
            self.close()
        server = self.server = self.server or _connect()
        self.brought += 1
        _require(server.mail(settings.MAIL_FROM_ADDRESS), _ACCEPTED)
        _require(server.rcpt(mail.address), _ACCEPTED)
        _require(server.docmd("DATA"), _READY)
        return server

    def _hand_over(self, server: smtplib.SMTP, mail: Mail) -> None:
        try:
            server.send(re.sub(rb"(?m)^\.", b"..", message_of(mail)) + b".\r\n")
            answer = server.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise Silent from error
        try:
            _require(answer, _ACCEPTED)
        except smtplib.SMTPResponseException as error:
            self.close()
            raise _refusal(error) from error

    def was_accepted(self, mail: Mail) -> None:
        return None

    def close(self) -> None:
        """Say goodbye; whether the server hears it does not matter."""
        server, self.server, self.brought = self.server, None, 0
        if server is None:
            return
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()


def _connect() -> smtplib.SMTP:
    """Raises Away: without a connection no letter can leave, whatever the reason."""
    try:
        return _connected()
    except (OSError, smtplib.SMTPException) as error:
        raise Away(_refusal(error).problem) from error


def _connected() -> smtplib.SMTP:
    host, port = settings.SMTP_HOST, settings.SMTP_PORT
    if settings.SMTP_TLS == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=SECONDS, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(host, port, timeout=SECONDS)
    if settings.SMTP_TLS == "starttls":
        server.starttls(context=ssl.create_default_context())
    server.ehlo_or_helo_if_needed()
    if settings.SMTP_USER:
        server.login(settings.SMTP_USER, settings.SMTP_PASSWORD)
    return server


def _require(answer: tuple[int, bytes], code: int) -> None:
    if answer[0] != code and not (code == _ACCEPTED and answer[0] == 251):
        raise smtplib.SMTPResponseException(*answer)


def _refusal(error: Exception) -> Refused:
    """Codes 5xx about the letter are for good; a wrong password or a server that is away will be mended."""
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else ""
        if error.smtp_code == _CLOSING:
            return Away(f"{error.smtp_code} {text}".strip())
        for_good = 550 <= error.smtp_code < 560
        return Refused(f"{error.smtp_code} {text}".strip(), for_good=for_good)
    return Refused(str(error) or type(error).__name__)


class FileTransport:
    """Each letter is a file named by its Message-ID: writing it again leaves one letter."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, mail: Mail, note_handed: Callable[[], bool]) -> None:
        if not note_handed():
            return
        path = self._path(mail)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            partial = path.with_suffix(".part")
            partial.write_bytes(message_of(mail))
            partial.replace(path)
        except OSError as error:
            raise Refused(str(error)) from error

    def was_accepted(self, mail: Mail) -> bool:
        return self._path(mail).exists()

    def close(self) -> None:
        """Nothing is open."""

    def _path(self, mail: Mail) -> Path:
        return self.folder / f"{mail.message_id.strip('<>').partition('@')[0]}.eml"


class ConsoleTransport:
    """Prints letters: for trying things out."""

    def send(self, mail: Mail, note_handed: Callable[[], bool]) -> None:
        if note_handed():
            print(f"{mail.address}: {mail.subject}\n{mail.text}", file=sys.stdout, flush=True)

    def was_accepted(self, mail: Mail) -> None:
        return None

    def close(self) -> None:
        """Nothing is open."""


def transport() -> Transport:
    """The way out of this installation."""
    if settings.MAIL_TRANSPORT == "smtp":
        return SmtpTransport()
    if settings.MAIL_TRANSPORT == "console":
        return ConsoleTransport()
    return FileTransport(settings.MAIL_FOLDER)
