"""The process that reads files of strangers: its caps, its answers, what it is not given."""

import logging
import os
import time
from pathlib import Path

import pytest

from navstrechu.core.errors import InputRefused
from navstrechu.jobs.isolated import run_isolated

WORKS = "tests.jobs.isolated_works"
TOO_COMPLEX = (
    "Файл слишком сложный: его разбор занял больше памяти или времени, чем отведено. "
    "Оставьте в файле только нужную таблицу и загрузите снова."
)


def refusal(work: str, payload: bytes = b"", **caps: int) -> InputRefused:
    with pytest.raises(InputRefused) as refused:
        run_isolated(f"{WORKS}:{work}", payload, **caps)
    return refused.value


def test_answer_is_what_the_function_returns() -> None:
    payload = os.urandom(300_000)

    assert run_isolated(f"{WORKS}:reverse", payload) == payload[::-1]


def test_refusal_comes_back_word_for_word() -> None:
    refused = refusal("refuse", "«карта»".encode())

    assert (str(refused), refused.problems) == ("Не принято: «карта».", ("строка 1", "строка 2"))


def test_memory_is_capped() -> None:
    assert str(refusal("take_memory", memory_mb=128)) == TOO_COMPLEX


def test_processor_time_is_capped() -> None:
    started = time.monotonic()

    assert str(refusal("spin", seconds=1)) == TOO_COMPLEX
    assert time.monotonic() - started < 5


def test_waiting_is_capped_and_leaves_no_process() -> None:
    before = children()

    assert str(refusal("sleep", seconds=1)) == TOO_COMPLEX
    assert children() == before


def children() -> set[str]:
    """Processes that this one has started and that have not been waited for."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {child for task in tasks for child in task.read_text(encoding="ascii").split()}


def test_nothing_is_written_to_disk(tmp_path: Path) -> None:
    target = tmp_path / "written"

    refused = refusal("write_file", os.fsencode(target))

    assert "Сообщите администратору номер обращения" in str(refused)
    assert not target.exists() or target.stat().st_size == 0


def test_crash_is_told_with_an_incident_that_the_log_knows(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="navstrechu.jobs.isolated"):
        refused = refusal("crash")

    incident = str(refused).removesuffix(".").rpartition(" ")[2]
    assert str(refused) == (
        "Файл не удалось прочитать из-за сбоя программы, ничего не сохранено. "
        f"Сообщите администратору номер обращения {incident}."
    )
    assert incident in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_process_killed_by_a_fault_is_a_crash() -> None:
    assert "из-за сбоя программы" in str(refusal("abort"))


def test_what_the_function_prints_is_no_answer() -> None:
    assert run_isolated(f"{WORKS}:chatter", b"x") == b"answer"


def test_environment_and_descriptors_are_not_handed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAVSTRECHU_SECRET_KEY", "тайна")

    assert run_isolated(f"{WORKS}:environment", b"") == b"LC_ALL PATH"
