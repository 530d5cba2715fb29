"""Drafts: started from a template, edited in versions, taken back to an earlier one, withdrawn."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from navstrechu.acts.models import Act
from navstrechu.core.errors import Conflict, InputRefused, StaleObject
from navstrechu.core.text.stems import stems_of
from navstrechu.documents.official.stored import text_json, text_of_json
from navstrechu.drafting import permissions
from navstrechu.drafting.filling import require_known
from navstrechu.drafting.kinds import NOTHING, About, DraftKind, kind_of
from navstrechu.drafting.models import Draft, DraftTarget, DraftVersion
from navstrechu.drafting.papers import filled_draft
from navstrechu.drafting.queries.templates import template_in_use
from navstrechu.drafting.queries.texts import latest_text
from navstrechu.drafting.services.rounds import hold_open_round
from navstrechu.drafting.services.subjects import draft_subject
from navstrechu.drafting.values import DraftContent
from navstrechu.drafting.vocabulary import Outcome
from navstrechu.drafting.workflow import DRAFT, EDITABLE
from navstrechu.history.services import Actor, record
from navstrechu.organisation.models import Agency
from navstrechu.organisation.queries import day_in, signatory_on
from navstrechu.workflow.flow import move

_LONGEST_NOTE = 300


@transaction.atomic
def start_draft(
    *,
    agency: Agency,
    kind: DraftKind,
    about: About = NOTHING,
    targets: Sequence[Act] = (),
    by: Actor,
    at: datetime,
) -> Draft:
    """Begin a document of a kind from the template in use; the deputy head of the day signs it.

    Raises NotAllowed, InputRefused where the kind wants something to be about or to change and gets none.
    """
    permissions.can_draft(by, agency).require()
    _require_subject(kind, about, targets)
    _require_targets(agency, targets)
    signs = signatory_on(agency, day_in(agency, at))
    draft = Draft(
        agency=agency,
        kind=kind.code,
        act_kind=kind.act_kind.value,
        subject_type=about.type,
        subject_key=about.key,
        text=text_json(template_in_use(agency, kind)),
        becomes=_becomes(targets) if kind.changes else {},
        signatory=signs.post if signs else None,
        author_id=by.pk or None,
        author_name=by.display_name,
        started_at=at,
        changed_at=at,
    )
    draft.save()
    DraftTarget.objects.bulk_create(
        DraftTarget(draft=draft, act=act, relation=kind.changes.value) for act in targets if kind.changes
    )
    _name(draft, at)
    _keep_version(draft, "", by, at)
    record("draft_started", agency_id=agency.pk, subject=draft_subject(draft), by=by, at=at)
    return draft


@transaction.atomic
def save_draft(
    *, draft: Draft, content: DraftContent, version: int, note: str = "", by: Actor, at: datetime
) -> Draft:
    """Save the content as a new version; the same content again makes none.

    Raises NotAllowed, Conflict where it was sent already, InputRefused for a place that does not exist or an
    empty title, StaleObject where somebody else was faster.
    """
    permissions.can_edit_draft(by, draft).require()
    require_known(content.text, kind_of(draft.kind))
    if not content.text.title.strip():
        raise InputRefused(_("Укажите заголовок документа."), field="title")
    if content.signatory is not None and content.signatory.agency_id != draft.agency_id:
        raise InputRefused(_("Должность принадлежит другому органу."), field="signatory")
    _write(draft, version, _columns(draft, content), note, "draft_saved", by, at)
    return draft


@transaction.atomic
def restore_version(*, draft: Draft, number: int, version: int, by: Actor, at: datetime) -> Draft:
    """Take an earlier version as the present content; it becomes a version of its own, nothing is lost.

    Raises NotAllowed, Conflict for a version that is not there or a draft already sent, StaleObject.
    """
    permissions.can_edit_draft(by, draft).require()
    earlier = draft.versions.filter(number=number).first()
    if earlier is None:
        raise Conflict(_("Такой версии у этого проекта нет. Обновите страницу."))
    content = {"text": earlier.text, "becomes": earlier.becomes, "forms": earlier.forms}
    _write(draft, version, content, _("версия {number}").format(number=number), "draft_restored", by, at)
    return draft


@transaction.atomic
def withdraw_draft(*, draft: Draft, reason: str, by: Actor, at: datetime) -> Draft:
    """Give a draft up for good; it stays readable. Raises NotAllowed, InputRefused without a reason, Conflict
    once it is registered, StaleObject."""
    permissions.can_edit_draft(by, draft).require()
    hold_open_round(draft)
    move(draft, DRAFT.transition("withdraw"), by=by, at=at, comment=reason)
    record(
        "draft_withdrawn", agency_id=draft.agency_id, subject=draft_subject(draft),
        by=by, at=at, comment=reason.strip(),
    )  # fmt: skip
    # After the event, whose listeners tell those that were asked; nobody is asked for a visa any more.
    draft.rounds.filter(outcome=None).update(outcome=Outcome.RECALLED.value, closed_at=at)
    return draft


def _require_subject(kind: DraftKind, about: About, targets: Sequence[Act]) -> None:
    if kind.needs_about and not about.type:
        raise InputRefused(_("Выберите, о чём этот документ."), field="about")
    if kind.changes is not None and not targets:
        raise InputRefused(_("Выберите документ, который изменяется или отменяется."), field="targets")


def _require_targets(agency: Agency, targets: Sequence[Act]) -> None:
    for act in targets:
        if act.agency_id != agency.pk:
            raise InputRefused(_("Документ принадлежит другому органу."), field="targets")
        if act.annulled_on is not None or act.relations_in.filter(relation="repeals").exists():
            raise InputRefused(
                _("{act} уже не действует: изменить или отменить его нельзя.").format(act=act),
                field="targets",
            )


def _becomes(targets: Sequence[Act]) -> dict[str, Any]:
    """The text that an amending order starts from: the latest one of the document, where it is known."""
    found = latest_text(targets[0]) if len(targets) == 1 else None
    return dict(found.paper["text"]) if found else {}


def _columns(draft: Draft, content: DraftContent) -> dict[str, Any]:
    """The columns that the content writes; corrections that say nothing are not kept."""
    forms = {name: form.strip() for name, form in content.forms.items() if form.strip()}
    becomes = draft.becomes if content.becomes is None else text_json(content.becomes)
    return {
        "text": text_json(content.text),
        "becomes": becomes,
        "forms": forms,
        "signatory": content.signatory or draft.signatory,
    }


def _write(
    draft: Draft, version: int, columns: dict[str, Any], note: str, verb: str, by: Actor, at: datetime
) -> None:
    if not draft.is_editable:
        raise Conflict(_("Проект уже отправлен: править его можно только после возврата или отзыва."))
    if version == draft.version and all(getattr(draft, name) == value for name, value in columns.items()):
        return
    own = Draft.objects.filter(pk=draft.pk, version=version, status__in=EDITABLE)
    if not own.update(**columns, version=version + 1, changed_at=at):
        raise StaleObject(
            _(
                "Проект уже изменил другой сотрудник. Ваш текст остался на странице: "
                "сравните и сохраните снова."
            )
        )
    draft.refresh_from_db()
    _name(draft, at)
    _keep_version(draft, note, by, at)
    record(
        verb,
        agency_id=draft.agency_id,
        subject=draft_subject(draft),
        by=by,
        at=at,
        comment=note.strip()[:_LONGEST_NOTE],
    )


def _name(draft: Draft, at: datetime) -> None:
    """The title as lists show it: filled from the data of the day."""
    title = " ".join(filled_draft(draft, day_in(draft.agency, at)).text.title.split())
    draft.title = title or text_of_json(draft.text).title
    draft.stems = stems_of(draft.title)
    Draft.objects.filter(pk=draft.pk).update(title=draft.title, stems=draft.stems)


def _keep_version(draft: Draft, note: str, by: Actor, at: datetime) -> None:
    last = draft.versions.aggregate(Max("number"))["number__max"] or 0
    DraftVersion.objects.create(
        draft=draft,
        number=last + 1,
        text=draft.text,
        becomes=draft.becomes,
        forms=draft.forms,
        note=note.strip()[:_LONGEST_NOTE],
        made_at=at,
        made_by_name=by.display_name,
    )
