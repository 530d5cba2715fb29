"""A file over the limit is dropped while it arrives; the rest of its form is read as usual."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from navstrechu.web.shell.uploads import LimitedUploadHandler, OversizedFile, UploadField, content_of

LIMIT = 3 * 1024 * 1024


class PaperForm(forms.Form):
    number = forms.CharField()
    file = UploadField()


@pytest.fixture(autouse=True)
def limit(settings):
    settings.UPLOAD_LIMIT_BYTES = LIMIT


@pytest.fixture
def sent():
    """Sends a form with a file of so many bytes; the request is closed as a server does it."""
    requests = []

    def send(size: int):
        scan = SimpleUploadedFile("скан.pdf", b"%PDF-" + b" " * (size - 5))
        request = RequestFactory().post("/", {"number": "12", "file": scan})
        requests.append(request)
        return request.POST, request.FILES

    yield send
    for request in requests:
        request.close()


@pytest.mark.parametrize("size", [1024, LIMIT - 1, LIMIT])
def test_file_up_to_the_limit_arrives_whole(sent, size: int):
    data, files = sent(size)

    form = PaperForm(data, files)

    assert form.is_valid()
    assert content_of(form.cleaned_data["file"]) == b"%PDF-" + b" " * (size - 5)


@pytest.mark.parametrize("size", [LIMIT + 1, 4 * LIMIT])
def test_larger_file_is_dropped_and_the_rest_of_the_form_stays(sent, size: int):
    data, files = sent(size)

    form = PaperForm(data, files)

    assert not form.is_valid()
    assert form.errors == {"file": ["Файл «скан.pdf» больше 3 МБ. Уменьшите его или разделите на части."]}
    assert form.cleaned_data == {"number": "12"}
    assert isinstance(files["file"], OversizedFile)
    assert (files["file"].size, files["file"].read()) == (size, b"")


def test_nothing_above_the_limit_is_passed_on():
    handler = LimitedUploadHandler(RequestFactory().post("/"))
    handler.new_file("file", "скан.pdf", "application/pdf", 0)
    chunk = b" " * (LIMIT // 2)

    passed = [handler.receive_data_chunk(chunk, 0) for _ in range(4)]

    assert passed == [chunk, chunk, None, None]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Файл «скан.pdf» пуст. Выберите другой файл."),
        (
            b"MZ\x90\x00",
            "Файл «скан.pdf» по содержанию не документ (или содержит макросы). Принимаются: PDF, DOCX, ODT, "
            "XLSX, DOC, RTF, PNG, JPEG, TIFF, TXT – без макросов.",
        ),
    ],
)
def test_unusable_content_is_refused_beside_the_field(content: bytes, said: str):
    form = PaperForm({"number": "12"}, {"file": SimpleUploadedFile("скан.pdf", content)})

    assert form.errors == {"file": [said]}


def test_missing_file_is_asked_for():
    assert PaperForm({"number": "12"}, {}).errors == {"file": ["Приложите файл документа."]}


def test_content_is_read_from_the_beginning():
    uploaded = SimpleUploadedFile("скан.pdf", b"%PDF-1.7")
    uploaded.read(3)

    assert content_of(uploaded) == b"%PDF-1.7"
