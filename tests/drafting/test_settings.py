"""What an agency sets for its documents: printed form and dictionary of cases."""

import struct
import zlib

import pytest

from navstrechu.accounts.roles import Role
from navstrechu.acts.models import ActKind
from navstrechu.core.errors import InputRefused, NotAllowed, StaleObject
from navstrechu.core.text.grammar import Case, PhraseKind
from navstrechu.documents.official.values import StandardForm
from navstrechu.drafting.forms import exceptions_of, form_json, form_of_json, layout_of
from navstrechu.drafting.models import NumberMask, PrintedLayout
from navstrechu.drafting.services.numbering import _saved_mask, set_number_mask
from navstrechu.drafting.services.settings import forget_forms, remember_forms, set_layout
from navstrechu.drafting.values import SignedFile
from navstrechu.history.models import Event
from navstrechu.organisation.models import Agency
from tests.factories import NOON
from tests.factories.organisation import agency, member

pytestmark = pytest.mark.django_db
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060"
    "000000050001a5f645400000000049454e44ae426082"
)


def png_head(width: int, height: int) -> bytes:
    """A picture that claims a size: a few bytes that would unpack to gigabytes."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return PNG[:8] + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + PNG[33:]


@pytest.fixture
def department() -> Agency:
    return agency()


@pytest.fixture
def coordinator(department):
    return member(Role.COORDINATOR, department)


def test_layout_that_nobody_set_is_the_standard(department):
    form = form_of_json(form_json(layout_of(department)))

    assert form.standard is StandardForm.GOST_2025
    assert (form.profile.margins.left, form.profile.body_size, form.arms) == (30, 14, b"")


def test_layout_set_is_printed_with_the_arms(department, coordinator):
    set_layout(
        agency=department,
        values={"standard": "gost_2016", "margin_left": 25, "blank_lines": "ул. Ленина, 1\nг. Орёл"},
        arms=SignedFile("герб.png", PNG),
        version=0,
        by=coordinator,
        at=NOON,
    )

    form = form_of_json(form_json(layout_of(department)))
    assert form.standard is StandardForm.GOST_2016
    assert (form.profile.margins.left, form.blank_lines) == (25, ("ул. Ленина, 1", "г. Орёл"))
    assert form.arms == PNG
    told = Event.objects.get(verb="printed_layout_set")
    assert told.changes["margin_left"] == [30, 25]


def test_layout_set_over_a_newer_one_is_refused(department, coordinator):
    set_layout(agency=department, values={"margin_left": 25}, version=0, by=coordinator, at=NOON)

    with pytest.raises(StaleObject, match="Оформление уже изменил"):
        set_layout(agency=department, values={"margin_left": 35}, version=0, by=coordinator, at=NOON)

    assert layout_of(department).margin_left == 25


@pytest.mark.parametrize(
    ("values", "field"), [({"margin_left": 5}, "margin_left"), ({"body_size": 40}, "body_size")]
)
def test_layout_out_of_bounds_is_refused(department, coordinator, values, field):
    with pytest.raises(InputRefused) as refusal:
        set_layout(agency=department, values=values, version=0, by=coordinator, at=NOON)

    assert refusal.value.field == field
    assert layout_of(department).pk is None


def test_arms_that_are_no_picture_are_refused(department, coordinator):
    with pytest.raises(InputRefused, match="картинкой PNG"):
        set_layout(
            agency=department,
            values={},
            arms=SignedFile("герб.png", b"MZ"),
            version=0,
            by=coordinator,
            at=NOON,
        )


@pytest.mark.parametrize(
    "picture",
    [PNG[:40], PNG.replace(bytes.fromhex("789c63"), bytes.fromhex("789c00")), png_head(60_000, 60_000)],
    ids=["cut", "damaged", "endless"],
)
def test_arms_that_no_printer_could_draw_are_refused(department, coordinator, picture):
    with pytest.raises(InputRefused, match="повреждена или больше"):
        set_layout(
            agency=department,
            values={},
            arms=SignedFile("герб.png", picture),
            version=0,
            by=coordinator,
            at=NOON,
        )


def test_layout_of_a_unit_head_is_refused(department):
    with pytest.raises(NotAllowed, match="оформление документов"):
        set_layout(agency=department, values={}, version=0, by=member(Role.UNIT_HEAD, department), at=NOON)


def test_phrase_remembered_is_declined_by_the_dictionary(department, coordinator):
    entry = remember_forms(
        agency=department,
        kind=PhraseKind.POST,
        phrase="Завхоз  главный",
        forms={Case.GENITIVE: "главного завхоза", Case.DATIVE: " "},
        by=coordinator,
        at=NOON,
    )

    assert exceptions_of(department)[PhraseKind.POST, "завхоз главный"] == {Case.GENITIVE: "главного завхоза"}
    forget_forms(entry=entry, by=coordinator, at=NOON)
    assert (PhraseKind.POST, "завхоз главный") not in exceptions_of(department)
    told = Event.objects.filter(verb__startswith="phrase_forms").order_by("sequence")
    assert [event.verb for event in told] == ["phrase_forms_set", "phrase_forms_removed"]


def test_phrase_without_a_form_is_refused(department, coordinator):
    with pytest.raises(InputRefused, match="хотя бы одну форму"):
        remember_forms(
            agency=department, kind=PhraseKind.POST, phrase="Завхоз", forms={}, by=coordinator, at=NOON
        )


def test_first_layouts_of_two_at_once_are_one(department, coordinator, monkeypatch):
    seen_by_both = PrintedLayout(agency=department)
    set_layout(agency=department, values={"margin_left": 25}, version=0, by=coordinator, at=NOON)
    monkeypatch.setattr("navstrechu.drafting.services.settings.layout_of", lambda _agency: seen_by_both)

    with pytest.raises(StaleObject, match="Оформление уже изменил"):
        set_layout(agency=department, values={"margin_left": 35}, version=0, by=coordinator, at=NOON)


def test_first_masks_of_two_at_once_are_one(department, coordinator):
    set_number_mask(
        agency=department, act_kind=ActKind.ORDER, mask="{номер}-од", version=0, by=coordinator, at=NOON
    )

    with pytest.raises(StaleObject):
        _saved_mask(NumberMask(agency=department, act_kind=ActKind.ORDER.value), "{номер}")
