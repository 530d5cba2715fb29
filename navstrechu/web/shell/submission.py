"""A posted form: its values go to one service; a refusal comes back to the form with everything typed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from navstrechu.core.errors import DomainError, NotAllowed, StaleObject
from navstrechu.web.shell.errors import STATUSES
from navstrechu.web.shell.pages import render_page

Save = Callable[[dict[str, Any]], object]


class VersionedForm(forms.Form):
    """A form that knows which version of the thing its editor saw."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def renew_version(self, version: int) -> None:
        """After a conflict: the next sending is meant to replace what the editor has now seen."""
        self.data = {**self.data.dict(), self.add_prefix("version"): str(version)}  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was saved: the status of the answer and, for two editors, both variants."""

    status: int
    mine: dict[str, str] = field(default_factory=dict)
    theirs: dict[str, str] = field(default_factory=dict)


def submit(form: forms.Form, save: Save, version: Callable[[], int] | None = None) -> Refusal | None:
    """Hand the form's values to ``save``; None when it went through, else the sentence stands on the form.

    ``version`` reads the stored version anew, for a form whose editor was overtaken. A missing right is not
    the form's business: NotAllowed passes through to its own page.
    """
    if not form.is_valid():
        return Refusal(422)
    try:
        save(form.cleaned_data)
    except NotAllowed:
        raise
    except DomainError as error:
        form.add_error(refused_field(form, error), str(error))
        if not isinstance(error, StaleObject):
            return Refusal(STATUSES[type(error)])
        if version is not None and isinstance(form, VersionedForm):
            form.renew_version(version())
        return Refusal(STATUSES[type(error)], error.mine, error.theirs)
    return None


def refused_field(form: forms.Form, error: DomainError) -> str | None:
    """The field of the form that the sentence is about; None for the form as a whole."""
    return error.field if error.field in form.fields else None


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page that holds one form: what it is called, what its button says, where it goes afterwards.

    ``kind`` and ``icon`` are those of the button: «danger» and «ban» where the form ends something.
    """

    title: object
    action: object
    back_url: str
    back_label: object
    lead: object = ""
    template: str = "shell/form_page.html"
    kind: str = "primary"
    icon: str = "save"
    context: dict[str, Any] = field(default_factory=dict)


def form_response(
    request: HttpRequest, form: forms.Form, save: Save, page: FormPage, *, done: object,
    version: Callable[[], int] | None = None,
) -> HttpResponse:  # fmt: skip
    """The page for GET; for POST a redirect with the message ``done``, or the page with what is wrong."""
    refusal = submit(form, save, version) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        messages.success(request, str(done))
        return redirect(page.back_url)
    context = {"page": page, "form": form, "refusal": refusal, **page.context}
    if not getattr(request, "obligation", None):
        context["breadcrumbs"] = [(page.back_label, page.back_url)]
    return render_page(request, page.template, context, status=refusal.status if refusal else 200)
