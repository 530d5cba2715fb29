"""Files of documents: the registered one, further ones, and adding one."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from navstrechu.accounts.roles import Permission
from navstrechu.acts.models import ActFile, ActKind, FileRole
from navstrechu.acts.permissions import can_register
from navstrechu.acts.services import add_file
from navstrechu.core.errors import InputRefused
from navstrechu.files.models import StoredFile
from navstrechu.web.documents.act_page import about, act_or_404, crumbs
from navstrechu.web.documents.downloads import download
from navstrechu.web.documents.forms import FurtherFileForm
from navstrechu.web.shell.guard import guard
from navstrechu.web.shell.pages import render_page
from navstrechu.web.shell.refusals import UNPROCESSABLE, refuse
from navstrechu.web.shell.requests import AgencyRequest
from navstrechu.web.shell.uploads import content_of


@guard(Permission.VIEW)
@require_GET
def file(request: AgencyRequest, pk: int) -> FileResponse:
    """A stored file of the agency."""
    stored = StoredFile.objects.filter(pk=pk, agency_id=request.agency.pk).first()
    if stored is None:
        raise Http404
    return download(stored)


@guard(Permission.VIEW)
@require_GET
def extra_file(request: AgencyRequest, pk: int, extra: int) -> FileResponse:
    """A further file of a document: printed form, scan, signature."""
    kept = (
        ActFile.objects.filter(pk=extra, act_id=pk, act__agency=request.agency).select_related("file").first()
    )
    if kept is None:
        raise Http404
    return download(kept.file)


@guard(Permission.VIEW)
@require_http_methods(["GET", "POST"])
def add(request: AgencyRequest, pk: int) -> HttpResponse:
    """Attach the scan of the signed sheet or the file of a signature."""
    act = act_or_404(request, pk)
    can_register(request.user, request.agency, ActKind(act.kind)).require()
    form = FurtherFileForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            data = form.cleaned_data
            try:
                added = add_file(
                    act=act,
                    role=FileRole(data["role"]),
                    name=data["file"].name,
                    data=content_of(data["file"]),
                    by=request.user,
                    at=timezone.now(),
                )
            except InputRefused as error:
                status = refuse(form, error, "file")
            else:
                messages.success(request, _("Файл приложен: {name}.").format(name=added.file.name))
                return redirect("documents:document", agency=request.agency.code, pk=act.pk)
    context = {**about(request, act), "form": form, "breadcrumbs": crumbs(request, act)}
    return render_page(request, "documents/file_add.html", context, status=status)
