"""Units and posts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from navstrechu.organisation.models.agency import Agency


class Unit(models.Model):
    """A structural unit («структурное подразделение»); units form a tree."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="children",
        null=True,
        blank=True,
        verbose_name=_("входит в"),
    )
    name = models.CharField(_("наименование"), max_length=300)
    position = models.PositiveSmallIntegerField(_("порядок"), default=0)
    closed_on = models.DateField(_("упразднено с"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                condition=models.Q(closed_on=None),
                name="organisation_unit_name_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Rank(models.TextChoices):
    """How high a post stands; the responsible may not be below deputy head (roadmap 1.1)."""

    HEAD = "head", _("руководитель органа")
    DEPUTY_HEAD = "deputy_head", _("заместитель руководителя органа")
    UNIT_HEAD = "unit_head", _("руководитель подразделения")
    EMPLOYEE = "employee", _("сотрудник")


def ranks() -> list[tuple[str, object]]:
    """Ranks with their wording; a callable, so that new wording makes no migration."""
    return list(Rank.choices)


class PostQuerySet(models.QuerySet["Post"]):
    def open(self) -> "PostQuerySet":
        return self.filter(closed_on=None)


class Post(models.Model):
    """A post («должность») as plans name it; responsibility in every plan and document belongs to it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        related_name="posts",
        null=True,
        blank=True,
        verbose_name=_("подразделение"),
    )
    title = models.CharField(_("наименование должности"), max_length=400)
    rank = models.CharField(_("уровень"), max_length=20, choices=ranks, default=Rank.EMPLOYEE.value)
    closed_on = models.DateField(_("сокращена с"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "title"],
                condition=models.Q(closed_on=None),
                name="organisation_post_title_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title
