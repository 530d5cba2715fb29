"""Templates of an agency: a new version each time, the latest one is used by drafts started from now on."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from navstrechu.core.errors import InputRefused, StaleObject
from navstrechu.core.text.language import in_official_language
from navstrechu.documents.official.stored import text_json
from navstrechu.documents.official.values import OfficialText
from navstrechu.drafting import permissions
from navstrechu.drafting.filling import require_known
from navstrechu.drafting.kinds import DraftKind
from navstrechu.drafting.models import TextTemplate
from navstrechu.history.services import Actor, Subject, record
from navstrechu.organisation.models import Agency

_LONGEST_NOTE = 300


@transaction.atomic
def save_template(
    *, agency: Agency, kind: DraftKind, text: OfficialText, seen: int, note: str = "", by: Actor, at: datetime
) -> TextTemplate:
    """Keep a new version of the template; ``seen`` is the number of the version edited, 0 for the
    shipped one.

    Raises NotAllowed, InputRefused for a place that the kind does not have, StaleObject.
    """
    permissions.can_edit_templates(by, agency).require()
    if not text.title.strip():
        raise InputRefused(_("Укажите заголовок документа."), field="title")
    require_known(text, kind)
    own = TextTemplate.objects.filter(agency=agency, kind=kind.code)
    last = own.aggregate(Max("number"))["number__max"] or 0
    if last != seen:
        raise StaleObject(_("Шаблон уже изменил другой сотрудник. Сравните версии и сохраните снова."))
    template = TextTemplate(
        agency=agency,
        kind=kind.code,
        number=last + 1,
        text=text_json(text),
        note=note.strip()[:_LONGEST_NOTE],
        made_at=at,
        made_by_name=by.display_name,
    )
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as error:
        raise StaleObject(
            _("Шаблон уже изменил другой сотрудник. Сравните версии и сохраните снова.")
        ) from error
    record("template_saved", agency_id=agency.pk, subject=_subject(kind), by=by, at=at, comment=template.note)
    return template


@in_official_language
def _subject(kind: DraftKind) -> Subject:
    return Subject("drafting.template", kind.code, str(kind.title))
