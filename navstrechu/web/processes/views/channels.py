"""The dictionary of channels."""

from itertools import groupby
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.processes.models import ChannelKind
from navstrechu.processes.permissions import can_edit_register
from navstrechu.processes.services.channels import (
    change_channel_kind,
    close_channel_kind,
    create_channel_kind,
)
from navstrechu.processes.vocabulary import CATEGORY_TITLES, categories
from navstrechu.touchpoints.queries.of_processes import touchpoint_counts
from navstrechu.web.help.quotes import quoted
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, VersionedForm, form_response
from navstrechu.web.shell.widgets import DateField


class ChannelForm(forms.Form):
    """A kind of channel under one of the four words of the order."""

    title = forms.CharField(label=gettext_lazy("Вид канала"), max_length=120)
    category = quoted(
        forms.ChoiceField(label=gettext_lazy("Категория по приказу"), choices=categories), "order201:1.2.4"
    )


class ChannelEditForm(ChannelForm, VersionedForm):
    """The same under a version."""


class ChannelCloseForm(VersionedForm):
    """From which day it is not offered any more."""

    closed_on = DateField(label=gettext_lazy("Не используется с"))


@guard(Permission.VIEW)
@require_GET
def channels(request: AgencyRequest) -> HttpResponse:
    """Kinds of channels under the four categories, those no longer used at the end of each."""
    order = [category.value for category in CATEGORY_TITLES]
    rows = sorted(
        request.agency.channel_kinds.all(),
        key=lambda row: (order.index(row.category), row.closed_on is not None, row.position, row.pk),
    )
    counts = touchpoint_counts(request.agency)
    grouped = groupby(rows, key=lambda row: row.printed)
    context = {
        "categories": [(title, [(row, counts.get(row.pk, 0)) for row in found]) for title, found in grouped],
        "can_edit": can_edit_register(request.user, request.agency),
    }
    return render_page(request, "processes/channels_page.html", context)


@guard(Permission.EDIT_REGISTERS)
@require_http_methods(["GET", "POST"])
def create(request: AgencyRequest) -> HttpResponse:
    """A further kind of channel."""
    form = ChannelForm(request.POST or None)
    page = FormPage(_("Новый вид канала"), _("Добавить"), *_back(request), icon="plus")

    def save(values: dict[str, Any]) -> None:
        create_channel_kind(agency=request.agency, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Вид канала добавлен."))


@guard(Permission.EDIT_REGISTERS)
@require_http_methods(["GET", "POST"])
def change(request: AgencyRequest, pk: int) -> HttpResponse:
    """Name and category of a kind of channel."""
    channel = _channel(request, pk)
    initial = {"title": channel.title, "category": channel.category, "version": channel.version}
    form = ChannelEditForm(request.POST or None, initial=initial)
    page = FormPage(
        _("Вид канала"), _("Сохранить"), *_back(request), template="processes/channel_form.html",
        lead=_("Новое наименование увидят все точки взаимодействия этого вида."),
        context={"channel": channel},
    )  # fmt: skip

    def save(values: dict[str, Any]) -> None:
        change_channel_kind(channel=channel, by=request.user, at=timezone.now(), **values)

    def stored() -> int:
        channel.refresh_from_db()
        return channel.version

    return form_response(request, form, save, page, done=_("Вид канала изменён."), version=stored)


@guard(Permission.EDIT_REGISTERS)
@require_http_methods(["GET", "POST"])
def close(request: AgencyRequest, pk: int) -> HttpResponse:
    """A kind of channel is not offered any more."""
    channel = _channel(request, pk)
    initial = {"closed_on": request.as_of.today, "version": channel.version}
    form = ChannelCloseForm(request.POST or None, initial=initial)
    page = FormPage(
        _("Больше не использовать вид канала"), _("Не использовать"), *_back(request),
        lead=_("«{title}»: у точек взаимодействия и объёмов, где он указан, он останется.").format(
            title=channel.title
        ),
        kind="danger", icon="ban",
    )  # fmt: skip

    def save(values: dict[str, Any]) -> None:
        close_channel_kind(channel=channel, by=request.user, at=timezone.now(), **values)

    return form_response(request, form, save, page, done=_("Вид канала больше не предлагается."))


def _channel(request: AgencyRequest, pk: int) -> ChannelKind:
    return get_object_or_404(request.agency.channel_kinds.select_related("agency"), pk=pk)


def _back(request: AgencyRequest) -> tuple[str, str]:
    return reverse("processes:channels", args=[request.agency.code]), _("Виды каналов")
