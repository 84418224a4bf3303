"""The one place that reads the environment; every `WIRKT_*` name here stands in docs/settings.md."""

from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo

from environs import Env

from wirkt import __version__

env = Env()


def secret_key(home: Path) -> str:
    """The key given, else the one in the home; empty before `wirkt init` has made one."""
    kept = home / "secret-key"
    return env.str("WIRKT_SECRET_KEY", "") or (kept.read_text().strip() if kept.is_file() else "")


def database(address: str, home: Path) -> dict[str, object]:
    """SQLite in the home unless `postgresql://user:password@host:port/name` is given."""
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "wirkt.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                " PRAGMA secure_delete=ON;",
            },
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.removeprefix("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
    }


HOME = Path(env.str("WIRKT_HOME", "./var")).resolve()
VERSION = __version__
DEBUG = env.bool("WIRKT_DEBUG", False)
SECRET_KEY = secret_key(HOME)
BASE_URL = env.str("WIRKT_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = [*env.list("WIRKT_HOSTS", [urlsplit(BASE_URL).hostname or ""]), "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SERVICE_NAME = env.str("WIRKT_SERVICE_NAME", "wirkt")
SECURITY_CONTACT = env.str("WIRKT_SECURITY_CONTACT", "")
SEARCH_RATE = env.int("WIRKT_SEARCH_RATE", 600)
TRUSTED_PROXIES = env.int("WIRKT_TRUSTED_PROXIES", 0)
FETCH_ALLOWED: frozenset[str] = frozenset(env.list("WIRKT_FETCH_ALLOWED", []))
INDEX = HOME / "index"
WORKER_LOCK = HOME / "worker.lock"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "wirkt.web",
    "wirkt.journal",
    "wirkt.criteria",
    "wirkt.accounts",
    "wirkt.organisations",
    "wirkt.releases",
    "wirkt.intake",
    "wirkt.catalogue",
    "wirkt.worker",
    "wirkt.sample",
    "wirkt.bench",
    "wirkt.config",
]

MIDDLEWARE = [
    "wirkt.web.headers.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "wirkt.web.languages.interface_language",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wirkt.catalogue.preparing.SearchInPreparation",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

ROOT_URLCONF = "wirkt.config.urls"
APPEND_SLASH = False
WSGI_APPLICATION = "wirkt.config.wsgi.application"
# A connection outlives its request, since opening one costs more than most questions; not for long, so that a database
# put in the place of another is seen.
CONNECTION = {"CONN_MAX_AGE": 10, "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": database(env.str("WIRKT_DATABASE", ""), HOME) | CONNECTION}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("WIRKT_TIME_ZONE", "Europe/Berlin")
ZONE = ZoneInfo(TIME_ZONE)

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

SECURE_COOKIES = BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_NAME = "__Host-session" if SECURE_COOKIES else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if SECURE_COOKIES else "csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 63_072_000 if SECURE_COOKIES else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("WIRKT_LOG_LEVEL", "WARNING")},
}
