"""Functions that a test runs in an isolated process."""

import os
import time
from pathlib import Path

from navstrechu.core.errors import InputRefused


def reverse(payload: bytes) -> bytes:
    return payload[::-1]


def refuse(payload: bytes) -> bytes:
    raise InputRefused(f"Не принято: {payload.decode()}.", ["строка 1", "строка 2"])


def take_memory(_payload: bytes) -> bytes:
    return bytes(400 * 1024 * 1024)[:1]


def spin(_payload: bytes) -> bytes:
    while True:
        pass


def sleep(_payload: bytes) -> bytes:
    time.sleep(60)
    return b""


def write_file(payload: bytes) -> bytes:
    Path(os.fsdecode(payload)).write_text("written", encoding="utf-8")
    return b""


def crash(_payload: bytes) -> bytes:
    return bytes(1 // 0)


def abort(_payload: bytes) -> bytes:
    os.abort()


def chatter(_payload: bytes) -> bytes:
    print("R prints like an answer")
    return b"answer"


def environment(_payload: bytes) -> bytes:
    return " ".join(sorted(os.environ)).encode()
