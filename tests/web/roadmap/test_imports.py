"""Loading a roadmap on its pages: file or pasted text, preview, confirmation, refusals."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from navstrechu.accounts.roles import Role
from navstrechu.roadmap.models import ImportDraft, Measure, RoadmapEdition
from navstrechu.roadmap.queries.plan import current_roadmap
from navstrechu.roadmap.services.measures import edit_result
from tests.factories import NOON
from tests.factories.organisation import agency, member
from tests.factories.roadmap import import_draft, measure, read_measure, reading, required_result, roadmap
from tests.roadmap.documents import (
    REFERENCE,
    cells_in_paragraphs,
    measure_row,
    reference_bytes,
    reference_plan,
    text_of,
)
from tests.sessions import sign_in
from tests.web.visiting import errors, section, texts, toast, tree, visitor, words

pytestmark = pytest.mark.django_db
NOTICE = "//div[contains(concat(' ', @class, ' '), ' notice ')]"


@pytest.fixture
def owner():
    return agency()


@pytest.fixture
def client(owner) -> Client:
    return sign_in(member(Role.COORDINATOR, owner))


def address(of, *parts: object) -> str:
    return f"/agency/{of.code}/roadmap/" + "".join(f"{part}/" for part in parts)


def upload(client: Client, of, data: bytes, name: str = "карта.txt", **values: object):
    given = {"file": SimpleUploadedFile(name, data), **values}
    return client.post(address(of, "import"), given, follow=True)


def confirm(client: Client, page, **values: object):
    form = tree(page).xpath("//form[contains(@action, 'confirm')]")[0]
    given = {field.get("name"): field.get("value") or "" for field in form.xpath(".//input[@name]")}
    return client.post(form.get("action"), given | values, follow=True)


@pytest.mark.parametrize(
    ("name", "data"),
    [("карта.txt", reference_bytes()), ("карта.docx", cells_in_paragraphs(reference_plan()))],
    ids=["text", "docx"],
)
def test_file_is_shown_before_it_is_saved(client: Client, owner, name: str, data: bytes):
    page = upload(client, owner, data, name)

    assert texts(page, "//h1") == ["Проверьте, что прочитано"]
    assert [text.split(" – ")[0] for text in texts(page, "//div[@class='stat__value']")] == [
        "71",
        "11",
        "80",
        "7",
        "35",
    ]
    assert texts(page, "//div[@class='stat__note']") == ["приказов 33, отчётов 47", "новых 7"]
    assert len(tree(page).xpath("//tbody/tr[not(@class)]")) == 71
    assert len(section(page, "posts")) == 7
    assert tree(page).xpath("//input[@name='basis']/@value") == [
        "протокол заочного заседания рабочей группы от 26.09.2023 № 1"
    ]
    assert tree(page).xpath("//input[@name='approved_on']/@value") == ["26.09.2023"]
    assert not Measure.objects.exists()


def test_every_doubt_leads_to_its_row(client: Client, owner):
    page = tree(upload(client, owner, reference_bytes()))

    targets = {link.removeprefix("#") for link in page.xpath("//a[starts-with(@href, '#row-')]/@href")}
    rows = set(page.xpath("//tr/@id"))
    assert targets - rows == set()
    assert {"row-2.7.1", "row-2.2", "row-1.8"} <= targets


def test_confirmed_file_becomes_the_plan(client: Client, owner):
    page = confirm(client, upload(client, owner, reference_bytes()))

    assert toast(page) == ["Дорожная карта загружена."]
    assert page.request["PATH_INFO"] == address(owner, "table")
    assert current_roadmap(owner).measures.count() == 71
    assert not ImportDraft.objects.exists()


def test_pasted_table_is_read_like_a_file(client: Client, owner):
    pasted = {"text": REFERENCE.read_text(encoding="utf-8")}

    page = client.post(address(owner, "import"), pasted, follow=True)

    assert len(tree(page).xpath("//tbody/tr[not(@class)]")) == 71
    assert ImportDraft.objects.get().file.name == "вставленный текст.txt"


def test_form_wants_exactly_one_source(client: Client, owner):
    nothing = client.post(address(owner, "import"), {})
    both = upload(client, owner, reference_bytes(), text="1.\tОбщие")

    assert (nothing.status_code, errors(nothing)) == (
        422,
        {"file": "Выберите файл или вставьте таблицу в поле ниже."},
    )
    assert (both.status_code, errors(both)) == (
        422,
        {"text": "Выбран файл и вставлен текст. Оставьте что-то одно."},
    )
    assert texts(both, "//textarea") == ["1. Общие"]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("фото.docx", b"\x89PNG\r\n\x1a\n....", "Это изображение."),
        ("план.docx", b"PK\x03\x04 broken", "«план.docx»"),
        ("письмо.txt", "Добрый день".encode(), "Это не дорожная карта"),
        ("пусто.txt", b"", "Файл пуст."),
        ("план.txt", text_of(measure_row(due="31.02.2024")), "даты «31.02.2024» не существует"),
    ],
)
def test_file_that_cannot_be_read_is_refused_with_a_sentence(client: Client, owner, name, data, sentence):
    page = upload(client, owner, data, name)

    assert page.status_code == 422
    [notice] = texts(page, NOTICE)
    assert sentence in notice
    assert not ImportDraft.objects.exists()


def test_every_bad_place_of_a_file_is_listed(client: Client, owner):
    rows = (measure_row("1.1.", due="31.02.2024"), measure_row("1.2.", posts=""), measure_row("1.2."))

    page = upload(client, owner, text_of(*rows))

    assert [text.split(":")[0] for text in texts(page, NOTICE + "//li")] == [
        "Строка 3, мероприятие 1.1",
        "Строка 4, мероприятие 1.2",
        "Строка 5, мероприятие 1.2",
    ]


def test_file_over_the_limit_is_refused_beside_the_field(client: Client, owner, settings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024

    page = upload(client, owner, b"x" * (1024 * 1024 + 1), "архив.txt")

    assert (page.status_code, errors(page)) == (
        422,
        {"file": "Файл «архив.txt» больше 1 МБ. Уменьшите его или разделите на части."},
    )


def test_pasted_text_without_end_is_refused_while_it_arrives(client: Client, owner, settings):
    page = client.post(address(owner, "import"), {"text": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})

    assert page.status_code == 413
    assert texts(page, "//*[@data-error-sentence]") == [
        "Набранный или вставленный текст больше 5 МБ. Пришлите его файлом."
    ]


def test_pasted_text_stays_when_it_is_refused(client: Client, owner):
    page = client.post(address(owner, "import"), {"text": "не таблица"})

    assert (page.status_code, texts(page, "//textarea")) == (422, ["не таблица"])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"basis": ""}, {"basis": "Укажите протокол или иной документ об утверждении."}),
        ({"approved_on": "31.02.2024"}, {"approved_on": "Такой даты нет. Введите дату вида 26.09.2023."}),
        ({"approved_on": "01.01.2099"}, {"": "Дата утверждения ещё не наступила. Укажите дату протокола."}),
    ],
)
def test_incomplete_approval_is_asked_for_again(client: Client, owner, values, expected):
    page = confirm(client, upload(client, owner, reference_bytes()), **values)

    assert (page.status_code, errors(page)) == (422, expected)
    assert not Measure.objects.exists()
    assert ImportDraft.objects.count() == 1


def test_second_confirmation_is_a_page_with_a_sentence(client: Client, owner):
    preview = upload(client, owner, reference_bytes())
    confirm(client, preview)

    page = confirm(client, preview)

    assert page.status_code == 409
    assert "Этот файл уже подтверждён или отменён." in words(tree(page))
    assert RoadmapEdition.objects.count() == 1


def test_vanished_preview_is_a_page_with_a_sentence(client: Client, owner):
    page = client.get(address(owner, "import", 404))

    assert page.status_code == 409
    assert "Посмотрите список редакций или загрузите файл заново." in words(tree(page))


def test_preview_of_another_agency_is_not_there(client: Client, owner):
    foreign = import_draft(agency())

    assert client.get(address(owner, "import", foreign.pk)).status_code == 409
    assert client.post(address(owner, "import", foreign.pk, "discard")).status_code == 409
    assert ImportDraft.objects.filter(pk=foreign.pk).exists()


def test_discarded_file_leaves_the_plan_as_it_was(client: Client, owner):
    upload(client, owner, reference_bytes())

    page = client.post(address(owner, "import", ImportDraft.objects.get().pk, "discard"), follow=True)

    assert toast(page) == ["Загрузка отменена, дорожная карта не изменилась."]
    assert not ImportDraft.objects.exists()


def test_new_edition_shows_what_it_changes(client: Client, owner):
    plan = roadmap(owner)
    new = reading(
        read_measure("1.1", title="Назначен иной ответственный 1.1"), read_measure("1.3", title="Новое")
    )
    draft = import_draft(owner, new)

    page = client.get(address(owner, "import", draft.pk))

    [changes] = tree(page).xpath("//section[@aria-labelledby='changes']")
    assert words(changes.xpath("./p")[0]) == (
        "Добавлено мероприятий: 1, изменено: 1 (в том числе с новым номером: 0), исключено: 1."
    )
    assert [words(found) for found in changes.xpath(".//dl//ins")] == ["иной"]
    assert [words(found) for found in changes.xpath(".//ul//ins")] == ["Новое"]
    assert [words(found) for found in changes.xpath(".//ul//del")] == ["Назначен ответственный 1.2"]
    assert texts(page, "//tr[@id='row-1.3']//*[contains(@class, 'badge')]")[0] == "новое"
    assert plan.measures.filter(withdrawn_on=None).count() == 2


def test_same_file_again_says_that_nothing_changes(client: Client, owner):
    confirm(client, upload(client, owner, reference_bytes()))

    preview = upload(client, owner, reference_bytes())
    page = confirm(client, preview)

    assert section(preview, "changes") == ["Что изменится Ничего: в плане уже записано то же самое."]
    assert (page.status_code, errors(page)) == (
        422,
        {"": "Файл ничего не меняет: в дорожной карте уже записано то же самое."},
    )


def test_plan_changed_meanwhile_is_compared_again_before_anything_is_saved(client: Client, owner):
    plan = roadmap(owner)
    preview = client.get(address(owner, "import", import_draft(owner, reading(read_measure("1.1"))).pk))
    by = member(Role.COORDINATOR, owner)
    edit_result(result=required_result(measure(plan)), version=1, text="Исправлено", by=by, at=NOON)

    refused = confirm(client, preview, basis="протокол № 2", approved_on="10.03.2024")
    assert refused.status_code == 409
    assert "пока вы смотрели файл, дорожную карту изменили" in errors(refused)[""]
    assert texts(refused, "//section[@aria-labelledby='changes']//del")[0] == "Исправлено"
    accepted = confirm(client, refused)

    assert toast(accepted) == ["Дорожная карта загружена."]
    assert plan.editions.count() == 2


def test_markup_in_a_file_stays_text(client: Client, owner):
    row = measure_row(title="Утверждена <script>alert(1)</script> модель")

    page = upload(client, owner, text_of(row), "<b>план</b>.txt")

    assert tree(page).xpath("//td//script | //p//b") == []
    assert "Утверждена <script>alert(1)</script> модель" in words(tree(page))


def test_saved_draft_of_pasted_text_is_dropped_in_the_browser(client: Client, owner):
    first = upload(client, owner, reference_bytes())
    again = client.get(first.request["PATH_INFO"])

    assert [tree(page).xpath("//@data-draft-saved") for page in (first, again)] == [["roadmap-import"], []]


@pytest.mark.usefixtures("demonstration")
def test_preview_of_the_demonstration_costs_a_constant_number_of_queries(django_assert_max_num_queries):
    client = visitor("coordinator")
    data = Path(REFERENCE).read_bytes().replace("1.2.\tУтверждена".encode(), "1.2.\tОдобрена".encode())
    page = client.post(
        "/agency/dsz/roadmap/import/", {"file": SimpleUploadedFile("к.txt", data)}, follow=True
    )

    with django_assert_max_num_queries(30):
        page = client.get(page.request["PATH_INFO"])

    assert "Утверждена Одобрена" in section(page, "changes")[0]
