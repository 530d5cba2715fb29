"""One request to another server with a bound on everything: time, size, where it may lead."""

import http.client
import json
import socket
import ssl
import threading
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

from navstrechu.core.errors import DomainError

SECONDS = 5.0
MOST_BYTES = 256 * 1024
_LONGEST_ADDRESS = 2000
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Silent(DomainError):
    """The other server did not answer, or not in time."""


class Nonsense(DomainError):
    """The other server answered something that cannot be used."""


def is_safe_address(address: object) -> bool:
    """Whether secrets may be sent there: https, or plain http on this machine itself."""
    if not isinstance(address, str) or not 0 < len(address) <= _LONGEST_ADDRESS or not address.isprintable():
        return False
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    if not parts.hostname or parts.username is not None or " " in address:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)


def ask(
    method: str,
    address: str,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
) -> tuple[int, bytes]:
    """Status and body of the answer. Redirects are not followed: they would carry secrets elsewhere.

    Raises Silent when there is no whole answer within ``seconds``, Nonsense when it is over 256 KiB.
    """
    connection = _connection(urlsplit(address), seconds)
    cut = threading.Event()
    try:
        connection.connect()
        # A server that sends a byte now and then would outwait every timeout of a single read.
        timer = threading.Timer(seconds, _cut, (connection.sock, cut))
        timer.daemon = True
        timer.start()
        try:
            status, content = _conversation(connection, method, urlsplit(address), body, headers or {})
        finally:
            timer.cancel()
    except (OSError, http.client.HTTPException, ValueError) as fault:
        raise Silent(str(fault) or type(fault).__name__) from fault
    finally:
        connection.close()
    if cut.is_set():
        raise Silent("the answer did not end in time")
    if len(content) > MOST_BYTES:
        raise Nonsense("the answer is too large")
    return status, content


def _connection(parts: SplitResult, seconds: float) -> http.client.HTTPConnection:
    host = parts.hostname or ""
    if parts.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, parts.port, timeout=seconds, context=context)
    return http.client.HTTPConnection(host, parts.port, timeout=seconds)


def _conversation(
    connection: http.client.HTTPConnection,
    method: str,
    parts: SplitResult,
    body: bytes | None,
    headers: Mapping[str, str],
) -> tuple[int, bytes]:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection.request(method, target, body, {"Accept": "application/json", **headers})
    response = connection.getresponse()
    return response.status, response.read(MOST_BYTES + 1)


def _cut(connected: socket.socket, cut: threading.Event) -> None:
    cut.set()
    try:
        connected.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # it ended at the same moment


def json_object(content: bytes) -> dict[str, Any]:
    """The JSON object that the bytes hold. Raises Nonsense."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise Nonsense("the answer is not JSON") from fault
    if not isinstance(found, dict):
        raise Nonsense("the answer is not an object")
    return found
