"""Keys of programs and the answers kept for repeated requests."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ApiToken(models.Model):
    """A key by which a program acts for an account. ``ending`` are its last characters, by which the owner
    recognises it; the key itself is not kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("название"), max_length=100)
    token_hash = models.CharField(max_length=64, unique=True)
    ending = models.CharField(max_length=4)
    scopes = models.JSONField(_("разрешено программе"), default=list)
    created_at = models.DateTimeField(_("создан"))
    expires_at = models.DateTimeField(_("действует до"))
    last_used_at = models.DateTimeField(_("последнее обращение"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("отозван"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="tokens_expire_after_creation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} (…{self.ending})"


class KeptAnswer(models.Model):
    """The answer to a request that carried an idempotency key: the same request gets it again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=100)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="tokens_answer_once")]
        indexes = [models.Index(fields=["at"], name="tokens_answers_by_time")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.key}"
