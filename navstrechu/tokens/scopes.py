"""What a key allows a program: never more than its owner may."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Scope(StrEnum):
    """A part of the API; the wording completes «Программа может …»."""

    READ = "read"
    EDIT_MEASURES = "edit_measures"
    REGISTER_DOCUMENTS = "register_documents"
    COMMENT = "comment"
    EDIT_REGISTERS = "edit_registers"
    PROPOSE_CHANGES = "propose_changes"
    DECIDE_PROPOSALS = "decide_proposals"


SCOPE_TEXTS: dict[Scope, object] = {
    Scope.READ: _("читать органы, должности, дорожную карту, документы, обсуждения и реестры"),
    Scope.EDIT_MEASURES: _("исправлять мероприятия и отмечать начало работы"),
    Scope.REGISTER_DOCUMENTS: _("регистрировать документы и засчитывать их результатами"),
    Scope.COMMENT: _("писать в обсуждения"),
    Scope.EDIT_REGISTERS: _("вести реестр процессов и перечень точек взаимодействия"),
    Scope.PROPOSE_CHANGES: _("представлять предложения об изменениях реестров"),
    Scope.DECIDE_PROPOSALS: _("рассматривать предложения об изменениях реестров"),
}


def scope_choices() -> list[tuple[str, object]]:
    """Scopes with their wording, in the order of the form."""
    return [(scope.value, text) for scope, text in SCOPE_TEXTS.items()]
