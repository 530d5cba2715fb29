"""What an agency sets for its documents: templates, numbers, printed form, grammatical forms."""

from collections.abc import Callable
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navstrechu.acts.models import kinds
from navstrechu.files.models import StoredFile
from navstrechu.organisation.models import Agency


class TextTemplate(models.Model):
    """A version of the agency's template of a kind of document; the latest one is used, none ever changes.

    ``text`` is an OfficialText as JSON, with places «{органа}» and data «[[таблица]]» of the kind.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="text_templates")
    kind = models.CharField(_("вид документа"), max_length=40)
    number = models.PositiveIntegerField(_("версия"))
    text = models.JSONField()
    note = models.CharField(_("что изменено"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("сохранена"))
    made_by_name = models.CharField(_("кем сохранена"), max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "number"], name="drafting_template_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.number}"


class NumberMask(models.Model):
    """How numbers of a kind of act look: «{номер}-од», «{номер}/{год}»; each year counts anew."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="number_masks")
    act_kind = models.CharField(_("форма"), max_length=20, choices=kinds)
    mask = models.CharField(_("маска номера"), max_length=60)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "act_kind"], name="drafting_mask_once"),
        ]

    def __str__(self) -> str:
        return self.mask


class NumberCounter(models.Model):
    """The last number given to a kind of act in a year; numbers follow each other without a gap."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    act_kind = models.CharField(max_length=20, choices=kinds)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "act_kind", "year"], name="drafting_counter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.act_kind}/{self.year}: {self.last}"


def _millimetres(least: int, most: int) -> list[Callable[[Any], None]]:
    return [MinValueValidator(least), MaxValueValidator(most)]


class PrintedLayout(models.Model):
    """How the agency prints: the standard, margins in mm, sizes in points, arms and lines of its blank."""

    agency = models.OneToOneField(Agency, on_delete=models.PROTECT, related_name="printed_layout")
    standard = models.CharField(_("стандарт"), max_length=20, default="gost_2025")
    margin_left = models.PositiveSmallIntegerField(
        _("левое поле, мм"), default=30, validators=_millimetres(20, 50)
    )
    margin_right = models.PositiveSmallIntegerField(
        _("правое поле, мм"), default=10, validators=_millimetres(10, 40)
    )
    margin_top = models.PositiveSmallIntegerField(
        _("верхнее поле, мм"), default=20, validators=_millimetres(20, 40)
    )
    margin_bottom = models.PositiveSmallIntegerField(
        _("нижнее поле, мм"), default=20, validators=_millimetres(20, 40)
    )
    body_size = models.PositiveSmallIntegerField(
        _("размер текста, пт"), default=14, validators=_millimetres(12, 16)
    )
    table_size = models.PositiveSmallIntegerField(
        _("размер текста в таблицах, пт"), default=12, validators=_millimetres(8, 14)
    )
    arms = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("герб")
    )
    blank_lines = models.TextField(_("строки бланка под наименованием"), blank=True)
    has_qr = models.BooleanField(_("печатать QR-код с реквизитами"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(standard__in=["gost_2016", "gost_2025"]), name="drafting_layout_standard_known"
            ),
        ]

    def __str__(self) -> str:
        return self.standard


class PhraseForms(models.Model):
    """The agency's dictionary of cases: how a post, a name or a body is declined when rules do not know it.

    ``phrase_key`` is the phrase in small letters; an empty case follows the rules.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="phrase_forms")
    kind = models.CharField(_("что это"), max_length=20)
    phrase = models.CharField(_("именительный падеж"), max_length=400)
    phrase_key = models.CharField(max_length=400)
    genitive = models.CharField(_("родительный падеж (нет кого?)"), max_length=400, blank=True)
    dative = models.CharField(_("дательный падеж (кому?)"), max_length=400, blank=True)
    accusative = models.CharField(_("винительный падеж (кого?)"), max_length=400, blank=True)
    instrumental = models.CharField(_("творительный падеж (кем?)"), max_length=400, blank=True)
    prepositional = models.CharField(_("предложный падеж (о ком?)"), max_length=400, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "kind", "phrase_key"], name="drafting_phrase_once"),
        ]

    def __str__(self) -> str:
        return self.phrase
