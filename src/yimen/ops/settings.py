"""Django's settings. What an installation may choose is listed in `yimen.env.example`."""

from __future__ import annotations

from typing import Any

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from jinja2 import ChainableUndefined, StrictUndefined

from yimen.ops import chosen
from yimen.ops.database import settings_of_django
from yimen.ops.keys import load_keys
from yimen.ops.logs import logging_settings
from yimen.ops.places import SOURCE, STATIC, data_folder

# Lets Django's classes take type parameters: `BaseFormSet[DemandForm]`.
django_stubs_ext.monkeypatch()

YIMEN_DATA = data_folder()
chosen.read_choices(YIMEN_DATA)
load_keys(YIMEN_DATA)

#: What opens every case number, and the address that letters print as a QR code.
YIMEN_CASE_MARK = chosen.text("YIMEN_CASE_MARK", "一门")
YIMEN_URL = chosen.text("YIMEN_URL", "http://127.0.0.1:8000").rstrip("/")

SECRET_KEY = chosen.text("YIMEN_SECRET_KEY")
DEBUG = chosen.flag("YIMEN_DEBUG")
HTTPS = chosen.flag("YIMEN_HTTPS")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *chosen.words("YIMEN_HOSTS")]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in chosen.words("YIMEN_HOSTS")] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "yimen.people",
    "yimen.registry",
    "yimen.norms",
    "yimen.documents",
    "yimen.casework",
    "yimen.rooms.hall",
    "yimen.rooms.legal",
    "yimen.rooms.heart",
    "yimen.rooms.mediation",
    "yimen.rooms.joint",
    "yimen.rooms.care",
    "yimen.supervision",
    "yimen.portal",
    "yimen.workbench",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django.forms",  # last: what we draw otherwise is found before it
]
MIDDLEWARE = [
    "yimen.ops.requests.CanonicalLine",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "yimen.ops.requests.BodyLimit",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "yimen.ops.requests.Storable",
    "yimen.norms.published.LawInForce",
    # Last: it opens the transaction of the request, in which PostgreSQL knows who asks.
    "yimen.people.middleware.WhoAsks",
]
ROOT_URLCONF = "yimen.ops.urls"
WSGI_APPLICATION = "yimen.ops.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "yimen.ops.pages.Engine",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "yimen.ops.pages.environment",
            # A name that no view gave leaves a gap on the page; where we work, it breaks the page.
            "undefined": StrictUndefined if DEBUG else ChainableUndefined,
            "context_processors": [
                "django.contrib.messages.context_processors.messages",
                "yimen.workbench.frame.frame",
            ],
        },
    },
    {  # For the messages of allauth alone: our own pages are the other engine's.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]
FORM_RENDERER = "yimen.ops.pages.Boxes"

DATABASES = {"default": settings_of_django()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, so that every process counts the same failed log-ins.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "yimen_cache",
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [SOURCE / "locale", SOURCE / "ops" / "locale"]
FORMAT_MODULE_PATH = "yimen.ops.formats"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

AUTH_USER_MODEL = "people.Staff"
AUTHENTICATION_BACKENDS = ["yimen.people.backend.StaffBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "number"]},
    },
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {"NAME": "yimen.people.passwords.NotOfOneKind"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "yimen.people.adapter.StaffAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# By address: an office may sit behind one. Each user name waits besides, see people/patience.py.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip",
    "change_password": "10/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

_HALF_AN_HOUR = 30 * 60
SESSION_ENGINE = "yimen.people.sessions"
SESSION_COOKIE_AGE = _HALF_AN_HOUR
# The end of a session is put off by people/middleware.py, when a person acts, not when a page does.
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60

_A_YEAR = 365 * 24 * 60 * 60
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = _A_YEAR if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = [
    "security.W021",  # joining the browsers' preload list is for the owner of the domain to decide
]
#: Where screens hear their news: a port beside the pages', an address of its own, or, behind a
#: proxy that sends /live/ there, the pages' own address.
YIMEN_LIVE = chosen.text("YIMEN_LIVE")
#: Who sends short messages to telephones: a command or an address; nothing: staff telephone.
YIMEN_NOTICES = chosen.text("YIMEN_NOTICES")
_LIVE = [f"*{YIMEN_LIVE}" if YIMEN_LIVE.startswith(":") else YIMEN_LIVE] if YIMEN_LIVE else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "connect-src": [SELF, *_LIVE],
        "img-src": [SELF, "data:"],  # Tabler's style sheet draws ticks and arrows as data: images
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = STATIC
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": YIMEN_DATA / "files",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

#: All papers of one filing together (documents/papers.py), and what the form adds to them.
YIMEN_MOST_BODY = 120 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING_CONFIG = None
logging_settings(debug=DEBUG)

PROCRASTINATE_IMPORT_PATHS: list[str] = []
PROCRASTINATE_READONLY_MODELS = True
