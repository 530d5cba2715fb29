"""The journal of an agency: everything that happened, filtered, exported, proved unaltered."""

from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.core.errors import InputRefused
from navstrechu.core.text.dates import date_in_figures
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.delimited import csv_of
from navstrechu.documents.rendering import Format, render
from navstrechu.history.queries import agency_events, chain_head, verify
from navstrechu.web.history.entries import timeline_entry
from navstrechu.web.history.exports import journal_document, journal_table
from navstrechu.web.history.filters import JournalFilter, people_in, verbs_in
from navstrechu.web.shell.attachments import attachment
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest

PAGE_SIZE = 50
# A workbook is built in memory; a longer journal is exported period by period.
MOST_EXPORTED = 20_000


@guard(Permission.VIEW_HISTORY)
@require_GET
def journal(request: AgencyRequest) -> HttpResponse:
    """Events of the agency, newest first, by person, action, subject and period."""
    zone = ZoneInfo(request.agency.time_zone)
    all_events = agency_events(request.agency.pk)
    asked = JournalFilter.of(request.GET)
    people = people_in(all_events)
    page = Paginator(asked.apply(all_events, zone), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "asked": asked,
        "people": list(people.items()),
        "verbs": verbs_in(all_events),
        "page": page,
        "entries": [(event.sequence, timeline_entry(event)) for event in page],
        "filters": asked.in_words(people, request.GET),
    }
    return render_page(request, "history/journal_page.html", context, fragments={"journal"})


@guard(Permission.VIEW_HISTORY)
@require_GET
@in_official_language
def export(request: AgencyRequest, extension: str) -> HttpResponse:
    """The filtered journal as XLSX or CSV."""
    if extension not in {"xlsx", "csv"}:
        raise Http404
    events = JournalFilter.of(request.GET).apply(
        agency_events(request.agency.pk), ZoneInfo(request.agency.time_zone)
    )
    if events.count() > MOST_EXPORTED:
        raise InputRefused(
            _("В журнале больше {most} записей. Выберите период и выгрузите его частями.").format(
                most=MOST_EXPORTED
            )
        )
    with timezone.override(request.agency.time_zone):
        table = journal_table(events)
    today = date_in_figures(request.as_of.today)
    title = _("Журнал изменений на {day}").format(day=today)
    made = csv_of(table) if extension == "csv" else render(journal_document(title, table), Format.XLSX)
    return attachment(made, title)


@guard(Permission.VIEW_HISTORY)
@require_GET
def verification(request: AgencyRequest) -> HttpResponse:
    """Every hash of the agency's chain computed anew."""
    context = {
        "head": chain_head(request.agency.pk),
        "breaks": verify(request.agency.pk),
        "checked_at": timezone.now(),
    }
    return render_page(request, "history/verification_page.html", context)
