"""Accounts, what proves who one is, failed attempts and sessions."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Looks accounts up by login, whatever its letter case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(login__iexact=username)

    def build(self, *, login: str, display_name: str, email: str = "", **extra: Any) -> "User":
        """An unsaved account; saving and history are the service's business."""
        return self.model(
            login=login.lower(), display_name=display_name, email=self.normalize_email(email), **extra
        )


class User(AbstractBaseUser):
    """A person who signs in. What the person may do follows from memberships, never from this row."""

    login = models.CharField(_("логин"), max_length=60, unique=True)
    display_name = models.CharField(_("имя в системе"), max_length=200)
    email = models.EmailField(_("электронная почта"), blank=True)
    is_active = models.BooleanField(_("действует"), default=True)
    created_at = models.DateTimeField(_("создана"))
    # When the person chose it; empty while it is one that somebody else has set.
    password_changed_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.display_name


class SignInFailure(models.Model):
    """A failed attempt, counted per login and address, so that nobody can lock another person out."""

    login = models.CharField(max_length=150)
    address = models.CharField(max_length=45)
    at = models.DateTimeField()
    # The password was right, the code of the second factor was not.
    is_code = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["login", "address", "at"], name="accounts_failures")]

    def __str__(self) -> str:
        return f"{self.login} {self.at:%d.%m.%Y %H:%M}"


class Session(models.Model):
    """One signed-in device. The key is the hash of Django's session key: the list gives nobody a session."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    key_hash = models.CharField(max_length=64, unique=True)
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    # How the person proved who it is: by our password or elsewhere, and whether by a second thing too.
    by_password = models.BooleanField(default=True)
    has_second_factor = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["user", "ended_at"], name="accounts_open_sessions")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.started_at:%d.%m.%Y %H:%M}"


class Authenticator(models.Model):
    """The program that makes one-time codes for an account. Its secret is sealed (sealing.py) and stands
    nowhere else. ``last_step`` is the half minute of the last code taken: no code is taken twice.

    Beside the one in use another may wait for its first code, when somebody changes the telephone.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="authenticators")
    sealed_secret = models.CharField(max_length=255)
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(confirmed_at__isnull=False), name="accounts_one_authenticator"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(confirmed_at=None), name="accounts_one_waiting_authenticator"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"


class RecoveryCode(models.Model):
    """A code on paper that stands in for the authenticator, once. Only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "code_hash"], name="accounts_recovery_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at:%d.%m.%Y}"


class FormerPassword(models.Model):
    """The hash of a password that was replaced, where the rules forbid to take it again."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="former_passwords")
    password = models.CharField(max_length=128)
    replaced_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "replaced_at"], name="accounts_former_passwords")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.replaced_at:%d.%m.%Y}"


class IdentityLink(models.Model):
    """An identity of the provider by which an account may enter. Made by the person or by an invitation,
    never guessed from an address; taken back, the row goes and the history keeps what happened."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(_("служба входа"), max_length=500)
    subject = models.CharField(_("идентификатор у неё"), max_length=255)
    linked_at = models.DateTimeField(_("связан"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="accounts_identity_of_one_account"),
            models.UniqueConstraint(fields=["user", "issuer"], name="accounts_one_identity_of_an_issuer"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.issuer}"
