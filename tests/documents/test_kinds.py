import pytest

from navstrechu.documents import kinds
from navstrechu.documents.kinds import DocumentKind, kind, register_kind
from tests.documents.samples import document


@pytest.fixture(autouse=True)
def no_kinds(monkeypatch):
    monkeypatch.setattr(kinds, "_KINDS", {})


def test_kind_is_found_by_its_code():
    report = DocumentKind("progress_report", "Отчёт о ходе работ", document)

    register_kind(report)
    register_kind(report)

    assert kind("progress_report") == report
    assert kinds.kinds() == (report,)


def test_kinds_are_listed_by_title():
    for code, title in (("b", "Яблоко"), ("c", "Арбуз")):
        register_kind(DocumentKind(code, title, document))

    assert [known.title for known in kinds.kinds()] == ["Арбуз", "Яблоко"]


def test_code_of_another_kind_is_refused():
    register_kind(DocumentKind("report", "Отчёт", document))

    with pytest.raises(ValueError, match="«report» уже зарегистрирован"):
        register_kind(DocumentKind("report", "Другой отчёт", document))


def test_unknown_code_is_an_error():
    with pytest.raises(LookupError, match="«report» не зарегистрирован"):
        kind("report")
