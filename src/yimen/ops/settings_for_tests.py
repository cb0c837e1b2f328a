"""The same settings for tests: a server of their own, nothing that costs time, nothing sent."""

from __future__ import annotations

import os

from jinja2 import StrictUndefined

from yimen.ops.places import VENV

os.environ["YIMEN_DATA"] = str(VENV / "testdata")
os.environ["YIMEN_THROWAWAY"] = "1"

from yimen.ops.settings import *  # noqa: F403 - the same, but for what follows
from yimen.ops.settings import MIDDLEWARE, STORAGES, TEMPLATES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TEMPLATES[0]["OPTIONS"]["undefined"] = StrictUndefined
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
