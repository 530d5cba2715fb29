"""The agency's dictionary of cases: looked through, added to with forms by the rules, taken out of."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from navstrechu.accounts.roles import Permission
from navstrechu.core.text.grammar import PhraseKind, inflect
from navstrechu.drafting.forms import exceptions_of
from navstrechu.drafting.models import PhraseForms
from navstrechu.drafting.queries.dictionary import phrases_of
from navstrechu.drafting.services.settings import forget_forms, remember_forms
from navstrechu.web.drafting.forms_settings import OBLIQUE, PHRASE_KINDS, PhraseForm, PhraseQuery
from navstrechu.web.drafting.previewing import CASES
from navstrechu.web.drafting.settings_tabs import settings_tabs
from navstrechu.web.drafting.shown import address
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.submission import FormPage, form_response

PER_PAGE = 50


@guard(Permission.EDIT_TEMPLATES)
@require_GET
def dictionary(request: AgencyRequest) -> HttpResponse:
    """Phrases with their forms, by alphabet."""
    asked = PhraseQuery(request.GET)
    asked.is_valid()
    text, kind = asked.cleaned_data.get("q", ""), asked.cleaned_data.get("kind", "")
    page = Paginator(phrases_of(request.agency, text, kind), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(entry, PHRASE_KINDS[PhraseKind(entry.kind)], _forms(entry)) for entry in page.object_list],
        "heads": [CASES[case] for case in OBLIQUE],
        "text": text,
        "kind": kind,
        "kinds": [(code.value, label) for code, label in PHRASE_KINDS.items()],
        "tabs": settings_tabs(request, "dictionary"),
    }
    return render_page(request, "drafting/dictionary_page.html", context)


def _forms(entry: PhraseForms) -> list[tuple[object, str]]:
    return [(CASES[case], getattr(entry, case.value)) for case in OBLIQUE]


@guard(Permission.EDIT_TEMPLATES)
@require_http_methods(["GET", "POST"])
def add(request: AgencyRequest) -> HttpResponse:
    """Enter a phrase; ?kind=&phrase= fills its forms in by the rules and by what is known already."""
    form = PhraseForm(request.POST) if request.method == "POST" else PhraseForm(initial=_declined(request))

    def save(values: dict[str, Any]) -> None:
        remember_forms(
            agency=request.agency, kind=PhraseKind(values["kind"]), phrase=values["phrase"],
            forms=form.forms(), by=request.user, at=timezone.now(),
        )  # fmt: skip

    page = FormPage(
        _("Слова в падежах"),
        _("Сохранить в словаре"),
        address(request, "dictionary"),
        _("Словарь падежей"),
        lead=_(
            "Напишите слова в именительном падеже и нажмите «Просклонять»: формы заполнятся, "
            "останется проверить."
        ),
        template="drafting/dictionary_form.html",
    )
    return form_response(request, form, save, page, done=_("Слова сохранены в словаре."))


def _declined(request: AgencyRequest) -> dict[str, str]:
    """A phrase of the address with all its forms."""
    phrase, kind = request.GET.get("phrase", "").strip()[:400], request.GET.get("kind", "")
    if kind not in {code.value for code in PhraseKind}:
        kind = PhraseKind.POST.value
    values = {"phrase": phrase, "kind": kind}
    if not phrase:
        return values
    known = exceptions_of(request.agency)
    found = {case: inflect(PhraseKind(kind), phrase, case, exceptions=known).text for case in OBLIQUE}
    return values | {case.value: text for case, text in found.items()}


@guard(Permission.EDIT_TEMPLATES)
@require_POST
def remove(request: AgencyRequest, pk: int) -> HttpResponse:
    """Take a phrase out."""
    entry = PhraseForms.objects.filter(agency=request.agency, pk=pk).select_related("agency").first()
    if entry is None:
        raise Http404
    forget_forms(entry=entry, by=request.user, at=timezone.now())
    messages.success(request, _("Слова убраны из словаря: теперь их склоняют правила."))
    return redirect(address(request, "dictionary"))
