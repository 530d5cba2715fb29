"""The printed form of an agency and its dictionary of cases, as the printer and the grammar take them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from navstrechu.core.text.grammar import Case, Exceptions, PhraseKind
from navstrechu.documents.engine.profile import OFFICIAL_FORM, Margins
from navstrechu.documents.official.values import PrintedForm, StandardForm
from navstrechu.drafting.models import PhraseForms, PrintedLayout
from navstrechu.files.models import StoredFile
from navstrechu.organisation.models import Agency

_MARGINS = ("left", "right", "top", "bottom")


def layout_of(agency: Agency) -> PrintedLayout:
    """What the agency has set; the standard's own values where it has set nothing (not saved)."""
    found = PrintedLayout.objects.filter(agency=agency).select_related("arms").first()
    return found or PrintedLayout(agency=agency)


def form_json(layout: PrintedLayout) -> dict[str, Any]:
    """The layout as JSON values; a round of agreement keeps them, so that the form stands as well."""
    return {
        "standard": layout.standard,
        "margins": {name: getattr(layout, f"margin_{name}") for name in _MARGINS},
        "body_size": layout.body_size,
        "table_size": layout.table_size,
        "arms": layout.arms_id,
        "blank_lines": layout.blank_lines.splitlines(),
        "has_qr": layout.has_qr,
        "issuer": layout.agency.short_name,
    }


def form_of_json(data: Mapping[str, Any]) -> PrintedForm:
    """The form of a kept layout, without the QR element: it belongs to one document."""
    arms = StoredFile.objects.filter(pk=data["arms"]).first() if data["arms"] else None
    profile = replace(
        OFFICIAL_FORM,
        margins=Margins(**data["margins"]),
        body_size=data["body_size"],
        table_size=data["table_size"],
    )
    return PrintedForm(
        standard=StandardForm(data["standard"]),
        profile=profile,
        arms=arms.path.read_bytes() if arms else b"",
        blank_lines=tuple(data["blank_lines"]),
    )


def exceptions_of(agency: Agency) -> Exceptions:
    """The agency's dictionary; what it says of itself in its settings belongs to it."""
    known: dict[tuple[PhraseKind, str], dict[Case, str]] = {
        (PhraseKind.BODY, agency.full_name.casefold()): {Case.GENITIVE: agency.full_name_genitive},
        (PhraseKind.BODY, agency.called.casefold()): _called_forms(agency),
    }
    for forms in PhraseForms.objects.filter(agency=agency):
        key = (PhraseKind(forms.kind), forms.phrase_key)
        known.setdefault(key, {}).update(_given(forms))
    return known


def _called_forms(agency: Agency) -> dict[Case, str]:
    cases = (Case.GENITIVE, Case.DATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
    forms = {case: getattr(agency, f"called_{case.value}") for case in cases}
    return {case: form for case, form in forms.items() if form}


def _given(forms: PhraseForms) -> dict[Case, str]:
    oblique = (case for case in Case if case is not Case.NOMINATIVE)
    return {case: form for case in oblique if (form := getattr(forms, case.value))}
