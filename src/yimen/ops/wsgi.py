"""What the web server calls for every request."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from yimen.ops.processes import die_with_parent

die_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.ops.settings")
application = get_wsgi_application()
