"""Settings of the whole site. Every choice of the operator comes from the
environment; .env.example explains each."""

import logging
import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from knotcare.env import is_loopback, local_secret_key
from knotcare.logs.config import configuration

BASE_DIR = Path(__file__).resolve().parent.parent

# What the operator chooses

env = environ.FileAwareEnv()
env.read_env(os.environ.get("ENV_FILE", BASE_DIR / ".env"))

DEBUG = env.bool("DEBUG", default=False)
HOST = env("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
SITE_URL = env("SITE_URL", default=f"http://{HOST}:{PORT}").rstrip("/")
DATA_DIR = Path(env("DATA_DIR", default=BASE_DIR / "var"))

SITE = urlsplit(SITE_URL)
IS_LOCAL = is_loopback(HOST) and is_loopback(SITE.hostname)
IS_HTTPS = SITE.scheme == "https"

SECRET_KEY = env("SECRET_KEY", default="")
if not SECRET_KEY:
    if not (DEBUG or IS_LOCAL):
        raise ImproperlyConfigured(
            "set SECRET_KEY to a long random text: the site is reachable from other "
            "machines (see .env.example)."
        )
    try:
        SECRET_KEY = local_secret_key(DATA_DIR / "secret_key")
    except OSError as error:
        raise ImproperlyConfigured(
            f"the folder {DATA_DIR} can't be written ({error.strerror}). Choose another "
            "with DATA_DIR."
        ) from error

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")
}
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)  # seconds, for each answer
if not (DEBUG or IS_LOCAL or env("EMAIL_URL", default="")):
    raise ImproperlyConfigured(
        "set EMAIL_URL to your mail server: the site is reachable from other machines, "
        "and whoever asks for a session must hear of it (see .env.example)."
    )
vars().update(env.email_url_config(env("EMAIL_URL", default="") or "filemail://"))
EMAIL_FILE_PATH = DATA_DIR / "mail"
MAIL_DOMAIN = "localhost" if is_loopback(SITE.hostname) else SITE.hostname
DEFAULT_FROM_EMAIL = env("MAIL_FROM", default=f"Knotcare <knotcare@{MAIL_DOMAIN}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
SECOND_FACTOR = env("SECOND_FACTOR", default="optional")
if SECOND_FACTOR not in ("optional", "required"):
    raise ImproperlyConfigured("set SECOND_FACTOR to required or to optional.")
SECOND_FACTOR_REQUIRED = SECOND_FACTOR == "required"
PROXIES = env.int("PROXIES", default=0)
REVIEW_MONTHS = env.int("REVIEW_MONTHS", default=12)
if not 1 <= REVIEW_MONTHS <= 120:
    raise ImproperlyConfigured("set REVIEW_MONTHS to a number of months, 1 to 120.")
LOG_FORMAT = env("LOG_FORMAT", default="text")
if LOG_FORMAT not in ("text", "json"):
    raise ImproperlyConfigured("set LOG_FORMAT to text or json.")
ERRORS_TO = env.list("ERRORS_TO", default=[])
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) + [
    "localhost",
    "127.0.0.1",
    "[::1]",
    SITE.hostname,
]

# How the site is put together

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
    "markdownx",
    "axes",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "phonenumber_field",
    "simple_history",
    "articles",
    "booking",
    "knotcare",
]

MIDDLEWARE = [
    "knotcare.middleware.request_id.RequestIdMiddleware",
    "knotcare.middleware.csp_header.PrivatePathsMiddleware",
    "knotcare.middleware.csp_header.CspHeaderMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "knotcare.middleware.bad_input.BadInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "knotcare.auth.second_factor.middleware.SecondFactorMiddleware",
    "knotcare.middleware.signed_out.SignedOutMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "knotcare.middleware.publish_on_time.PublishOnTimeMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "knotcare.urls"
WSGI_APPLICATION = "knotcare.wsgi.application"

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "knotcare.context_processors.site",
                "booking.context_processors.spa",
            ],
        },
    }
]

# Data

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "knotcare.sqlite"
    DATABASES["default"]["CONN_MAX_AGE"] = None  # each reads the whole schema anew
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 10,  # seconds that a writer waits for the others
        "init_command": (
            "PRAGMA journal_mode = WAL; "
            "PRAGMA synchronous = FULL; "  # what was acknowledged outlives a power cut
            "PRAGMA foreign_keys = ON;"
        ),
    }

if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Seconds: who waits for a server that is silent gets an answer, and a phone number.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Language and time

LANGUAGE_CODE = "en-us"
USE_I18N = False
TIME_ZONE = "America/Chicago"
USE_TZ = True

PHONENUMBER_DEFAULT_REGION = "US"
PHONENUMBER_DEFAULT_FORMAT = (
    "INTERNATIONAL"  # booking/utils/formatting.py says when not
)

# Files

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "knotcare.staticfiles.HashedStaticFiles"
        if not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Safety

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
    },
]
LOGIN_REDIRECT_URL = "admin:index"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "knotcare.auth.second_factor.middleware.SecondFactorBackend",
]
AXES_HANDLER = "knotcare.auth.login_throttle.Failures"
AXES_FAILURE_LIMIT = 5  # wrong passwords for an account from an address
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "knotcare.auth.login_throttle.address"
AXES_LOCKOUT_CALLABLE = "knotcare.auth.login_throttle.wait"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # who waits is not counted
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "Knotcare"  # above the account's name in an authenticator app
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a day at the desk, and no night
CSRF_FAILURE_VIEW = "knotcare.views.csrf_failure"
CSRF_COOKIE_HTTPONLY = True  # scripts take the token from their form
# What a page may load and run. Django 6 reads it too (knotcare/middleware/csp_header.py until then).
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
    "require-trusted-types-for": ["'script'"],
}
if IS_HTTPS:
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_SECURE = True
    # By this name a browser takes them from this very host alone, and over HTTPS.
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    SESSION_COOKIE_NAME = "__Host-sessionid"
    SECURE_HSTS_SECONDS = 31_536_000  # one year
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
    # HSTS for subdomains and its preload list bind the whole domain: its owner's choice.
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# The Markdown editor: our renderer, our guarded addresses (articles/urls.py)

MARKDOWNX_MARKDOWNIFY_FUNCTION = "articles.markdown.renderer.render"
MARKDOWNX_URLS_PATH = "/markdownx/markdownify/"
MARKDOWNX_UPLOAD_URLS_PATH = "/markdownx/upload/"
MARKDOWNX_SERVER_CALL_LATENCY = 500  # milliseconds, the least it takes
MARKDOWNX_EDITOR_RESIZABLE = False  # text and preview scroll side by side

# Logs

LOGGING = configuration(LOG_FORMAT, ERRORS_TO)
# A record that can't be written is left out: Python would print it with all its values.
logging.raiseExceptions = DEBUG
