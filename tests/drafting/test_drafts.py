"""Drafts: started, saved in versions, taken back, withdrawn; templates that they start from."""

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.core.errors import Conflict, InputRefused, NotAllowed, StaleObject
from navstrechu.documents.official.outline import read_outline
from navstrechu.documents.official.stored import text_of_json
from navstrechu.documents.official.values import OfficialText
from navstrechu.drafting import kinds
from navstrechu.drafting.models import Draft
from navstrechu.drafting.queries.drafts import DraftFilters, drafts_of
from navstrechu.drafting.queries.templates import template_in_use
from navstrechu.drafting.services.drafts import restore_version, save_draft, start_draft, withdraw_draft
from navstrechu.drafting.services.templates import save_template
from navstrechu.drafting.values import DraftContent
from navstrechu.history.models import Event
from tests.drafting.samples import SAMPLE, template
from tests.factories import NOON
from tests.factories.organisation import agency, member, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sample_kind(monkeypatch):
    monkeypatch.setitem(kinds._KINDS, SAMPLE.code, SAMPLE)


@pytest.fixture
def draft() -> Draft:
    made = agency()
    return start_draft(agency=made, kind=SAMPLE, by=member(Role.COORDINATOR, made), at=NOON)


def verbs(draft: Draft) -> list[str]:
    own = Event.objects.filter(subject_type="drafting.draft", subject_id=str(draft.pk))
    return list(own.order_by("sequence").values_list("verb", flat=True))


def content(title: str) -> DraftContent:
    return DraftContent(OfficialText(title, clauses=read_outline("1. Пункт.")), forms={"отдела": " отдела "})


def test_draft_starts_from_the_template(draft):
    assert text_of_json(draft.text) == template()
    assert draft.title.startswith("О проверке работы ")
    assert [version.number for version in draft.versions.all()] == [1]
    assert verbs(draft) == ["draft_started"]


def test_draft_of_an_employee_is_refused():
    made = agency()

    with pytest.raises(NotAllowed, match="готовить проекты документов"):
        start_draft(agency=made, kind=SAMPLE, by=member(Role.EMPLOYEE, made), at=NOON)


def test_saved_draft_is_a_new_version(draft):
    save_draft(draft=draft, content=content("О новом"), version=draft.version, by=draft.author, at=NOON)

    draft.refresh_from_db()
    assert (draft.title, draft.forms, draft.version) == ("О новом", {"отдела": "отдела"}, 2)
    assert [version.number for version in draft.versions.order_by("number")] == [1, 2]
    assert verbs(draft) == ["draft_started", "draft_saved"]


def test_draft_saved_unchanged_makes_no_version(draft):
    same = DraftContent(template())

    save_draft(draft=draft, content=same, version=draft.version, by=draft.author, at=NOON)

    assert draft.versions.count() == 1
    assert verbs(draft) == ["draft_started"]


def test_draft_saved_over_a_newer_version_is_refused(draft):
    save_draft(draft=draft, content=content("О первом"), version=1, by=draft.author, at=NOON)

    with pytest.raises(StaleObject, match="уже изменил другой сотрудник"):
        save_draft(draft=draft, content=content("О втором"), version=1, by=draft.author, at=NOON)

    draft.refresh_from_db()
    assert draft.title == "О первом"


def test_draft_of_another_author_is_refused_to_a_unit_head(draft):
    with pytest.raises(NotAllowed, match="Проект ведёт его автор"):
        save_draft(
            draft=draft,
            content=content("О чужом"),
            version=1,
            by=member(Role.UNIT_HEAD, draft.agency),
            at=NOON,
        )


def test_draft_without_a_title_is_refused(draft):
    with pytest.raises(InputRefused, match="Укажите заголовок"):
        save_draft(draft=draft, content=content("  "), version=1, by=draft.author, at=NOON)


def test_post_of_another_agency_does_not_sign(draft):
    strange = DraftContent(content("О новом").text, signatory=post(agency()))

    with pytest.raises(InputRefused, match="другому органу"):
        save_draft(draft=draft, content=strange, version=1, by=draft.author, at=NOON)


def test_earlier_version_is_taken_back_as_a_new_one(draft):
    save_draft(draft=draft, content=content("О новом"), version=1, by=draft.author, at=NOON)

    restore_version(draft=draft, number=1, version=2, by=draft.author, at=NOON)

    draft.refresh_from_db()
    assert text_of_json(draft.text) == template()
    assert [version.note for version in draft.versions.order_by("number")] == ["", "", "версия 1"]


def test_version_that_is_not_there_is_refused(draft):
    with pytest.raises(Conflict, match="Такой версии"):
        restore_version(draft=draft, number=9, version=1, by=draft.author, at=NOON)


def test_withdrawn_draft_can_no_longer_be_saved(draft):
    withdraw_draft(draft=draft, reason="не нужен", by=draft.author, at=NOON)

    with pytest.raises(Conflict, match="уже отправлен"):
        save_draft(draft=draft, content=content("О новом"), version=2, by=draft.author, at=NOON)
    assert verbs(draft) == ["draft_started", "draft_withdrawn"]


def test_draft_withdrawn_without_a_reason_is_refused(draft):
    with pytest.raises(InputRefused, match="Укажите причину"):
        withdraw_draft(draft=draft, reason=" ", by=draft.author, at=NOON)


def test_drafts_are_found_by_words_of_the_title(draft):
    save_draft(draft=draft, content=content("О контрольных проверках"), version=1, by=draft.author, at=NOON)

    assert list(drafts_of(draft.agency, DraftFilters(text="контрольная проверка"))) == [draft]
    assert list(drafts_of(draft.agency, DraftFilters(text="закупка"))) == []


def test_template_saved_is_used_by_the_next_draft(draft):
    coordinator = member(Role.COORDINATOR, draft.agency)
    text = OfficialText("О своём порядке", clauses=read_outline("1. Пункт {органа}."))

    save_template(agency=draft.agency, kind=SAMPLE, text=text, seen=0, by=coordinator, at=NOON)

    assert template_in_use(draft.agency, SAMPLE) == text
    started = start_draft(agency=draft.agency, kind=SAMPLE, by=coordinator, at=NOON)
    assert started.title == "О своём порядке"


def test_template_saved_over_a_newer_version_is_refused(draft):
    coordinator = member(Role.COORDINATOR, draft.agency)
    save_template(agency=draft.agency, kind=SAMPLE, text=template(), seen=0, by=coordinator, at=NOON)

    with pytest.raises(StaleObject, match="Шаблон уже изменил"):
        save_template(agency=draft.agency, kind=SAMPLE, text=template(), seen=0, by=coordinator, at=NOON)


def test_template_with_an_unknown_place_is_refused(draft):
    coordinator = member(Role.COORDINATOR, draft.agency)

    with pytest.raises(InputRefused, match="Подстановки"):
        save_template(
            agency=draft.agency, kind=SAMPLE, text=OfficialText("О {нет}"), seen=0, by=coordinator, at=NOON
        )
