"""Reads of discussions."""

from dataclasses import dataclass
from datetime import date, datetime

from navstrechu.accounts.models import User
from navstrechu.discussion.models import Comment
from navstrechu.discussion.permissions import can_withdraw
from navstrechu.organisation.models import Agency, Appointment


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment as the page shows it: with the post that its author holds on the day."""

    id: int
    author: str
    post: str
    at: datetime
    text: str
    is_withdrawn: bool
    can_withdraw: bool


def remarks_about(agency: Agency, subject_type: str, subject_id: str, *, by: User, on: date) -> list[Remark]:
    """The discussion of a thing as ``by`` sees it, oldest first; withdrawn words are not given out."""
    comments = Comment.objects.about(subject_type, subject_id).filter(agency=agency).select_related("author")
    found = list(comments)
    posts = _posts(agency, {comment.author_id for comment in found}, on)
    return [
        Remark(
            id=comment.pk,
            author=comment.author.display_name,
            post=posts.get(comment.author_id, ""),
            at=comment.at,
            text="" if comment.withdrawn_at else comment.text,
            is_withdrawn=comment.withdrawn_at is not None,
            can_withdraw=comment.withdrawn_at is None and bool(can_withdraw(by, comment)),
        )
        for comment in found
    ]


def _posts(agency: Agency, authors: set[int], on: date) -> dict[int, str]:
    held = Appointment.objects.on(on).filter(post__agency=agency, person__user__in=authors)
    return dict(held.order_by("-is_acting", "-since", "pk").values_list("person__user_id", "post__title"))
