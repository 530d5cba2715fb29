"""Rounds of agreement and the visas of a round."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navstrechu.drafting.models.drafts import Draft
from navstrechu.drafting.vocabulary import decisions, outcomes, visa_orders
from navstrechu.organisation.models import Post


class AgreementRound(models.Model):
    """One round: the document as it was sent (every place filled), and how it ended.

    ``paper`` is a Paper as JSON, ``form`` the printed form of the agency of that day; both never
    change, so that
    what is registered is what was agreed upon. ``checksum`` is the SHA-256 of both.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField(_("круг"))
    order = models.CharField(_("порядок виз"), max_length=20, choices=visa_orders)
    paper = models.JSONField()
    form = models.JSONField()
    checksum = models.CharField(max_length=64)
    started_at = models.DateTimeField(_("начат"))
    started_by_name = models.CharField(_("кем начат"), max_length=200)
    outcome = models.CharField(_("итог"), max_length=20, choices=outcomes, null=True, blank=True)  # noqa: DJ001 – filled once
    closed_at = models.DateTimeField(_("окончен"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="drafting_round_number_once"),
            models.UniqueConstraint(
                fields=["draft"], condition=Q(outcome=None), name="drafting_one_open_round"
            ),
            models.CheckConstraint(
                condition=Q(outcome=None, closed_at=None) | Q(outcome__isnull=False, closed_at__isnull=False),
                name="drafting_closed_round_has_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}"


class Visa(models.Model):
    """A line of the approval sheet: post, person, received, term, decided, decision, remarks.

    The visa belongs to the post: whoever holds it on the day decides. It is decided once.
    """

    round = models.ForeignKey(AgreementRound, on_delete=models.PROTECT, related_name="visas")
    position = models.PositiveSmallIntegerField(_("очередь"))
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", verbose_name=_("должность"))
    term_days = models.PositiveSmallIntegerField(_("срок, рабочих дней"))
    received_at = models.DateTimeField(_("поступил"), null=True, blank=True)
    due_on = models.DateField(_("рассмотреть до"), null=True, blank=True)
    decision = models.CharField(_("решение"), max_length=20, choices=decisions, null=True, blank=True)  # noqa: DJ001 – filled once
    remarks = models.TextField(_("замечания"), blank=True)
    decided_at = models.DateTimeField(_("рассмотрен"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    decided_by_name = models.CharField(_("кем рассмотрен"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="drafting_visa_position_once"),
            models.UniqueConstraint(fields=["round", "post"], name="drafting_visa_post_once"),
            models.CheckConstraint(
                condition=Q(decision=None, decided_at=None, decided_by=None, decided_by_name="", remarks="")
                | (
                    Q(decision__isnull=False, decided_at__isnull=False, received_at__isnull=False)
                    & ~Q(decided_by_name="")
                ),
                name="drafting_visa_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(received_at=None, due_on=None)
                | Q(received_at__isnull=False, due_on__isnull=False),
                name="drafting_visa_received_has_a_term",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.position}"
