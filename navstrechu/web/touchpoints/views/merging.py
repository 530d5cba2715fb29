"""Two touchpoints that are one and the same, made one (order 201, 2.6)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.touchpoints.models import Touchpoint
from navstrechu.touchpoints.queries.places import rows_at
from navstrechu.touchpoints.services.touchpoints import merge_touchpoints
from navstrechu.web.shell.asked import id_asked
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response
from navstrechu.web.touchpoints.forms_places import MergeForm


@guard(Permission.EDIT_REGISTERS)
@require_http_methods(["GET", "POST"])
def merge(request: AgencyRequest) -> HttpResponse:
    """Both side by side with their rows; the person chooses which one stays."""
    first, second = _asked(request, "kept"), _asked(request, "duplicate")
    if first.pk == second.pk:
        raise Http404
    both = {str(first.pk): first, str(second.pk): second}
    form = MergeForm(
        request.POST or None,
        options=[(pk, str(place)) for pk, place in both.items()],
        initial={"kept": str(first.pk)},
    )
    page = FormPage(
        _("Объединить точки взаимодействия"),
        _("Объединить"),
        reverse("touchpoints:checks", args=[request.agency.code]),
        _("Проверки"),
        lead=_(
            "Все строки перейдут к оставшейся точке; "
            "в общем процессе взаимодействия соберутся в одной строке."
        ),
        icon="git-compare",
        template="touchpoints/merge_page.html",
        context={"sides": [(place, rows_at(place)) for place in both.values()]},
    )

    def save(values: dict[str, Any]) -> None:
        kept = both[values["kept"]]
        duplicate = second if kept is first else first
        merge_touchpoints(
            kept=kept, duplicate=duplicate, on=request.as_of.today, by=request.user, at=timezone.now()
        )

    return form_response(request, form, save, page, done=_("Точки объединены, строки сохранены."))


def _asked(request: AgencyRequest, name: str) -> Touchpoint:
    rows = Touchpoint.objects.filter(agency=request.agency, pk=id_asked(request.GET.get(name, "")) or 0)
    found = rows.select_related("agency", "channel", "unit").first()
    if found is None:
        raise Http404
    return found
