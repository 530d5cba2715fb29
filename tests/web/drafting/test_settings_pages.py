"""Templates, numbers, printed form and dictionary of cases: the coordinator's pages."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.documents.official.stored import text_of_json
from navstrechu.drafting.models import NumberMask, PhraseForms, PrintedLayout, TextTemplate
from navstrechu.drafting.queries.templates import template_in_use
from navstrechu.organisation.models import Agency
from tests.drafting.samples import SAMPLE, template
from tests.factories.drafting import phrase_forms, written_act
from tests.factories.organisation import agency, member
from tests.sessions import sign_in
from tests.web.visiting import FRAGMENT, errors, texts, toast, tree

pytestmark = pytest.mark.django_db
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
PAGES = ("templates/", "templates/sample/", "templates/sample/0/", "numbers/", "numbers/order/mask/",
         "numbers/order/next/", "layout/", "layout/sample.pdf", "dictionary/", "dictionary/add/")  # fmt: skip


@pytest.fixture
def client(coordinator: User) -> Client:
    return sign_in(coordinator)


def url(own: Agency, tail: str) -> str:
    return f"/agency/{own.code}/drafts/settings/{tail}"


@pytest.mark.parametrize("tail", PAGES)
def test_only_the_coordinator_opens_the_settings(own: Agency, client: Client, tail: str):
    assert client.get(url(own, tail)).status_code == 200
    assert sign_in(member(Role.RESPONSIBLE, own)).get(url(own, tail)).status_code == 403
    assert Client().get(url(own, tail)).status_code == 302


def fields(**other: object) -> dict[str, object]:
    return {"seen": 0, "title": "О проверке {органа}", "preamble": "", "clauses": "1. Проверить.", **other}


def test_template_is_saved_and_drafts_start_from_it(own: Agency, client: Client):
    page = client.get(url(own, "templates/sample/"))
    assert texts(page, "//textarea[@name='title']") == ["О проверке работы {органа}"]
    done = client.post(url(own, "templates/sample/"), fields(note="короче"), follow=True)

    assert toast(done) == ["Шаблон сохранён. Новые проекты начнутся с него."]
    assert template_in_use(own, SAMPLE).title == "О проверке {органа}"
    assert [(one.number, one.note) for one in TextTemplate.objects.all()] == [(1, "короче")]
    assert (
        "версия 1"
        in texts(client.get(url(own, "templates/")), "//tbody/tr[th/a[contains(., 'проверке')]]/td[2]")[0]
    )


def test_template_with_an_unknown_part_keeps_what_was_typed(own: Agency, client: Client):
    page = client.post(url(own, "templates/sample/"), fields(clauses="[[нет такой]]"))

    assert page.status_code == 422
    assert "Вставки «[[нет такой]]» нет. Есть: [[поручения]], [[проверки]]." in errors(page)[""]
    assert texts(page, "//textarea[@name='clauses']") == ["[[нет такой]]"]


def test_second_editor_of_a_template_sees_both(own: Agency, client: Client):
    client.post(url(own, "templates/sample/"), fields())
    page = client.post(url(own, "templates/sample/"), fields(title="Об ином"))

    assert page.status_code == 409
    assert [" ".join(dt.text_content().split()) for dt in tree(page).xpath("//*[@class='versions']//dt")] == [
        "Заголовок", "Заголовок",
    ]  # fmt: skip
    seen = tree(page).xpath("//input[@name='seen']/@value")
    assert seen == ["1"]
    assert client.post(url(own, "templates/sample/"), fields(title="Об ином", seen=1)).status_code == 302


def test_template_goes_back_to_the_shipped_text(own: Agency, client: Client):
    client.post(url(own, "templates/sample/"), fields())
    page = client.get(url(own, "templates/sample/0/"))
    assert texts(page, "//h3")[0] == "Заголовок"
    done = client.post(url(own, "templates/sample/0/restore/"), {"seen": 1})

    assert done.status_code == 302
    assert template_in_use(own, SAMPLE) == template()
    assert [(one.number, one.note) for one in TextTemplate.objects.order_by("number")] == [
        (1, ""), (2, "исходный текст"),
    ]  # fmt: skip
    assert client.post(url(own, "templates/sample/1/restore/"), {"seen": 1}).status_code == 409
    assert client.post(url(own, "templates/sample/9/restore/"), {"seen": 2}).status_code == 404
    assert text_of_json(TextTemplate.objects.get(number=2).text) == template()


def test_template_is_shown_with_live_data(own: Agency, client: Client):
    region = client.post(url(own, "templates/sample/preview/"), fields(title="О {отдела}"), headers=FRAGMENT)

    assert "О отдела кадров" in texts(region, "//*[contains(@class, 'doc-heading-1')]")
    wrong = client.post(url(own, "templates/sample/preview/"), fields(title="{нет}"), headers=FRAGMENT)
    assert wrong.status_code == 422
    assert client.get(url(own, "templates/нет/")).status_code == 404


def test_mask_is_set_and_the_book_goes_on(own: Agency, client: Client):
    done = client.post(url(own, "numbers/order/mask/"), {"version": 0, "mask": "{номер}-од"}, follow=True)
    assert toast(done) == ["Маска сохранена."]
    wrong = client.post(url(own, "numbers/order/mask/"), {"version": 1, "mask": "{номерок}"})
    assert "неизвестная подстановка" in errors(wrong)["mask"]
    client.post(url(own, "numbers/order/next/"), {"seen": 0, "number": 57})

    assert NumberMask.objects.get().mask == "{номер}-од"
    assert texts(client.get(url(own, "numbers/")), "//tbody/tr[1]/td[2]") == ["№ 57-од"]
    again = client.post(url(own, "numbers/order/next/"), {"seen": 0, "number": 60})
    assert again.status_code == 409
    assert client.get(url(own, "numbers/нет/mask/")).status_code == 404


@pytest.mark.parametrize("number", [0, -1, 10_000_000, "много"])
def test_next_number_out_of_bounds_is_refused(own: Agency, client: Client, number: object):
    page = client.post(url(own, "numbers/order/next/"), {"seen": 0, "number": number})

    assert page.status_code == 422
    assert list(errors(page)) == ["number"]


def layout_fields(**other: object) -> dict[str, object]:
    return {
        "version": 0, "standard": "gost_2016", "margin_left": 30, "margin_right": 15, "margin_top": 20,
        "margin_bottom": 20, "body_size": 13, "table_size": 11, "blank_lines": "г. Энск\r\nул. Мира, 1",
        **other,
    }  # fmt: skip


def test_layout_is_set_with_arms_and_taken_back(own: Agency, client: Client):
    arms = SimpleUploadedFile("герб.png", PNG, "image/png")
    done = client.post(url(own, "layout/"), layout_fields(arms=arms, has_qr="on"), follow=True)

    assert toast(done) == ["Оформление сохранено. Уже отправленные на согласование документы не изменятся."]
    stands = PrintedLayout.objects.get()
    assert (stands.standard, stands.margin_right, stands.body_size, stands.blank_lines.splitlines()) == (
        "gost_2016", 15, 13, ["г. Энск", "ул. Мира, 1"],
    )  # fmt: skip
    assert len(tree(done).xpath("//*[@id='draft-page']//img")) == 1
    assert (
        client.post(url(own, "layout/"), layout_fields(version=stands.version, no_arms="on")).status_code
        == 302
    )
    stands.refresh_from_db()
    assert stands.arms is None
    assert client.get(url(own, "layout/sample.exe")).status_code == 404


def test_wrong_layout_is_refused_beside_its_field(own: Agency, client: Client):
    small = client.post(url(own, "layout/"), layout_fields(margin_left=5))
    assert (small.status_code, list(errors(small))) == (422, ["margin_left"])
    program = SimpleUploadedFile("герб.png", b"MZ\x90\x00", "image/png")
    page = client.post(url(own, "layout/"), layout_fields(arms=program))
    assert errors(page) == {"arms": "Герб загружается картинкой PNG. Сохраните его в этом формате."}
    client.post(url(own, "layout/"), layout_fields())
    stale = client.post(url(own, "layout/"), layout_fields())
    assert stale.status_code == 409
    assert tree(stale).xpath("//input[@name='version']/@value") == ["1"]


def test_words_are_declined_corrected_and_removed(own: Agency, client: Client):
    page = client.get(url(own, "dictionary/add/?kind=post&phrase=начальник отдела"))
    filled = {
        one.get("name"): one.get("value") for one in tree(page).xpath("//main//form//input[@type='text']")
    }
    assert (filled["genitive"], filled["dative"]) == ("начальника отдела", "начальнику отдела")
    typed = filled | {"kind": "post", "genitive": "начальницы отдела"}
    assert client.post(url(own, "dictionary/add/"), typed).status_code == 302

    entry = PhraseForms.objects.get()
    assert (entry.phrase, entry.genitive, entry.dative) == (
        "начальник отдела", "начальницы отдела", "начальнику отдела",
    )  # fmt: skip
    assert texts(client.get(url(own, "dictionary/?q=НАЧАЛЬНИК&kind=post")), "//tbody//th") == [
        "начальник отдела"
    ]
    assert texts(client.get(url(own, "dictionary/?kind=body")), "//tbody//th") == []
    client.post(url(own, f"dictionary/{entry.pk}/remove/"))
    assert PhraseForms.objects.count() == 0
    assert client.post(url(own, f"dictionary/{entry.pk}/remove/")).status_code == 404


def test_empty_words_are_refused(own: Agency, client: Client):
    page = client.post(url(own, "dictionary/add/"), {"kind": "post", "phrase": ""})

    assert (page.status_code, errors(page)) == (422, {"phrase": "Укажите слова в именительном падеже."})


def test_dictionary_of_another_agency_is_not_there(client: Client, own: Agency):
    entry = phrase_forms(agency())

    assert client.post(url(own, f"dictionary/{entry.pk}/remove/")).status_code == 404


def test_number_book_follows_registrations(own: Agency, client: Client):
    written_act(own, number="")

    assert texts(client.get(url(own, "numbers/")), "//tbody/tr[1]/td[1]") == ["{номер}"]
