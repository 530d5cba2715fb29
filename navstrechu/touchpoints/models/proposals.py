"""Proposals of changes and the reports that units owe."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models import Agency, Unit
from navstrechu.organisation.queries import day_in
from navstrechu.processes.models import Process
from navstrechu.touchpoints.models.links import ProcessTouchpoint
from navstrechu.touchpoints.models.touchpoints import Touchpoint
from navstrechu.touchpoints.vocabulary import Action, Trigger, actions, triggers
from navstrechu.touchpoints.workflow import OPEN, Status, statuses


class ChangeProposalQuerySet(models.QuerySet["ChangeProposal"]):
    def open(self) -> "ChangeProposalQuerySet":
        """Those that wait for the coordinator or their author."""
        return self.filter(status__in=OPEN)


class ChangeProposal(models.Model):
    """A change that a unit head reports (order 201, 3.3): trigger, was → becomes, decision with its remark.

    ``was`` is the row as its author saw it, of version ``base_version``; ``becomes`` what it would be.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="change_proposals")
    number = models.PositiveIntegerField(_("номер"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_name = models.CharField(_("автор"), max_length=200)
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("подразделение"),
    )
    trigger = models.CharField(_("случай актуализации (п. 3.2)"), max_length=20, choices=triggers)
    action = models.CharField(_("что предлагается"), max_length=20, choices=actions)
    process = models.ForeignKey(
        Process, on_delete=models.PROTECT, related_name="proposals", null=True, blank=True
    )
    link = models.ForeignKey(
        ProcessTouchpoint, on_delete=models.PROTECT, related_name="proposals", null=True, blank=True
    )
    touchpoint = models.ForeignKey(
        Touchpoint, on_delete=models.PROTECT, related_name="proposals", null=True, blank=True
    )
    base_version = models.PositiveIntegerField(default=0)
    was = models.JSONField(default=dict)
    becomes = models.JSONField(default=dict)
    reason = models.TextField(_("обоснование"))
    happened_on = models.DateField(_("когда произошло изменение"))
    due_on = models.DateField(_("сообщить не позднее"))
    submitted_at = models.DateTimeField(_("представлено"))
    round = models.PositiveSmallIntegerField(_("представлено раз"), default=1)
    status = models.CharField(_("состояние"), max_length=20, choices=statuses, default=Status.SUBMITTED.value)
    remark = models.TextField(_("замечание"), blank=True)
    decided_by_name = models.CharField(_("кем рассмотрено"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("рассмотрено"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects = ChangeProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="touchpoints_proposal_number_once"),
            models.CheckConstraint(
                condition=Q(status__in=["accepted", "rejected"], decided_at__isnull=False)
                | (~Q(status__in=["accepted", "rejected"]) & Q(decided_at=None)),
                name="touchpoints_decided_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(
                    trigger__in=[item.value for item in Trigger], action__in=[item.value for item in Action]
                ),
                name="touchpoints_proposal_words_known",
            ),
            models.CheckConstraint(
                condition=Q(action="add_link", process__isnull=False, link=None)
                | Q(action__in=["change_link", "remove_link"], link__isnull=False)
                | Q(action="change_touchpoint", touchpoint__isnull=False, link=None)
                | Q(action="include_process", link=None, touchpoint=None)
                | Q(action="exclude_process", process__isnull=False, link=None),
                name="touchpoints_proposal_has_its_subject",
            ),
        ]
        indexes = [models.Index(fields=["agency", "status"], name="touchpoints_proposals_open")]

    def __str__(self) -> str:
        return _g("предложение № {number}").format(number=self.number)

    @property
    def is_late(self) -> bool:
        """Whether it was reported after its term."""
        return self.submitted_on > self.due_on

    @property
    def submitted_on(self) -> date:
        """The day it was first handed in, by the clock of the agency."""
        return day_in(self.agency, self.submitted_at)


class UpdateTask(models.Model):
    """A report of changes that a unit owes, opened by the product when a trigger of clause 3.2 occurs."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="update_tasks")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="update_tasks", null=True, blank=True
    )
    process = models.ForeignKey(
        Process, on_delete=models.PROTECT, related_name="update_tasks", null=True, blank=True
    )
    touchpoint = models.ForeignKey(
        Touchpoint, on_delete=models.PROTECT, related_name="update_tasks", null=True, blank=True
    )
    trigger = models.CharField(max_length=20, choices=triggers)
    reason = models.TextField(_("что произошло"))
    opened_on = models.DateField(_("открыто"))
    due_on = models.DateField(_("сообщить не позднее"))
    closed_on = models.DateField(_("закрыто"), null=True, blank=True)
    closed_because = models.CharField(_("чем закрыто"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None, closed_because="")
                | (Q(closed_on__isnull=False) & ~Q(closed_because="")),
                name="touchpoints_closed_task_says_why",
            ),
            models.CheckConstraint(
                condition=Q(process__isnull=False) | Q(touchpoint__isnull=False),
                name="touchpoints_task_has_a_subject",
            ),
            models.UniqueConstraint(
                fields=["process", "trigger"],
                condition=Q(closed_on=None, process__isnull=False),
                name="touchpoints_one_open_task_per_process",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class RegisterSettings(models.Model):
    """How the agency keeps the register: terms of reporting and of confirming touchpoints."""

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="register_settings")
    report_working_days = models.PositiveSmallIntegerField(
        _("сообщать об изменениях в течение, рабочих дней"), default=5
    )
    confirm_months = models.PositiveSmallIntegerField(
        _("подтверждать точки взаимодействия каждые, месяцев"), default=12
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(report_working_days__gte=1, confirm_months__gte=1),
                name="touchpoints_terms_are_positive",
            ),
        ]

    def __str__(self) -> str:
        return str(self.agency_id)
