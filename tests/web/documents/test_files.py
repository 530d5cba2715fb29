"""Files beside a document: the printed form that the worker makes, scans and signatures, what is refused."""

import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from navstrechu.acts.models import Act
from navstrechu.acts.services import keep_printed_form
from navstrechu.history.services import SYSTEM
from tests.factories import NOON, TODAY
from tests.factories.drafting import act_file, written_act
from tests.factories.evidence import PDF
from tests.factories.organisation import agency
from tests.web.visiting import errors, section, toast, visitor

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
BASE = "/agency/dsz/documents/"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00"
SIGNATURE = bytes.fromhex("3082010a06092a864886f70d010702a08201")
IN_LETTERS = b"-----BEGIN CMS-----\n" + base64.b64encode(SIGNATURE + bytes(60)) + b"\n-----END CMS-----\n"


def order() -> Act:
    return Act.objects.get(number="141", agency__code="dsz")


def add(login: str, role: str, name: str, data: bytes):
    body = {"role": role, "file": SimpleUploadedFile(name, data)}
    return visitor(login).post(f"{BASE}{order().pk}/files/add/", body, follow=True)


@pytest.mark.parametrize(
    ("role", "name", "data"),
    [
        ("scan", "скан.pdf", PDF),
        ("signature", "приказ.docx.sig", SIGNATURE),
        ("signature", "приказ.p7s", IN_LETTERS),
    ],
)
def test_added_file_stands_on_the_page_and_is_given_back(role: str, name: str, data: bytes):
    response = add("finance", role, name, data)

    kept = order().files.get()
    assert toast(response) == [f"Файл приложен: {name}."]
    assert (kept.role, kept.added_by_name) == (role, "Белова И. С.")
    assert section(response, "files")[0].startswith(name)
    file = visitor("employee").get(f"{BASE}{order().pk}/files/{kept.pk}/")
    assert b"".join(file.streaming_content) == data
    assert file["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    ("role", "name", "data", "said"),
    [
        (
            "scan",
            "приказ.pdf",
            PROGRAM,
            "Файл «приказ.pdf» по содержанию не документ (или содержит макросы). Принимаются: PDF, DOCX, "
            "ODT, XLSX, DOC, RTF, PNG, JPEG, TIFF, TXT – без макросов.",
        ),
        (
            "signature",
            "подпись.sig",
            PROGRAM,
            "Файл «подпись.sig» – не электронная подпись. Нужен файл .sig или .p7s в формате CMS (PKCS #7), "
            "который выдаёт программа подписания.",
        ),
        (
            "signature",
            "приказ.pdf",
            PDF,
            "Файл «приказ.pdf» – не электронная подпись. Нужен файл .sig или .p7s в формате CMS (PKCS #7), "
            "который выдаёт программа подписания.",
        ),
        ("signature", "пусто.sig", b"", "Файл «пусто.sig» пуст. Выберите другой файл."),
    ],
)
def test_file_that_is_not_what_it_says_is_refused(role: str, name: str, data: bytes, said: str):
    response = add("coordinator", role, name, data)

    assert (response.status_code, errors(response)) == (422, {"file": said})
    assert not order().files.exists()


def test_printed_form_is_not_added_by_hand():
    response = add("coordinator", "printed", "приказ.pdf", PDF)

    assert errors(response) == {"role": "Выберите, что вы прикладываете: скан или файл подписи."}


@pytest.mark.parametrize("login", ["employee", "analyst", "group", "admin"])
def test_adding_is_refused_to_others(login: str):
    assert add(login, "scan", "скан.pdf", PDF).status_code == 403
    assert not order().files.exists()


def test_annulled_document_takes_no_file():
    found = order()
    Act.objects.filter(pk=found.pk).update(status="annulled", annulled_on=TODAY)

    response = add("coordinator", "scan", "скан.pdf", PDF)

    assert response.status_code == 409


def test_printed_form_is_being_made_until_the_worker_has_kept_it():
    written = written_act(order().agency)
    client = visitor("employee")

    before = section(client.get(f"{BASE}{written.pk}/"), "files")
    keep_printed_form(act=written, name="prikaz-1.pdf", data=PDF, by=SYSTEM, at=NOON)
    after = section(client.get(f"{BASE}{written.pk}/"), "files")

    assert before == ["Печатная форма PDF/A готовится – обновите страницу через минуту"]
    assert [one.split()[0] for one in after] == ["prikaz-1.pdf"]


def test_file_of_another_document_is_not_found():
    foreign = act_file(agency())

    client = visitor("coordinator")
    assert client.get(f"{BASE}{foreign.act_id}/files/{foreign.pk}/").status_code == 404
    assert client.get(f"{BASE}{order().pk}/files/{foreign.pk}/").status_code == 404
