"""Entry point of the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")  # noqa: TID251 – Django reads it from there

application = get_wsgi_application()
# What is loaded stays for ever: a full collection in the middle of a request need not look at it.
gc.collect()
gc.freeze()
