"""Django's settings. What differs from place to place comes from ``env``."""

import dj_database_url

from firstbell.config import env

SECRET_KEY = env.secret("django")
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en-gb"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "firstbell.foundations.audit",
    "firstbell.foundations.take_in",
    "firstbell.foundations.jobs",
    "firstbell.foundations.delivery",
    "firstbell.registers.people",
    "firstbell.registers.schools",
    "firstbell.registers.incidents",
    "firstbell.registers.linkage",
    "firstbell.responses.encompass",
]

DATABASES = {"default": dj_database_url.parse(env.database_url(), conn_max_age=None)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 60,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }

FIRSTBELL_HOME = env.home()
FIRSTBELL_EMAIL_URL = env.email_url()
