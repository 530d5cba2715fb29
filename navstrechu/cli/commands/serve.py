"""`navstrechu serve`: the web server of the product, and the worker beside it."""

import http.client
import socket
import sys
import threading
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import Any

from navstrechu.cli.output import told
from navstrechu.cli.supervision import SupervisedWorker
from navstrechu.core.errors import InputRefused

HELP = "запустить веб-сервер и рабочий процесс"
WORKERS = 2
# SQLite has one writer at a time: more threads would wait for it; two keep a long page from blocking others.
THREADS = {"sqlite": 2, "postgresql": 4}
PATIENCE_SECONDS = 60
# A request that hangs must not keep the person from stopping the server.
STOP_SECONDS = 10


def add_arguments(parser: ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--host", default="127.0.0.1", help="адрес (по умолчанию только эта машина)")
    parser.add_argument("--port", type=_port, default=8000, help="порт (по умолчанию 8000)")
    parser.add_argument("--workers", type=int, default=WORKERS, help="число рабочих процессов")


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise ArgumentTypeError(f"порт – число от 1 до 65535, а не «{text}»")
    return int(text)


def run(options: Namespace) -> int:
    """Serve until interrupted. Raises InputRefused when the address cannot be used."""
    require_free(options.host, options.port)
    require_fit()
    worker = SupervisedWorker()
    server = _server(options)
    server.on_startup(worker.start)
    try:
        server.serve()
    finally:
        worker.stop()
    return 0


def require_fit() -> None:
    """Say what is unwell. Raises InputRefused when serving would lose data or only show errors."""
    from navstrechu.operations.diagnosis import AT_START, examine  # noqa: PLC0415 – needs loaded applications

    results = examine(AT_START)
    for problem in (problem for result in results for problem in result.problems):
        print(told(problem), file=sys.stderr)
    if any(result.forbids_start for result in results):
        raise InputRefused("Сервер не запущен: исправьте ошибки, названные выше. Осмотр: navstrechu doctor")


def require_free(host: str, port: int) -> None:
    """Refuse a port on which another program listens, or an address that this machine does not have."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise InputRefused(
                f"Порт {port} открыт только администратору. Выберите порт больше 1023."
            ) from error
        except OSError as error:
            raise InputRefused(
                f"Адрес {host}:{port} занят или недоступен. Укажите другой порт: PORT={_next(port)} make run."
            ) from error


def _next(port: int) -> int:
    return port + 1 if port < 65535 else 8000


def _server(options: Namespace) -> Any:
    from django.db import connection, connections  # noqa: PLC0415 – the other commands start without Django
    from granian import Granian  # noqa: PLC0415 – 0.1 s that only this command needs
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    server = Granian(
        "config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=THREADS[connection.vendor],
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )
    # A database connection must not travel into the workers.
    connections.close_all()
    server.on_startup(lambda: _announce_when_ready(options.host, options.port))
    return server


def _announce_when_ready(host: str, port: int) -> None:
    """Print the address from a side thread once a worker really answers."""
    threading.Thread(target=_announce, args=(host, port), daemon=True).start()


def _announce(host: str, port: int) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not _answers(host, port):
        if time.monotonic() > deadline:
            print("Сервер не отвечает. Причина – в сообщениях выше.", flush=True)
            return
        time.sleep(0.05)
    for line in greeting(host, port):
        print(line, flush=True)


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(_reachable(host), port, timeout=10)
    try:
        connection.request("GET", "/healthz", headers={"Host": _own_name(host)})
        return connection.getresponse().status > 0
    except OSError:
        return False
    finally:
        connection.close()


def _own_name(host: str) -> str:
    """A name under which the product answers: behind a proxy it may refuse all others, even localhost."""
    from django.conf import settings  # noqa: PLC0415 – the other commands start without Django

    names = [name.lstrip(".") for name in settings.ALLOWED_HOSTS if name != "*"]
    return names[0] if names else _reachable(host)


def _reachable(host: str) -> str:
    """An address to connect to where the given one means «all addresses»."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 – compared, not bound


def greeting(host: str, port: int) -> list[str]:
    """What the person at the terminal needs: the address and, in a demonstration, as whom to look around."""
    from navstrechu.demonstration.content import PASSWORD  # noqa: PLC0415 – needs Django
    from navstrechu.demonstration.queries import demonstration_roles  # noqa: PLC0415

    shown = _reachable(host)
    lines = ["", f"  «Навстречу» работает: http://{f'[{shown}]' if ':' in shown else shown}:{port}/", ""]
    roles = demonstration_roles()
    if roles:
        lines.append(f"  Показательный орган. Логины (пароль у всех один: {PASSWORD}):")
        lines += [f"    {role.code:<16}{role.person}, {role.title}" for role in roles]
        lines.append("")
    lines += _first_steps(lines[1].split()[-1])
    return [*lines, "  Остановить – Ctrl+C. Данные сохранятся."]


def _first_steps(address: str) -> list[str]:
    """In an empty installation: where to begin, and the code that proves to be at this console."""
    from navstrechu.organisation import set_up_code  # noqa: PLC0415 – needs Django
    from navstrechu.organisation.queries import is_empty_installation  # noqa: PLC0415

    if not is_empty_installation():
        return []
    return [
        f"  Органа ещё нет. Начните здесь: {address}first-steps/",
        f"  Код установки: {set_up_code.issue()}",
        "",
    ]
