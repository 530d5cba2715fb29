"""Set-up skips what has not changed and redoes what has."""

from pathlib import Path

import pytest

from scripts import set_up


@pytest.fixture
def stamps(tmp_path: Path) -> set_up.Stamps:
    return set_up.Stamps(tmp_path / ".stamps")


@pytest.fixture
def done() -> list[str]:
    return []


def do(stamps: set_up.Stamps, done: list[str], value: str, makes: Path | None = None) -> None:
    set_up.step(stamps, "packages", "Ставлю", value, lambda: done.append(value), makes=makes)


def test_step_runs_once_for_one_value(stamps: set_up.Stamps, done: list[str]):
    for value in ("a", "a", "b", "b", "a"):
        do(stamps, done, value)

    assert done == ["a", "b", "a"]


def test_step_runs_again_when_its_product_was_deleted(stamps: set_up.Stamps, done: list[str], tmp_path: Path):
    product = tmp_path / "product"
    product.touch()
    do(stamps, done, "a", product)
    do(stamps, done, "a", product)
    product.unlink()
    do(stamps, done, "a", product)

    assert done == ["a", "a"]


def test_failed_step_leaves_no_stamp(stamps: set_up.Stamps, done: list[str]):
    def fail() -> None:
        raise set_up.SetUpFailed("нет сети")

    with pytest.raises(set_up.SetUpFailed):
        set_up.step(stamps, "packages", "Ставлю", "a", fail)
    do(stamps, done, "a")

    assert done == ["a"]


def test_digest_follows_names_and_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(set_up, "ROOT", tmp_path)
    (tmp_path / "a").write_text("1")
    first = set_up.digest([tmp_path])
    (tmp_path / "a").rename(tmp_path / "b")
    renamed = set_up.digest([tmp_path])
    (tmp_path / "b").write_text("2")
    changed = set_up.digest([tmp_path])
    (tmp_path / "b").rename(tmp_path / "a")
    (tmp_path / "a").write_text("1")

    assert len({first, renamed, changed}) == 3
    assert set_up.digest([tmp_path]) == first


def test_failing_program_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(set_up.SetUpFailed) as refusal:
        set_up.call("sh", "-c", "echo причина >&2; exit 3")

    assert str(refusal.value) == (
        "Не выполнено: sh -c echo причина >&2; exit 3 (код 3). Причина напечатана выше."
    )
    assert capsys.readouterr().err == "причина\n"
