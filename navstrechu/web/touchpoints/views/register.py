"""The register of touchpoints: its page, a page of rows at a time, and its files."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.processes.queries.register import groups_of
from navstrechu.registers.printing import live_file_of
from navstrechu.registers.queries import approved_edition
from navstrechu.touchpoints.editions import live_rows
from navstrechu.touchpoints.permissions import REGISTER, RowRights, row_rights
from navstrechu.touchpoints.queries.proposals import open_proposals
from navstrechu.touchpoints.queries.rows import row_keys, rows_by_key, shared_texts
from navstrechu.web.shell import drafts, preferences
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.templatetags.shell import render_icon
from navstrechu.web.touchpoints import undo
from navstrechu.web.touchpoints.register_filters import Asked, choices, touchpoint_name
from navstrechu.web.touchpoints.register_lines import register_lines

TEMPLATE = "touchpoints/register_page.html"
TABLE = "touchpoints"
REGION = "register-rows"
PER_PAGE = 60
FILES = ("xlsx", "csv", "docx", "pdf")
# Bases are no column of the order's form: they are shown to those who ask for them.
HIDEABLE = (2, 3, 5, 6, 7)
HIDDEN_AT_FIRST = (7,)


@guard(Permission.VIEW)
@require_GET
def register(request: AgencyRequest) -> HttpResponse:
    """Rows that fit the address, a page of them; the table alone when the filters change."""
    agency, groups = request.agency, list(groups_of(request.agency))
    options = choices(Asked.of(request.GET), agency, groups)
    asked, rights = Asked.of(request.GET).within(options), row_rights(request.user, agency)
    page = Paginator(row_keys(agency, asked.filter(groups)), PER_PAGE).get_page(request.GET.get("page"))
    rows = rows_by_key(agency, list(page.object_list))
    context = {
        "asked": asked,
        "choices": options,
        "chips": asked.chips(options, touchpoint_name(asked, agency)),
        "page": page,
        "lines": register_lines(rows, shared_texts(agency), rights, open_proposals(row.pk for row in rows)),
        "columns": [(place, label) for place, label in _columns() if place in HIDEABLE],
        "hidden": _hidden(request),
        "has_processes": any(group.active for group in groups),
        "files": [(fmt, _file_url(request, asked, fmt)) for fmt in FILES],
        "edition": approved_edition(agency, REGISTER),
        "places": _places(request, rights),
        "step": undo.last_said(request),
        "is_fragment": request.headers.get("HX-Target") == REGION,
        "saved_drafts": drafts.saved(request),
        **row_context(request, rights, asked.url(page=str(page.number) if page.number > 1 else "")),
    }
    return render_page(request, TEMPLATE, context, fragments={REGION})


def row_context(request: AgencyRequest, rights: RowRights, here: str = "") -> dict[str, Any]:
    """What each row needs beside its line; ``here`` is the page that its forms lead back to."""
    base = reverse("touchpoints:register", args=[request.agency.code])
    back = base if here in {"", "?"} else base + here
    return {
        "labels": {code: label for (_place, label), code in zip(_columns(), CODES, strict=True)}
        | {
            "edit": _("Изменить строку"),
            "remove": _("Исключить строку"),
            "propose": _("Предложить изменение"),
            "choose": _("Выбрать строку"),
            "of_process": _("Для всего процесса:"),
            "of_group": _("Для всей группы:"),
            "shared": _("Общие особенности – в первой строке процесса."),
            "no_interaction": _("не указано взаимодействие"),
            "no_basis": _("не указано основание"),
            "proposal": _("есть предложение"),
        },
        # Drawn once for all rows.
        "icons": {name: render_icon(icon, said) for name, (icon, said) in _icons().items()},
        "urls": {name: _base_of(request, route) for name, route in URLS.items()},
        "rights": rights,
        "can_choose": bool(rights.filling),
        "back_url": back,
        "back_query": urlencode({"next": back}),
        "propose_url": address_of(request, "touchpoints:propose"),
    }


URLS = {
    "row": "touchpoints:row",
    "place": "touchpoints:place",
    "process": "processes:process",
    "proposal": "touchpoints:proposal",
}


def _base_of(request: AgencyRequest, route: str) -> str:
    """What stands before the id in the addresses of a page: rows put theirs behind it."""
    return reverse(route, args=[request.agency.code, 0]).removesuffix("0/")


def _icons() -> dict[str, tuple[str, str]]:
    return {
        "edit": ("pencil", _("Изменить строку")),
        "remove": ("trash-2", _("Исключить строку")),
        "propose": ("send", _("Предложить изменение")),
        "mark": ("triangle-alert", ""),
        "proposal": ("inbox", ""),
    }


CODES = ("group_number", "group", "process", "touchpoint", "interactions", "peculiarities", "bases")


def _columns() -> list[tuple[int, str]]:
    """Numbers and heads of the columns: the order's six, and the bases."""
    heads = (
        "№", _("Направление деятельности"), _("Наименование конкретного процесса"),
        _("Точка взаимодействия"), _("Осуществляемое взаимодействие с клиентом"),
        _("Особенности взаимодействия с клиентом"), _("Основания"),
    )  # fmt: skip
    return list(enumerate(heads, start=1))


def _places(request: AgencyRequest, rights: RowRights) -> list[tuple[str, str, str]]:
    """Pages of the register that its head leads to: (address, words, icon)."""
    code = request.agency.code
    editions = reverse("registers:editions", kwargs={"agency": code, "register": REGISTER})
    named = [
        (address_of(request, "touchpoints:checks"), _("Проверки"), "list-checks"),
        (address_of(request, "touchpoints:proposals"), _("Предложения"), "inbox"),
        (editions, _("Редакции"), "stamp"),
    ]
    if rights.everything:
        named += [
            (address_of(request, "touchpoints:import"), _("Загрузка из файла"), "upload"),
            (address_of(request, "touchpoints:settings"), _("Сроки отчётов и подтверждений"), "settings"),
        ]
    return [place for place in named if place[0]]


def address_of(request: AgencyRequest, name: str) -> str:
    """The address of a page of the agency; «» where this installation has no such page."""
    try:
        return reverse(name, args=[request.agency.code])
    except NoReverseMatch:
        return ""


def _hidden(request: AgencyRequest) -> str:
    chosen = f"columns_{TABLE}" in request.COOKIES
    return " ".join(map(str, preferences.hidden_columns(request, TABLE) if chosen else HIDDEN_AT_FIRST))


def _file_url(request: AgencyRequest, asked: Asked, fmt: str) -> str:
    return reverse("touchpoints:export", kwargs={"agency": request.agency.code, "fmt": fmt}) + asked.url()


@guard(Permission.VIEW)
@require_GET
@in_official_language
def export(request: AgencyRequest, fmt: str) -> HttpResponse:
    """Everything that fits the address, all of its pages, in the form of the order's annex."""
    if fmt not in FILES:
        raise Http404
    agency, asked = request.agency, Asked.of(request.GET)
    rows = live_rows(agency, asked.filter(list(groups_of(agency))))
    name = _("Перечень точек взаимодействия на {day}").format(day=date_in_figures(request.as_of.today))
    return attachment(live_file_of(agency, REGISTER, fmt, rows=rows), name)
