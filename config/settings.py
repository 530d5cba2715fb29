"""Settings of the installation: one file, grouped by topic, each unusual value with its reason."""

import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.core.exceptions import ImproperlyConfigured

from config import env

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.text("NAVSTRECHU_DATA_DIR", str(BASE_DIR / "var")))
BUILD_DIR = BASE_DIR / "build"
VERSION = "0.1.0"

# --- Mode -------------------------------------------------------------------------------------------------
DEBUG = env.flag("NAVSTRECHU_DEBUG", default=False)
# The demonstration shows a role switcher to everybody who opens the page: never on a real installation.
DEMONSTRATION = env.flag("NAVSTRECHU_DEMONSTRATION", default=False)


def _secret_key() -> str:
    """Taken from the environment, else made once and kept beside the data with owner-only rights."""
    given = env.text("NAVSTRECHU_SECRET_KEY", "")
    if given:
        return given
    path = DATA_DIR / "secret_key"
    if not path.exists():
        # Written aside and linked: of processes that start together one key wins, and none is half there.
        draft = DATA_DIR / f"secret_key.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64), encoding="ascii")
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="ascii").strip()


DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.words("NAVSTRECHU_HOSTS", default=("localhost", "127.0.0.1", "[::1]"))
CSRF_TRUSTED_ORIGINS = env.words("NAVSTRECHU_ORIGINS")

# --- Applications -----------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "navstrechu.core",
    "navstrechu.history",
    "navstrechu.accounts",
    "navstrechu.tokens",
    "navstrechu.workflow",
    "navstrechu.files",
    "navstrechu.jobs",
    "navstrechu.documents",
    "navstrechu.organisation",
    "navstrechu.discussion",
    "navstrechu.notices",
    "navstrechu.acts",
    "navstrechu.drafting",
    "navstrechu.registers",
    "navstrechu.processes",
    "navstrechu.touchpoints",
    "navstrechu.roadmap",
    "navstrechu.demonstration",
    "navstrechu.operations",
    "navstrechu.web",
    "navstrechu.cli",
]
MIDDLEWARE = [
    # First: everything after it may rely on the address and on whether the request came by TLS.
    "navstrechu.web.shell.proxy.ClientAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "navstrechu.web.shell.middleware.ResponsePolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Above everything that can refuse with a sentence.
    "navstrechu.web.shell.language.LanguageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "navstrechu.web.shell.middleware.SessionLimitMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "navstrechu.web.shell.middleware.RequestContextMiddleware",
    "navstrechu.web.shell.obligations.ObligationMiddleware",
    "navstrechu.web.shell.read_only.ReadOnlyMiddleware",
    "navstrechu.web.shell.errors.DomainErrorMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "navstrechu" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "navstrechu.web.shell.context.shell",
            ],
        },
    },
]

# --- Database ---------------------------------------------------------------------------------------------
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    # NORMAL loses acknowledged commits when the power fails.
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    # Without it REPLACE deletes rows past the triggers that freeze them.
    "PRAGMA recursive_triggers=ON;"
    "PRAGMA cache_size=-65536;"
    "PRAGMA mmap_size=268435456;"
)


def _sqlite(path: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        # Reopening the file for each request costs five sixths of the throughput.
        "CONN_MAX_AGE": None,
        # Deferred transactions fail at once under concurrent writes; IMMEDIATE ones wait for the lock.
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 5, "init_command": _SQLITE_PRAGMAS},
    }


def _postgresql(url: str) -> dict[str, object]:
    parts = urlparse(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL: ожидается postgresql://пользователь:пароль@узел:порт/база.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A unix socket directory arrives percent-encoded in the place of the host.
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c synchronous_commit=on"},
    }


DATABASE_URL = env.text("DATABASE_URL", "")
DATABASES = {
    "default": _postgresql(DATABASE_URL) if DATABASE_URL else _sqlite(str(DATA_DIR / "navstrechu.sqlite3"))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- People and sessions ----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
# What a password must be: navstrechu/accounts/passwords.py. Terms in days hold for «departmental» only.
AUTH_PASSWORD_VALIDATORS = [{"NAME": "navstrechu.accounts.passwords.ProfileValidator"}]
PASSWORD_PROFILE = env.one_of("NAVSTRECHU_PASSWORDS", ("modern", "departmental"))
PASSWORD_LENGTH = env.number("NAVSTRECHU_PASSWORD_LENGTH", default=12, least=8)
PASSWORD_DAYS = env.number("NAVSTRECHU_PASSWORD_DAYS", default=90, least=1)
PASSWORD_REMEMBERED = env.number("NAVSTRECHU_PASSWORD_REMEMBERED", default=5)
PASSWORD_LEAST_DAYS = env.number("NAVSTRECHU_PASSWORD_LEAST_DAYS", default=1)
# Who must sign in with a one-time code too; in a demonstration nobody must.
SECOND_FACTOR = env.one_of("NAVSTRECHU_SECOND_FACTOR", ("approvers", "all", "nobody"))
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home:start"
SESSION_IDLE_MINUTES = env.number("NAVSTRECHU_SESSION_IDLE_MINUTES", default=120, least=5)
SESSION_ABSOLUTE_HOURS = env.number("NAVSTRECHU_SESSION_HOURS", default=12, least=1)
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_HOURS * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
INVITATION_DAYS = env.number("NAVSTRECHU_INVITATION_DAYS", default=7, least=1)
SIGN_IN_FAILURES = 5
# Wrong codes after a right password, from all addresses together: whoever sends them knows the password.
SIGN_IN_CODE_FAILURES = 10
SIGN_IN_LOCK_MINUTES = 15

# --- Sign-in through an identity provider (OpenID Connect) --------------------------------------------------
# Without an issuer there is no such sign-in. Read by accounts/openid.py.
OPENID_ISSUER = env.text("NAVSTRECHU_OPENID_ISSUER", "").strip()
OPENID_CLIENT_ID = env.text("NAVSTRECHU_OPENID_CLIENT_ID", "").strip()
OPENID_CLIENT_SECRET = env.text("NAVSTRECHU_OPENID_CLIENT_SECRET", "")
OPENID_SCOPES = env.words("NAVSTRECHU_OPENID_SCOPES", default=("openid", "profile"))
# Completes «Войти через …».
OPENID_NAME = env.text("NAVSTRECHU_OPENID_NAME", "единую учётную запись").strip()
# Values of acr or amr by which the provider says that it asked for a second factor; none: ours is asked for.
OPENID_SECOND_FACTOR = env.words("NAVSTRECHU_OPENID_SECOND_FACTOR")
# Whether who leaves is offered to leave the provider too.
OPENID_LOGOUT = env.flag("NAVSTRECHU_OPENID_LOGOUT", default=False)
if OPENID_ISSUER and not (OPENID_CLIENT_ID and "openid" in OPENID_SCOPES):
    raise ImproperlyConfigured(
        "Задан NAVSTRECHU_OPENID_ISSUER: нужны и NAVSTRECHU_OPENID_CLIENT_ID, и openid среди "
        "NAVSTRECHU_OPENID_SCOPES."
    )

# --- Transport and cookies --------------------------------------------------------------------------------
# Behind TLS (the normal case of a real installation) cookies are bound to the host and to https.
TLS = env.flag("NAVSTRECHU_TLS", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
# Only these may say who the client is and that it came by TLS; addresses or networks.
PROXIES = env.words("NAVSTRECHU_PROXIES", default=("127.0.0.1", "::1") if TLS else ())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_NAME = "__Host-session" if TLS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if TLS else "csrf"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31536000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = TLS
SECURE_SSL_REDIRECT = TLS
# The service asks for its health on this machine, where there is no TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
CSRF_FAILURE_VIEW = "navstrechu.web.shell.errors.csrf_failure"

# --- Language and time ------------------------------------------------------------------------------------
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English")]
TIME_ZONE = "Europe/Moscow"
USE_I18N = USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

# --- Files ------------------------------------------------------------------------------------------------
MEDIA_ROOT = DATA_DIR / "files"
STATIC_URL = "static/"
STATIC_ROOT = BUILD_DIR / "collected"
STATICFILES_DIRS = [BASE_DIR / "navstrechu" / "web" / "static", BUILD_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31536000
DOCUMENT_FONTS_DIR = BUILD_DIR / "fonts"
# The administrator is warned first, then uploads are refused, then every change: before the disk is full.
DISK_LOW_BYTES = env.number("NAVSTRECHU_DISK_LOW_MB", default=1024) * 1024 * 1024
DISK_READ_ONLY_BYTES = env.number("NAVSTRECHU_DISK_READ_ONLY_MB", default=100) * 1024 * 1024
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
# Larger bodies are refused by the view with a sentence; this is only the bound for form fields in memory.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    # First, so that the others never see more of a file than UPLOAD_LIMIT_BYTES.
    "navstrechu.web.shell.uploads.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- Mail -------------------------------------------------------------------------------------------------
# Letters lead to this address; it is known by nothing else when no request is at hand.
ADDRESS = env.text("NAVSTRECHU_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
# Without a server of the agency letters are files in the data folder: nothing leaves the machine by itself.
MAIL_TRANSPORT = env.one_of("NAVSTRECHU_MAIL", ("file", "console", "smtp"))
MAIL_FOLDER = DATA_DIR / "mail"
MAIL_FROM_ADDRESS = env.text("NAVSTRECHU_MAIL_FROM", "navstrechu@localhost")
MAIL_FROM = f"«Навстречу» <{MAIL_FROM_ADDRESS}>"
MAIL_DOMAIN = MAIL_FROM_ADDRESS.rpartition("@")[2]
SMTP_HOST = env.text("NAVSTRECHU_SMTP_HOST", "localhost")
SMTP_PORT = env.number("NAVSTRECHU_SMTP_PORT", default=25, least=1)
SMTP_TLS = env.one_of("NAVSTRECHU_SMTP_TLS", ("no", "starttls", "tls"))
SMTP_USER = env.text("NAVSTRECHU_SMTP_USER", "")
SMTP_PASSWORD = env.text("NAVSTRECHU_SMTP_PASSWORD", "")

# --- Messages and logs ------------------------------------------------------------------------------------
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # The dictionary of word forms tells of its loading at INFO, in every process.
    "loggers": {"django.request": {"level": "ERROR"}, "pymorphy3": {"level": "WARNING"}},
}
