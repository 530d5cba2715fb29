"""Groups of processes with the directions of the order that they answer to."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.processes.completeness import group_findings
from navstrechu.processes.directions import direction_choices
from navstrechu.processes.models import ProcessGroup
from navstrechu.processes.permissions import can_edit_register
from navstrechu.processes.queries.completeness import directions_of, facts_of, group_facts
from navstrechu.processes.queries.register import groups_of
from navstrechu.processes.services.groups import (
    MOST_GROUPS,
    change_group,
    create_group,
    remove_group,
    seed_groups,
)
from navstrechu.processes.vocabulary import SIDE_TITLES, ClientSide, sides
from navstrechu.web.help.quotes import quoted
from navstrechu.web.processes.findings import shown_findings
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, VersionedForm, form_response


class GroupForm(forms.Form):
    """A group as it is printed."""

    number = quoted(
        forms.IntegerField(label=gettext_lazy("Номер группы"), min_value=1, max_value=MOST_GROUPS),
        "order201:1.2.1",
    )
    title = forms.CharField(
        label=gettext_lazy("Наименование группы"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    client = forms.ChoiceField(
        label=gettext_lazy("Клиент"), choices=lambda: [(side, capfirst(str(text))) for side, text in sides()]
    )
    direction = quoted(
        forms.ChoiceField(
            label=gettext_lazy("Направление приказа"),
            required=False,
            choices=lambda: [("", _("нет в приказе")), *direction_choices()],
            # The order's own words, in whatever language the page is.
            widget=forms.Select(attrs={"lang": "ru"}),
        ),
        "order201:2.2",
    )
    roadmap_section = forms.CharField(
        label=gettext_lazy("Раздел дорожной карты"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Например: 2.1. По нему на карточке процесса видны мероприятия группы."),
    )


class GroupEditForm(GroupForm, VersionedForm):
    """The same under a version."""


@guard(Permission.VIEW)
@require_GET
def groups(request: AgencyRequest) -> HttpResponse:
    """Groups, how they answer to the directions of clause 2.2, and what is missing."""
    rows = list(groups_of(request.agency))
    facts = facts_of(rows)
    found = shown_findings(request, group_findings(facts))
    context = {
        "groups": [(group, SIDE_TITLES[ClientSide(group.client)]) for group in rows],
        "directions": directions_of(facts),
        "findings": [one | _no_way_here(request, one) for one in found],
        "can_edit": can_edit_register(request.user, request.agency),
    }
    return render_page(request, "processes/groups_page.html", context)


@guard(Permission.EDIT_REGISTERS)
@require_POST
def seed(request: AgencyRequest) -> HttpResponse:
    """Take over the groups of the roadmap and the usual channels, where there are none."""
    if seed_groups(agency=request.agency, by=request.user, at=timezone.now()):
        messages.success(request, _("Группы процессов и виды каналов заведены. Исправьте их под свой орган."))
    return redirect(_address(request))


@guard(Permission.EDIT_REGISTERS)
@require_http_methods(["GET", "POST"])
def create(request: AgencyRequest) -> HttpResponse:
    """A further group."""
    numbers = [group.number for group in group_facts(request.agency)]
    form = GroupForm(request.POST or None, initial={"number": max(numbers, default=0) + 1})
    page = FormPage(_("Новая группа процессов"), _("Добавить"), *_back(request), icon="plus")

    def save(values: dict[str, Any]) -> None:
        create_group(agency=request.agency, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Группа добавлена."))


@guard(Permission.EDIT_REGISTERS)
@require_http_methods(["GET", "POST"])
def change(request: AgencyRequest, pk: int) -> HttpResponse:
    """Number, title, side and direction of a group."""
    group = _group(request, pk)
    is_empty = not group.processes.exists()
    names = ("number", "title", "client", "direction", "roadmap_section", "version")
    form = GroupEditForm(request.POST or None, initial={name: getattr(group, name) for name in names})
    page = FormPage(
        _("Группа {number}").format(number=group.number), _("Сохранить"), *_back(request),
        template="processes/group_form.html", context={"group": group, "is_empty": is_empty},
    )  # fmt: skip

    def save(values: dict[str, Any]) -> None:
        version = values.pop("version")
        change_group(group=group, version=version, values=values, by=request.user, at=timezone.now())

    def stored() -> int:
        group.refresh_from_db()
        return group.version

    return form_response(request, form, save, page, done=_("Группа изменена."), version=stored)


@guard(Permission.EDIT_REGISTERS)
@require_http_methods(["GET", "POST"])
def remove(request: AgencyRequest, pk: int) -> HttpResponse:
    """An empty group is taken out, after a question."""
    group = _group(request, pk)
    form = VersionedForm(request.POST or None, initial={"version": group.version})
    page = FormPage(
        _("Удалить группу"), _("Удалить"), *_back(request), lead=str(group), kind="danger", icon="trash-2"
    )

    def save(values: dict[str, Any]) -> None:
        remove_group(group=group, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Группа удалена."))


def _no_way_here(request: AgencyRequest, finding: dict[str, Any]) -> dict[str, Any]:
    """What is mended on this very page needs no link to it."""
    return {"url": ""} if finding["url"] == _address(request) else {}


def _group(request: AgencyRequest, pk: int) -> ProcessGroup:
    return get_object_or_404(groups_of(request.agency), pk=pk)


def _address(request: AgencyRequest) -> str:
    return reverse("processes:groups", args=[request.agency.code])


def _back(request: AgencyRequest) -> tuple[str, str]:
    return _address(request), _("Группы процессов")
