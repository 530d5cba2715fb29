"""The product's settings with the few changes that tests need."""

import os
import tempfile
from pathlib import Path

# Before the settings are read: no test may meet, or leave anything in, the installation of this clone.
os.environ["NAVSTRECHU_DATA_DIR"] = str(Path(tempfile.gettempdir()) / "navstrechu-tests")  # noqa: TID251
os.environ["NAVSTRECHU_SECRET_KEY"] = "tests"  # noqa: S105, TID251
for name in ("NAVSTRECHU_DEMONSTRATION", "NAVSTRECHU_DEBUG", "NAVSTRECHU_HOSTS", "NAVSTRECHU_TLS"):
    os.environ.pop(name, None)  # noqa: TID251

from config.settings import *  # noqa: E402, F403

DEBUG = False
# The cheapest hasher: tests sign in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files straight from their sources: a test must not pass or fail by what was collected earlier.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
if not DATABASE_URL:  # noqa: F405
    # Each worker is pointed at a database of its own by tests/conftest.py.
    DATABASES["default"]["NAME"] = ":memory:"  # noqa: F405
