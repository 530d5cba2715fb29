"""Adding and withdrawing comments."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from navstrechu.accounts.models import User
from navstrechu.core.errors import Conflict, InputRefused
from navstrechu.discussion import permissions
from navstrechu.discussion.models import Comment
from navstrechu.history.services import Subject, record
from navstrechu.organisation.models import Agency

_LONGEST = 10_000


@transaction.atomic
def add_comment(*, agency: Agency, subject: Subject, text: str, by: User, at: datetime) -> Comment:
    """Say something about a thing of the agency. Raises NotAllowed, InputRefused for an empty or endless
    text."""
    permissions.can_comment(by, agency).require()
    cleaned = text.strip()
    if not cleaned:
        raise InputRefused(_("Сообщение пустое. Напишите текст и отправьте ещё раз."))
    if len(cleaned) > _LONGEST:
        raise InputRefused(
            _("Сообщение длиннее 10 000 знаков. Сократите его или приложите файл к документу.")
        )
    comment = Comment.objects.create(
        agency=agency, subject_type=subject.type, subject_id=subject.id, text=cleaned, author=by, at=at
    )
    record("comment_added", agency_id=agency.pk, subject=subject, by=by, at=at, comment=cleaned[:500])
    return comment


@transaction.atomic
def withdraw_comment(*, comment: Comment, subject: Subject, by: User, at: datetime) -> None:
    """Mark the own comment as withdrawn. Raises NotAllowed for another's, Conflict when it already is."""
    permissions.can_withdraw(by, comment).require()
    if not Comment.objects.filter(pk=comment.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Conflict(_("Сообщение уже отозвано."))
    record("comment_withdrawn", agency_id=comment.agency_id, subject=subject, by=by, at=at)
