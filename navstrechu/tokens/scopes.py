"""What a key allows a program: never more than its owner may."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Scope(StrEnum):
    """A part of the API; the wording completes «Программа может …»."""

    READ = "read"
    EDIT_MEASURES = "edit_measures"
    REGISTER_DOCUMENTS = "register_documents"
    COMMENT = "comment"


SCOPE_TEXTS: dict[Scope, object] = {
    Scope.READ: _("читать органы, должности, дорожную карту, документы и обсуждения"),
    Scope.EDIT_MEASURES: _("исправлять мероприятия и отмечать начало работы"),
    Scope.REGISTER_DOCUMENTS: _("регистрировать документы и засчитывать их результатами"),
    Scope.COMMENT: _("писать в обсуждения"),
}


def scope_choices() -> list[tuple[str, object]]:
    """Scopes with their wording, in the order of the form."""
    return [(scope.value, text) for scope, text in SCOPE_TEXTS.items()]
