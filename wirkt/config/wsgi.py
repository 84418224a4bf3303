"""The entry for an application server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wirkt.config.settings")
application = get_wsgi_application()
