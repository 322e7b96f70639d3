"""Django's settings. What differs from place to place comes from ``env``."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url

from firstbell.config import env

SECRET_KEY = env.secret("django")
DEBUG = False
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SOURCE = Path(__file__).resolve().parent.parent

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "firstbell.foundations.lists",
    "firstbell.foundations.seals",
    "firstbell.foundations.audit",
    "firstbell.foundations.retention",
    "firstbell.foundations.subject_access",
    "firstbell.foundations.take_in",
    "firstbell.foundations.jobs",
    "firstbell.foundations.delivery",
    "firstbell.foundations.accounts",
    "firstbell.registers.people",
    "firstbell.registers.schools",
    "firstbell.registers.premises",
    "firstbell.registers.incidents",
    "firstbell.registers.linkage",
    "firstbell.responses.encompass",
    "firstbell.responses.cocoon",
    "firstbell.responses.support",
    "firstbell.responses.programme",
    "firstbell.responses.case_progress",
    "firstbell.joint.intensification",
    "firstbell.joint.early_picture",
    "firstbell.reporting.performance",
    "firstbell.reporting.publication",
]

DATABASES = {"default": dj_database_url.parse(env.database_url(), conn_max_age=None)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        # Of pages, 64 MiB are kept in memory: an index of millions of keys is read and written in no order.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-65536;",
    }
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # so that nobody sweeps a lock-out away by filling it
    }
}

# The web. Behind a proxy that ends TLS, except on this machine alone.

WEB_ADDRESS = env.web_address()
SECURE = WEB_ADDRESS.startswith("https://")
ALLOWED_HOSTS = sorted({"127.0.0.1", "localhost", urlsplit(WEB_ADDRESS).hostname or "localhost"})
CSRF_TRUSTED_ORIGINS = [WEB_ADDRESS]
ROOT_URLCONF = "firstbell.config.urls"
WSGI_APPLICATION = "firstbell.config.wsgi.application"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "firstbell.interfaces.api.v1.middleware.Problems",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "firstbell.interfaces.web.design.headers.Headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "firstbell.interfaces.web.design.uploads.TooLarge",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "firstbell.interfaces.web.access.middleware.TimeOuts",
    "firstbell.interfaces.web.police.banner.Paused",
    "firstbell.interfaces.web.design.refusals.Refusals",
]
AUDIENCES = (
    *("design", "access", "police", "schools", "authorities", "support", "programme", "professionals"),
    *("administration", "analysts", "public"),
)
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [SOURCE / "interfaces/web" / audience / "templates" for audience in AUDIENCES],
        "OPTIONS": {
            "environment": "firstbell.interfaces.web.design.environment.environment",
            "context_processors": [
                "firstbell.interfaces.web.design.environment.at_hand",
                "firstbell.interfaces.web.police.banner.paused",
            ],
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]
STATIC_URL = "/static/"
STATIC_ROOT = env.home() / "static"
STATIC_ROOT.mkdir(exist_ok=True)
OWN_LOOK = env.home() / "look"
"""A force's own ``firstbell/colours.css``, taken before ours."""
STATICFILES_DIRS = [*([OWN_LOOK] if OWN_LOOK.is_dir() else []), SOURCE / "interfaces/web/design/static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "firstbell.interfaces.web.design.assets.Assets"},
}
WHITENOISE_USE_FINDERS = False
LOCALE_PATHS = [SOURCE / "interfaces/web/design/locale"]
FORM_RENDERER = "django.forms.renderers.Jinja2"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 << 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
MOST_UPLOADED = 200 << 20
"""Bytes that one uploaded file may have; a roll of 170,000 pupils has about 30 million."""

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True  # browsers take this machine's own pages for secure
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = "__Host-firstbell" if SECURE else "firstbell"
CSRF_COOKIE_NAME = "__Host-form" if SECURE else "form"
SESSION_COOKIE_SAMESITE = "Lax"  # an organisation's directory sends people back with a GET
CSRF_COOKIE_SAMESITE = "Strict"
DEVICE_COOKIE_NAME = "__Host-device" if SECURE else "device"
CSRF_FAILURE_VIEW = "firstbell.interfaces.web.design.refusals.stale_form"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = int(timedelta(hours=24).total_seconds())  # of what is kept of one; it ends long before
IDLE_MINUTES = 20
LONGEST_HOURS = 12
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"  # with none at all, browsers send forms without saying where from
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'", *env.directory_origins()],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

# Sign-in: by invitation, with a second factor; an organisation's own directory where it has one.

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "firstbell.interfaces.web.access.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "firstbell.interfaces.web.access.adapters.DirectoryAdapter"
MFA_ADAPTER = "firstbell.interfaces.web.access.adapters.FactorAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/15m/key",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "join": "20/m/ip",
    "ask_support": "10/10m/ip",
    "ask_programme": "10/h/key",
    "raise_concern": "10/h/key",
    "look_up_concern": "10/h/key",
    "find_area": "60/h/key",
}
ACCOUNT_FORMS = {
    "login": "firstbell.interfaces.web.access.forms.SignInForm",
    "reauthenticate": "firstbell.interfaces.web.access.forms.PasswordOnceMoreForm",
    "change_password": "firstbell.interfaces.web.access.forms.NewPasswordForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE else 0
MFA_FORMS = {
    "authenticate": "firstbell.interfaces.web.access.forms.SecondFactorForm",
    "reauthenticate": "firstbell.interfaces.web.access.forms.CodeOnceMoreForm",
    "activate_totp": "firstbell.interfaces.web.access.forms.AppForm",
    "add_webauthn": "firstbell.interfaces.web.access.forms.PasskeyForm",
}
FACTOR_SECRET = env.secret("factors")
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Firstbell"
MFA_TOTP_TOLERANCE = 1  # a code still counts in the half-minute after it was shown
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_RECOVERY_CODES_SHOW_ONCE = True
USERSESSIONS_TRACK_ACTIVITY = False  # a write with every page; when a session began is enough
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": env.directories(), "OAUTH_PKCE_ENABLED": True}}

# Logs: routes instead of addresses, and failures without their texts.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "firstbell.interfaces.web.design.logs.Plain",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["out"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "WARNING", "propagate": True}},
}

SEAL_KEYS = env.secret("seals")
"""One secret a line, the newest first; an old one stays below as long as anything is sealed with it."""
PLAN_KEY = env.secret("plans")
"""What every draw of visits is drawn with. Whoever has it can foretell them."""
LIKENESS_KEY = env.secret("likeness")
"""What the same telephone number is known again by where numbers are sealed. With it, numbers could be tried out."""

FIRSTBELL_HOME = env.home()
FIRSTBELL_EMAIL_URL = env.email_url()
