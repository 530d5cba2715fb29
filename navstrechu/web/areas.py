"""What the left navigation holds, in the order of the work."""

from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.roles import Permission
from navstrechu.web.shell.navigation import Area, Item
from navstrechu.web.shell.navigation import register as register_areas

_ROADMAP = (
    Item(_("Матрица"), "roadmap:matrix"),
    Item(_("Таблица"), "roadmap:table"),
    Item(_("Диаграмма Ганта"), "roadmap:gantt"),
    Item(_("Календарь сроков"), "roadmap:calendar"),
    Item(_("Прогноз"), "roadmap:forecast"),
    Item(_("По ответственным"), "roadmap:posts"),
    Item(_("Мои задачи"), "roadmap:tasks"),
    Item(_("Проверки"), "roadmap:checks"),
    Item(_("Редакции и загрузка"), "roadmap:editions"),
    Item(_("Отчёт о ходе"), "roadmap:report"),
)
_PROCESSES = (
    Item(_("Реестр процессов"), "processes:register"),
    Item(_("Группы и направления"), "processes:groups"),
    Item(_("Виды каналов"), "processes:channels"),
    Item(_("Проверки реестра"), "processes:checks"),
    Item(_("Редакции"), "registers:editions", kwargs=(("register", "processes"),)),
)
_TOUCHPOINTS = (
    Item(_("Перечень"), "touchpoints:register"),
    Item(_("Точки"), "touchpoints:places"),
    Item(_("Предложения"), "touchpoints:proposals"),
    Item(_("Ожидаемые отчёты"), "touchpoints:tasks"),
    Item(_("Проверки перечня"), "touchpoints:checks"),
    Item(_("Загрузка из файла"), "touchpoints:import", Permission.EDIT_REGISTERS),
    Item(_("Редакции"), "registers:editions", kwargs=(("register", "touchpoints"),)),
)
_DOCUMENTS = (
    Item(_("Реестр документов"), "documents:register"),
    Item(_("Проекты"), "drafting:list"),
    Item(_("Мои визы"), "drafting:visas"),
    Item(_("Календарь документов"), "documents:calendar"),
    Item(_("Архивы"), "documents:archive"),
    Item(_("Шаблоны и оформление"), "drafting:templates", Permission.EDIT_TEMPLATES),
)
_ORGANISATION = (
    Item(_("Структура и должности"), "organisation:structure"),
    Item(_("Настройки органа"), "organisation:settings", Permission.EDIT_SETTINGS),
    Item(_("Календарь"), "organisation:calendar"),
    Item(_("Роли и права"), "organisation:roles"),
)
_VIEW = Permission.VIEW
_AREAS = (
    Area("home", _("Главная"), "house", "home:overview", _VIEW, position=10),
    Area("roadmap", _("Дорожная карта"), "map", "roadmap:matrix", _VIEW, _ROADMAP, position=20),
    Area("processes", _("Процессы"), "route", "processes:register", _VIEW, _PROCESSES, position=22),
    Area(
        "touchpoints", _("Точки взаимодействия"), "waypoints", "touchpoints:register", _VIEW, _TOUCHPOINTS,
        position=24,
    ),
    Area(
        "documents", _("Документы"), "file-text", "documents:register", _VIEW, _DOCUMENTS,
        namespaces=("documents", "drafting"), position=30,
    ),
    Area(
        "organisation", _("Организация"), "building-2", "organisation:structure", _VIEW, _ORGANISATION,
        position=40,
    ),
    Area("history", _("Журнал"), "history", "history:journal", Permission.VIEW_HISTORY, position=50),
    Area("jobs", _("Фоновые работы"), "loader-circle", "jobs:list", Permission.MANAGE_ACCOUNTS, position=55),
    Area("region", _("Регион"), "landmark", "region:overview", "region", position=60),
    Area("help", _("Справка"), "circle-help", "help:contents", position=70),
)  # fmt: skip


def register() -> None:
    """Enter the areas of the product."""
    register_areas(*_AREAS)
