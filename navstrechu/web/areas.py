"""What the left navigation holds."""

from django.utils.translation import gettext_lazy as _

from navstrechu.accounts.roles import Permission
from navstrechu.web.shell.navigation import Area, Item
from navstrechu.web.shell.navigation import register as register_areas


def register() -> None:
    """Enter the areas of the product, in the order of the work."""
    register_areas(
        Area("home", _("Главная"), "house", "home:overview", Permission.VIEW, position=10),
        Area(
            "roadmap",
            _("Дорожная карта"),
            "map",
            "roadmap:matrix",
            Permission.VIEW,
            position=20,
            items=(
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
            ),
        ),
        Area(
            "processes",
            _("Процессы"),
            "route",
            "processes:register",
            Permission.VIEW,
            position=22,
            items=(
                Item(_("Реестр процессов"), "processes:register"),
                Item(_("Группы и направления"), "processes:groups"),
                Item(_("Виды каналов"), "processes:channels"),
                Item(_("Проверки реестра"), "processes:checks"),
                Item(_("Редакции"), "registers:editions", kwargs=(("register", "processes"),)),
            ),
        ),
        Area(
            "touchpoints",
            _("Точки взаимодействия"),
            "waypoints",
            "touchpoints:register",
            Permission.VIEW,
            position=24,
            items=(
                Item(_("Перечень"), "touchpoints:register"),
                Item(_("Точки"), "touchpoints:places"),
                Item(_("Предложения"), "touchpoints:proposals"),
                Item(_("Ожидаемые отчёты"), "touchpoints:tasks"),
                Item(_("Проверки перечня"), "touchpoints:checks"),
                Item(_("Загрузка из файла"), "touchpoints:import", Permission.EDIT_REGISTERS),
                Item(_("Редакции"), "registers:editions", kwargs=(("register", "touchpoints"),)),
            ),
        ),
        Area(
            "documents",
            _("Документы"),
            "file-text",
            "documents:register",
            Permission.VIEW,
            position=30,
            namespaces=("documents", "drafting"),
            items=(
                Item(_("Реестр документов"), "documents:register"),
                Item(_("Проекты"), "drafting:list"),
                Item(_("Мои визы"), "drafting:visas"),
                Item(_("Календарь документов"), "documents:calendar"),
                Item(_("Шаблоны и оформление"), "drafting:templates", Permission.EDIT_TEMPLATES),
            ),
        ),
        Area(
            "organisation",
            _("Организация"),
            "building-2",
            "organisation:structure",
            Permission.VIEW,
            position=40,
            items=(
                Item(_("Структура и должности"), "organisation:structure"),
                Item(_("Настройки органа"), "organisation:settings", Permission.EDIT_SETTINGS),
                Item(_("Календарь"), "organisation:calendar"),
                Item(_("Роли и права"), "organisation:roles"),
            ),
        ),
        Area("history", _("Журнал"), "history", "history:journal", Permission.VIEW_HISTORY, position=50),
        Area(
            "jobs", _("Фоновые работы"), "loader-circle", "jobs:list", Permission.MANAGE_ACCOUNTS, position=55
        ),
        Area("region", _("Регион"), "landmark", "region:overview", "region", position=60),
        Area("help", _("Справка"), "circle-help", "help:contents", position=70),
    )
