"""Approved editions for everybody: a page, permanent addresses, open data. Nobody signs in here."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from navstrechu.organisation.models import Agency
from navstrechu.registers.kinds import RegisterKind, register_kinds
from navstrechu.registers.models import RegisterEdition
from navstrechu.registers.models.editions import EditionQuerySet
from navstrechu.registers.printing import FORMATS
from navstrechu.registers.queries import editions_of
from navstrechu.web.registers import shown
from navstrechu.web.registers.kept import kept_file
from navstrechu.web.shell.guard import public
from navstrechu.web.shell.pages import render_page


@public
@require_GET
def registers(request: HttpRequest, agency: str) -> HttpResponse:
    """The registers that the agency has approved."""
    owner = _agency(agency)
    found = [(kind, _approved(owner, kind).first()) for kind in register_kinds()]
    context = {"owner": owner, "registers": [(kind, edition) for kind, edition in found if edition]}
    return render_page(request, "registers/public_list.html", context)


@public
@require_GET
def register(request: HttpRequest, agency: str, register: str) -> HttpResponse:
    """The edition in force of a register, with those before it."""
    owner, kind = _agency(agency), shown.register_or_404(register)
    latest = _approved(owner, kind).first()
    if latest is None:
        raise Http404
    return _page(request, owner, kind, latest)


@public
@require_GET
def edition(request: HttpRequest, agency: str, register: str, number: int) -> HttpResponse:
    """The permanent address of an approved edition."""
    owner, kind = _agency(agency), shown.register_or_404(register)
    return _page(request, owner, kind, _edition(owner, kind, number))


@public
@require_GET
def file(request: HttpRequest, agency: str, register: str, number: int, fmt: str) -> HttpResponse:
    """The kept bytes of an approved edition."""
    if fmt not in FORMATS:
        raise Http404
    owner, kind = _agency(agency), shown.register_or_404(register)
    return kept_file(_edition(owner, kind, number), fmt)


def _page(request: HttpRequest, owner: Agency, kind: RegisterKind, edition: RegisterEdition) -> HttpResponse:
    page = shown.page_of_rows(request, edition)
    context = {
        "owner": owner,
        "kind": kind,
        "edition": edition,
        "editions": list(_approved(owner, kind)),
        "columns": shown.columns_of(kind),
        "groups": list(shown.groups_of(kind, list(page.object_list))),
        "rows": page,
        "formats": FORMATS,
    }
    return render_page(request, "registers/public_page.html", context)


def _agency(code: str) -> Agency:
    found = Agency.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def _approved(owner: Agency, kind: RegisterKind) -> EditionQuerySet:
    return editions_of(owner, kind.code).ever_approved()


def _edition(owner: Agency, kind: RegisterKind, number: int) -> RegisterEdition:
    found = _approved(owner, kind).filter(number=number).first()
    if found is None:
        raise Http404
    return found
