#!/usr/bin/env python
"""Django's own commands; the product's commands are those of `navstrechu`."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")  # noqa: TID251 – Django reads it from there
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
