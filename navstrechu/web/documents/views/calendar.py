"""The month of documents: a grid, or a list of its days."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from navstrechu.accounts.roles import Permission
from navstrechu.organisation.queries import calendar_of
from navstrechu.web.documents.month_entries import SORTS, Sort, entries_of
from navstrechu.web.documents.tabs import tabs
from navstrechu.web.organisation.year import WEEKDAYS
from navstrechu.web.roadmap.month import month_asked, month_days, month_with
from navstrechu.web.roadmap.plan_page import state_or_none
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest

LIST = "list"


@guard(Permission.VIEW)
@require_GET
def calendar(request: AgencyRequest) -> HttpResponse:
    """What happens to documents on the days of a month."""
    first = month_asked(request.GET.get("month", ""), request.day)
    state = state_or_none(request)
    asked = request.GET.get("what", "")
    sort = Sort(asked) if asked in set(Sort) else None
    begins, ends = month_days(first)
    entries = entries_of(request.agency, begins, ends, state, request.day, sort)
    working = state.rules.calendar if state else calendar_of(request.agency)
    month = month_with(first, entries, working, request.day)
    query = {
        "month": month.code if month.first != request.day.replace(day=1) else "",
        "what": sort.value if sort else "",
        "view": LIST if request.GET.get("view") == LIST else "",
    }

    def url(**changed: str) -> str:
        return f"?{urlencode({name: value for name, value in {**query, **changed}.items() if value})}"

    context = {
        "month": month,
        "weekdays": WEEKDAYS,
        "before_url": url(month=month.before) if month.before else "",
        "after_url": url(month=month.after) if month.after else "",
        "this_url": url(month="") if query["month"] else "",
        "is_list": bool(query["view"]),
        "other_url": url(view="" if query["view"] else LIST),
        "query": query,
        "what": [(one.value, label) for one, label in SORTS.items()],
        "tabs": tabs(request, "documents:calendar"),
    }
    return render_page(request, "documents/calendar_page.html", context)
