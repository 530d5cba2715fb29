"""Drafts of official documents, their versions and the documents that they amend or repeal."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navstrechu.acts.models import Act, Relation, kinds, relations
from navstrechu.drafting.workflow import EDITABLE, OPEN, Status, statuses
from navstrechu.organisation.models import Agency, Post


class DraftQuerySet(models.QuerySet["Draft"]):
    def open(self) -> "DraftQuerySet":
        """Those that are neither registered nor withdrawn."""
        return self.filter(status__in=OPEN)


class Draft(models.Model):
    """An official document on its way to registration: its text with live places and what it is about.

    ``kind`` is the code of a `DraftKind`; ``subject_type`` and ``subject_key`` name what it is written about.
    ``text`` and ``becomes`` are OfficialText as JSON: the text itself, and for an amending order what the
    amended document becomes. ``forms`` are places corrected by the author, {place: text}; ``stems`` serve the
    search. From the agreement on the content stands (the database refuses).
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="drafts")
    kind = models.CharField(_("вид документа"), max_length=40)
    act_kind = models.CharField(_("форма"), max_length=20, choices=kinds)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_key = models.CharField(max_length=1000, blank=True)
    title = models.TextField(_("заголовок"))
    stems = models.TextField(blank=True, default="")
    text = models.JSONField(_("текст"))
    becomes = models.JSONField(_("текст изменяемого документа"), default=dict)
    forms = models.JSONField(_("исправленные формы"), default=dict)
    signatory = models.ForeignKey(
        Post, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("подписывает")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    author_name = models.CharField(_("автор"), max_length=200)
    started_at = models.DateTimeField(_("начат"))
    status = models.CharField(_("состояние"), max_length=20, choices=statuses, default=Status.DRAFT.value)
    signed_at = models.DateTimeField(_("подписан"), null=True, blank=True)
    signed_by_name = models.CharField(_("кем подписан"), max_length=200, null=True, blank=True)  # noqa: DJ001 – filled once
    act = models.OneToOneField(
        Act,
        on_delete=models.PROTECT,
        related_name="draft",
        null=True,
        blank=True,
        verbose_name=_("зарегистрирован как"),
    )
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(_("изменён"))

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status="registered", act__isnull=False) | (~Q(status="registered") & Q(act=None)),
                name="drafting_registered_has_an_act",
            ),
            models.CheckConstraint(
                condition=~Q(status="signed") | Q(signed_at__isnull=False),
                name="drafting_signed_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by_name=None)
                | Q(signed_at__isnull=False, signed_by_name__isnull=False),
                name="drafting_signed_by_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "status"], name="drafting_by_status"),
            models.Index(fields=["subject_type", "subject_key"], name="drafting_by_subject"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_editable(self) -> bool:
        """Whether the content may still change: not sent yet, or given back."""
        return self.status in EDITABLE


class DraftVersion(models.Model):
    """The content of a draft as it was saved; never changes, any version can be taken back."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("версия"))
    text = models.JSONField()
    becomes = models.JSONField(default=dict)
    forms = models.JSONField(default=dict)
    note = models.CharField(_("чем вызвана"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("сохранена"))
    made_by_name = models.CharField(_("кем сохранена"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "number"], name="drafting_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}/{self.number}"


class DraftTarget(models.Model):
    """A registered document that the draft will amend or repeal when it is registered."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="targets")
    act = models.ForeignKey(Act, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(_("что делает"), max_length=20, choices=relations)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "act"], name="drafting_target_once"),
            models.CheckConstraint(
                condition=Q(relation__in=[item.value for item in Relation]),
                name="drafting_target_relation_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id} → {self.act_id}"
