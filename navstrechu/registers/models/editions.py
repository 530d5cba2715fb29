"""Editions of a register, their rows and the files printed of them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from navstrechu.acts.models import Act
from navstrechu.files.models import StoredFile
from navstrechu.organisation.models import Agency
from navstrechu.registers.workflow import Status, statuses


class EditionQuerySet(models.QuerySet["RegisterEdition"]):
    def of(self, agency: Agency, register: str) -> "EditionQuerySet":
        """Editions of one register of one agency."""
        return self.filter(agency=agency, register=register)

    def ever_approved(self) -> "EditionQuerySet":
        """In force now or before; what the public page shows."""
        return self.filter(status__in=[Status.APPROVED, Status.SUPERSEDED])

    def in_force_on(self, day: date) -> "EditionQuerySet":
        """Approved by the day and not yet closed; the closing day itself is the last one in force."""
        return (
            self.ever_approved()
            .filter(in_force_from__lte=day)
            .filter(Q(closed_on=None) | Q(closed_on__gte=day))
        )


class RegisterEdition(models.Model):
    """A frozen copy of all rows of a register; in force from the day of the order that approves it.

    The order may be registered once and the closing day set once; rows never change (the database refuses).
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="register_editions")
    register = models.CharField(_("реестр"), max_length=30)
    number = models.PositiveIntegerField(_("номер редакции"))
    note = models.TextField(_("что изменилось"), blank=True)
    row_count = models.PositiveIntegerField(_("строк"))
    frozen_at = models.DateTimeField(_("сформирована"))
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    frozen_by_name = models.CharField(_("кем сформирована"), max_length=200)
    status = models.CharField(_("состояние"), max_length=20, choices=statuses, default=Status.FROZEN.value)
    act = models.ForeignKey(
        Act,
        on_delete=models.PROTECT,
        related_name="approved_editions",
        null=True,
        blank=True,
        verbose_name=_("приказ об утверждении"),
    )
    in_force_from = models.DateField(_("действует с"), null=True, blank=True)
    approved_by_name = models.CharField(_("кем утверждена"), max_length=200, null=True, blank=True)  # noqa: DJ001 – filled once
    closed_on = models.DateField(_("действует по"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("отозвана"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "register", "number"], name="registers_edition_number_once"
            ),
            models.UniqueConstraint(
                fields=["agency", "register"],
                condition=Q(status="frozen"),
                name="registers_one_edition_awaits_approval",
            ),
            models.UniqueConstraint(
                fields=["agency", "register"],
                condition=Q(status="approved"),
                name="registers_one_edition_in_force",
            ),
            models.CheckConstraint(
                condition=Q(
                    status="frozen",
                    act=None,
                    in_force_from=None,
                    approved_by_name=None,
                    closed_on=None,
                    withdrawn_at=None,
                )
                | Q(
                    status="approved",
                    act__isnull=False,
                    in_force_from__isnull=False,
                    approved_by_name__isnull=False,
                    closed_on=None,
                    withdrawn_at=None,
                )
                | Q(
                    status="superseded",
                    act__isnull=False,
                    in_force_from__isnull=False,
                    approved_by_name__isnull=False,
                    closed_on__isnull=False,
                    withdrawn_at=None,
                )
                | Q(
                    status="withdrawn",
                    act=None,
                    in_force_from=None,
                    approved_by_name=None,
                    closed_on=None,
                    withdrawn_at__isnull=False,
                ),
                name="registers_edition_state_has_its_dates",
            ),
        ]

    def __str__(self) -> str:
        return _g("редакция № {number}").format(number=self.number)


class EditionRow(models.Model):
    """One printed row as it was at the freezing. ``key`` names the live row it came from, for comparisons.

    ``cells`` holds {column code: text or list of texts}, ``sources`` {model: id} of what it was made of.
    """

    edition = models.ForeignKey(RegisterEdition, on_delete=models.PROTECT, related_name="rows")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=60)
    group_number = models.PositiveSmallIntegerField()
    cells = models.JSONField()
    sources = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="registers_row_position_once"),
            models.UniqueConstraint(fields=["edition", "key"], name="registers_row_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}/{self.position}"


class EditionFile(models.Model):
    """The bytes of an approved edition in one format; the permanent address answers with them for ever."""

    edition = models.ForeignKey(RegisterEdition, on_delete=models.PROTECT, related_name="files")
    format = models.CharField(max_length=10)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "format"], name="registers_one_file_per_format"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.format}"


class RegisterProcedure(models.Model):
    """The order that approved how the register is kept («Порядок ведения»); orders on editions cite it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="register_procedures")
    register = models.CharField(_("реестр"), max_length=30)
    act = models.ForeignKey(
        Act, on_delete=models.PROTECT, related_name="+", verbose_name=_("приказ об утверждении порядка")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "register"], name="registers_one_procedure"),
        ]

    def __str__(self) -> str:
        return f"{self.register}: {self.act_id}"
