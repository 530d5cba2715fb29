"""Reading files of strangers in a process of its own: capped memory and time, no environment, no inheritance.

The worker answers with one byte that tells a result from a refusal; everything else is a crash. Sentences
of the child are Russian, the parent says them in the language of the page.
"""

import contextlib
import json
import logging
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from navstrechu.core.errors import InputRefused

_log = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[2]
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); "
    "from navstrechu.jobs.isolated import work; work(sys.argv[2:])"
)
_RESULT, _REFUSAL = b"R", b"E"
_OUT_OF_MEMORY = 77
_CAPPED = (-signal.SIGXCPU, -signal.SIGKILL, _OUT_OF_MEMORY)
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
_LOGGED_CHARACTERS = 4_000
_TOO_COMPLEX = (
    "Файл слишком сложный: его разбор занял больше памяти или времени, чем отведено. "
    "Оставьте в файле только нужную таблицу и загрузите снова."
)


def run_isolated(function_path: str, payload: bytes, *, memory_mb: int = 512, seconds: int = 20) -> bytes:
    """Run «module:function» (bytes → bytes) in a child process and return what it returns.

    ``memory_mb`` caps the address space, ``seconds`` both processor and wall time. Raises InputRefused: the
    function's own refusal word for word, a sentence about complexity at a cap, one with an incident number
    after a crash (the trace goes to the log).
    """
    arguments = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _START, str(_ROOT), function_path]
    process = subprocess.Popen(
        [*arguments, str(memory_mb), str(seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_ENVIRONMENT,
        cwd="/",
        start_new_session=True,
    )
    try:
        answer, errors = process.communicate(payload, timeout=seconds)
    except subprocess.TimeoutExpired:
        _kill(process)
        return _answer_of(_OUT_OF_MEMORY, b"", b"")
    except BaseException:
        _kill(process)
        raise
    return _answer_of(process.returncode, answer, errors)


def work(arguments: list[str]) -> None:
    """Body of the child process: cap it, run the function, write the answer to the pipe that was stdout."""
    function_path, memory_mb, seconds = arguments
    _cap(int(memory_mb), int(seconds))
    # What a library may print must not end up in the answer.
    pipe = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        answer = _RESULT + _function(function_path)(sys.stdin.buffer.read())
    except InputRefused as refusal:
        words = {"message": str(refusal.message), "problems": list(refusal.problems)}
        answer = _REFUSAL + json.dumps(words).encode("ascii")
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    with os.fdopen(pipe, "wb") as out:
        out.write(answer)


def _function(path: str) -> Callable[[bytes], bytes]:
    module, _colon, name = path.partition(":")
    function: Callable[[bytes], bytes] = getattr(import_module(module), name)
    return function


def _cap(memory_mb: int, seconds: int) -> None:
    import resource  # noqa: PLC0415 – absent on some systems; the parent must start there too

    limits = {
        resource.RLIMIT_AS: memory_mb * 1024 * 1024,
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))


def _kill(process: subprocess.Popen[bytes]) -> None:
    """Nothing of the child outlives the call, whatever way it ended."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _answer_of(status: int, answer: bytes, errors: bytes) -> bytes:
    # Only here: the child knows no settings.
    from navstrechu.core.text.retelling import retold, retold_all  # noqa: PLC0415

    if status in _CAPPED:
        raise InputRefused(retold(_TOO_COMPLEX))
    if status == 0 and answer[:1] == _RESULT:
        return answer[1:]
    if status == 0 and answer[:1] == _REFUSAL:
        words = json.loads(answer[1:])
        raise InputRefused(retold(words["message"]), retold_all(words["problems"]))
    incident = secrets.token_hex(4).upper()
    trace = errors.decode("utf-8", "replace")[-_LOGGED_CHARACTERS:]
    _log.error("isolated worker failed, incident %s, status %s: %s", incident, status, trace)
    sentence = (
        "Файл не удалось прочитать из-за сбоя программы, ничего не сохранено. "
        f"Сообщите администратору номер обращения {incident}."
    )
    raise InputRefused(retold(sentence))
