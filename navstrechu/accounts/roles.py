"""Roles and what each may do: data, shown to the administrator as it stands here.

Source: roadmap 1.1 (the responsible), order 201 clauses 2.4 and 3.3 (unit heads), domain rules of approval.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """What a role can allow; the wording completes «Может …»."""

    VIEW = "view"
    COMMENT = "comment"
    START_MEASURE = "start_measure"
    REGISTER_DOCUMENT = "register_document"
    REGISTER_OWN_DOCUMENT = "register_own_document"
    EDIT_ROADMAP = "edit_roadmap"
    MOVE_DUE_DATES = "move_due_dates"
    EDIT_ORGANISATION = "edit_organisation"
    EDIT_SETTINGS = "edit_settings"
    MANAGE_ACCOUNTS = "manage_accounts"
    VIEW_HISTORY = "view_history"
    EDIT_REGISTERS = "edit_registers"
    PROPOSE_CHANGES = "propose_changes"
    DECIDE_PROPOSALS = "decide_proposals"
    FREEZE_EDITION = "freeze_edition"
    APPROVE_EDITION = "approve_edition"
    DRAFT_DOCUMENT = "draft_document"
    SIGN_DOCUMENT = "sign_document"
    EDIT_TEMPLATES = "edit_templates"


PERMISSION_TEXTS: dict[Permission, object] = {
    Permission.VIEW: _("видеть данные органа"),
    Permission.COMMENT: _("участвовать в обсуждении"),
    Permission.START_MEASURE: _("отмечать начало работы по мероприятию"),
    Permission.REGISTER_DOCUMENT: _("регистрировать документы и связывать их с любыми мероприятиями"),
    Permission.REGISTER_OWN_DOCUMENT: _("регистрировать документы по мероприятиям своей должности"),
    Permission.EDIT_ROADMAP: _("загружать и исправлять дорожную карту"),
    Permission.MOVE_DUE_DATES: _("переносить сроки по решению рабочей группы"),
    Permission.EDIT_ORGANISATION: _("вести подразделения, должности и назначения"),
    Permission.EDIT_SETTINGS: _("менять настройки органа и календарь"),
    Permission.MANAGE_ACCOUNTS: _("вести учётные записи и роли"),
    Permission.VIEW_HISTORY: _("читать журнал изменений"),
    Permission.EDIT_REGISTERS: _("вести реестр процессов и перечень точек взаимодействия"),
    Permission.PROPOSE_CHANGES: _("предлагать изменения строк своего подразделения"),
    Permission.DECIDE_PROPOSALS: _("рассматривать предложения об изменениях"),
    Permission.FREEZE_EDITION: _("формировать редакции реестров"),
    Permission.APPROVE_EDITION: _("утверждать редакции реестров приказом"),
    Permission.DRAFT_DOCUMENT: _("готовить проекты документов и отправлять их на согласование"),
    Permission.SIGN_DOCUMENT: _("подписывать согласованные документы"),
    Permission.EDIT_TEMPLATES: _("править шаблоны, номера, оформление документов и словарь падежей"),
}


class Role(StrEnum):
    """The roles of the system."""

    RESPONSIBLE = "responsible"
    COORDINATOR = "coordinator"
    UNIT_HEAD = "unit_head"
    ANALYST = "analyst"
    EMPLOYEE = "employee"
    WORKING_GROUP = "working_group"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class RoleDescription:
    """How a role reads and what it allows."""

    title: object
    description: object
    permissions: frozenset[Permission]


_MEMBER = {Permission.VIEW, Permission.COMMENT}

ROLES: dict[Role, RoleDescription] = {
    Role.RESPONSIBLE: RoleDescription(
        _("Ответственный за внедрение"),
        _("Заместитель руководителя, который отвечает за внедрение и утверждает результаты."),
        frozenset(
            {
                *_MEMBER,
                Permission.START_MEASURE,
                Permission.REGISTER_DOCUMENT,
                Permission.VIEW_HISTORY,
                Permission.DECIDE_PROPOSALS,
                Permission.APPROVE_EDITION,
                Permission.DRAFT_DOCUMENT,
                Permission.SIGN_DOCUMENT,
            }
        ),
    ),
    Role.COORDINATOR: RoleDescription(
        _("Координатор"),
        _("Подразделение, которое ведёт дорожную карту и реестры и готовит документы."),
        frozenset(
            {
                *_MEMBER,
                Permission.START_MEASURE,
                Permission.REGISTER_DOCUMENT,
                Permission.EDIT_ROADMAP,
                Permission.EDIT_ORGANISATION,
                Permission.EDIT_SETTINGS,
                Permission.VIEW_HISTORY,
                Permission.EDIT_REGISTERS,
                Permission.PROPOSE_CHANGES,
                Permission.DECIDE_PROPOSALS,
                Permission.FREEZE_EDITION,
                Permission.DRAFT_DOCUMENT,
                Permission.EDIT_TEMPLATES,
            }
        ),
    ),
    Role.UNIT_HEAD: RoleDescription(
        _("Руководитель подразделения"),
        _("Исполняет мероприятия своей должности, сообщает об их результатах и об изменениях в реестрах."),
        frozenset(
            {
                *_MEMBER,
                Permission.START_MEASURE,
                Permission.REGISTER_OWN_DOCUMENT,
                Permission.PROPOSE_CHANGES,
                Permission.DRAFT_DOCUMENT,
            }
        ),
    ),
    Role.ANALYST: RoleDescription(
        _("Аналитик"),
        _("Собирает обратную связь, оценивает удовлетворённость и готовит отчёты."),
        frozenset({*_MEMBER, Permission.DRAFT_DOCUMENT}),
    ),
    Role.EMPLOYEE: RoleDescription(
        _("Сотрудник"),
        _("Читает дорожную карту и документы, участвует в обсуждении."),
        frozenset(_MEMBER),
    ),
    Role.WORKING_GROUP: RoleDescription(
        _("Рабочая группа региона"),
        _("Видит все органы региона и записывает решения протоколов о переносе сроков."),
        frozenset({*_MEMBER, Permission.MOVE_DUE_DATES, Permission.VIEW_HISTORY}),
    ),
    Role.ADMINISTRATOR: RoleDescription(
        _("Администратор"),
        _("Ведёт учётные записи, настройки и структуру; ничего не утверждает."),
        frozenset(
            {
                Permission.VIEW,
                Permission.EDIT_ORGANISATION,
                Permission.EDIT_SETTINGS,
                Permission.MANAGE_ACCOUNTS,
                Permission.VIEW_HISTORY,
            }
        ),
    ),
}


def role_choices() -> list[tuple[str, object]]:
    """Roles with their titles; a callable, so that a new title makes no migration."""
    return [(role.value, ROLES[role].title) for role in Role]


def roles_with(permission: Permission) -> list[Role]:
    """Which roles allow it; a refusal names them so that the person knows whom to ask."""
    return [role for role in Role if permission in ROLES[role].permissions]
