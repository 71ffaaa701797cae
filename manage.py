#!/usr/bin/env python
"""Django's command line for Knotcare."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knotcare.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Knotcare is not set up: {error}")


if __name__ == "__main__":
    main()
