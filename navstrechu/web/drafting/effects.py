"""What a registration will bring about, said before it happens."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from navstrechu.acts.models import Relation
from navstrechu.drafting.models import Draft
from navstrechu.drafting.papers import scene_of
from navstrechu.web.drafting.shown import about_url, today_of
from navstrechu.web.shell.requests import AgencyRequest


@dataclass(frozen=True, slots=True)
class Effect:
    """A sentence with the page of what is touched."""

    text: str
    url: str = ""
    label: str = ""


def effects_of(request: AgencyRequest, draft: Draft) -> list[Effect]:
    """The files kept, what the document is about, the documents that it changes."""
    return [*_about(request, draft), *_targets(request, draft), *_files()]


def _about(request: AgencyRequest, draft: Draft) -> Iterator[Effect]:
    about = scene_of(draft, today_of(request)).about
    if about.type and about.title:
        yield Effect(_("Документ будет учтён здесь:"), about_url(request.agency.code, about), about.title)


def _targets(request: AgencyRequest, draft: Draft) -> Iterator[Effect]:
    for target in draft.targets.select_related("act").order_by("pk"):
        if target.relation == Relation.REPEALS:
            text = _("Утратит силу с даты документа:")
        elif draft.becomes:
            text = _("Получит новую редакцию текста с даты документа:")
        else:
            text = _("Будет отмечен как изменённый:")
        url = reverse("documents:document", args=[request.agency.code, target.act_id])
        yield Effect(text, url, str(target.act))


def _files() -> Iterator[Effect]:
    yield Effect(_("Текст больше не изменится. В карточке документа останутся DOCX и печатная форма PDF/A."))
