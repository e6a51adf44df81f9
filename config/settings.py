"""Settings. Everything that differs between machines comes from the environment; without any of it the site runs on
a laptop with SQLite, embedded search, local files, messages on the console and a demonstration card.

README.md lists the variables. `config.safety` refuses an unsafe production setting and names it.
"""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import environment as env

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")

PRODUCTION = env.flag("PRODUCTION", default=False)
DEBUG = env.flag("DEBUG", default=False)
# Good enough to try the site on a laptop; `config.safety` refuses it in production.
DEVELOPMENT_SECRET = "only-for-a-laptop-and-never-for-people-5f1c9a7e"  # noqa: S105
SECRET_KEY = env.text("SECRET_KEY", DEVELOPMENT_SECRET)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
# Keys that seal supporters' and members' contact fields: newest first, 32 bytes in URL-safe base64 each.
DEVELOPMENT_SEAL_KEY = "b25seS1mb3ItYS1sYXB0b3AtYW5kLW5vdC1wZW9wbGU="
SEAL_KEYS = env.words("SEAL_KEYS", DEVELOPMENT_SEAL_KEY)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
SITE_URL = env.text("SITE_URL", f"http://localhost:{env.number('PORT', 8000)}").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

# --- The house ---------------------------------------------------------------------------------------------------
# Upper packages can be left out (WITHOUT=marketplace,cms): the directory runs by itself.
WITHOUT = set(env.words("WITHOUT"))
_DIRECTORY = [
    "directory.people",
    "directory.coops",
    "directory.lists",
    "directory.freshness",
    "directory.claims",
    "directory.chapters",
]
_MARKETPLACE = [
    "marketplace.ledger",
    "marketplace.catalog",
    "marketplace.fulfilment",
    "marketplace.pricing",
    "marketplace.cart",
    "marketplace.payments",
    "marketplace.orders",
    "marketplace.shop",
    "marketplace.desk",
    "marketplace.office",
]
_CMS = [
    "cms",
    "cms.home",
    "cms.stories",
    "cms.plan",
    "cms.institutions",
    "cms.events",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    *(f"wagtail.{name}" for name in ("embeds", "sites", "users", "snippets", "documents", "images", "search", "admin")),
    "wagtail",
    "modelcluster",
]
HAS_MARKETPLACE = "marketplace" not in WITHOUT
HAS_CMS = HAS_MARKETPLACE and "cms" not in WITHOUT

INSTALLED_APPS = [
    "config",
    *(_CMS if HAS_CMS else []),
    *(_MARKETPLACE if HAS_MARKETPLACE else []),
    *_DIRECTORY,
    "search",
    "ground",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "ground.middleware.no_nul",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ground.policy.KnownPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "directory.people.middleware.private_when_signed_in",
    "config.trouble.short_address",
    "config.trouble.closed",
]
if HAS_CMS:
    MIDDLEWARE.append("wagtail.contrib.redirects.middleware.RedirectMiddleware")

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

_LOADERS = [f"django.template.loaders.{name}.Loader" for name in ("filesystem", "app_directories")]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": _LOADERS if DEBUG else [("ground.spoken_templates.Loader", _LOADERS)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
        },
    },
]
FORM_RENDERER = "ground.drawn_forms.DrawnForms"

# --- Database ----------------------------------------------------------------------------------------------------
# SQLite is set for work: with its defaults, many writers at once lose to "database is locked" (docs/decisions/).
DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{VAR_DIR}/site.sqlite3", conn_max_age=60)}
DATABASE_IS_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if DATABASE_IS_SQLITE:
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5_000}}
    )
}

# --- Search ------------------------------------------------------------------------------------------------------
# The embedded index on SQLite is a file of its own (one writer must not wait for the other); it can always be rebuilt.
SEARCH_INDEX_FILE = VAR_DIR / "search.sqlite3"
# Where this names a server it answers, and the embedded index steps in while it does not.
ELASTICSEARCH_URL = env.server("ELASTICSEARCH_URL")
ELASTICSEARCH_PREFIX = env.text("ELASTICSEARCH_PREFIX", "cooperation")

# --- People and sign-in ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}Validator"}
    for name in ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "directory.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
_DRESSED = "directory.people.dressed."
ACCOUNT_FORMS = {
    "login": "directory.people.forms.SignInForm",
    "add_email": f"{_DRESSED}AddEmail",
    "change_phone": f"{_DRESSED}ChangePhone",
    "verify_phone": f"{_DRESSED}VerifyPhone",
    "confirm_login_code": f"{_DRESSED}ConfirmLoginCode",
    "confirm_email_verification_code": f"{_DRESSED}ConfirmEmail",
    "change_password": f"{_DRESSED}ChangePassword",
    "set_password": f"{_DRESSED}SetPassword",
    "reset_password": f"{_DRESSED}ResetPassword",
    "reset_password_from_key": f"{_DRESSED}ResetPasswordFromKey",
    "reauthenticate": f"{_DRESSED}Reauthenticate",
}
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
# Signing in by code is signing up, so allauth's own sign-up form is not used. The list tells allauth which fields an
# account can have; the stars only satisfy its check: a phone alone is enough (`AccountAdapter.get_login_stages`).
ACCOUNT_SIGNUP_FIELDS = ["phone", "email*", "password1"]
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
# Three tries a code and ten codes an hour: one guess in a day is right in less than one of a thousand accounts.
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "chapter_form": "10/m/ip,60/h/ip",
    # Anybody may read the directory's data; nobody needs all of it ten times a minute.
    "data_read": "120/m/ip",
    "data_file": "10/m/ip",
    # An order takes stock and sends a message. Many neighbors may share one address; no phone gets ten orders an hour.
    "checkout": env.text("CHECKOUT_LIMIT", "60/m/ip,10/h/key" if PRODUCTION else "6000/m/ip"),
}
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("BEHIND_PROXY", default=False) else 0
MFA_FORMS = {
    "authenticate": f"{_DRESSED}SecondStep",
    "reauthenticate": f"{_DRESSED}SecondStepAgain",
    "activate_totp": f"{_DRESSED}ActivateApp",
    "add_webauthn": f"{_DRESSED}AddPasskey",
    "edit_webauthn": f"{_DRESSED}EditPasskey",
}
MFA_TOTP_ISSUER = "Cooperation Jackson"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

CSRF_FAILURE_VIEW = (
    "marketplace.shop.unsent.csrf_failure" if HAS_MARKETPLACE else "directory.people.too_old.csrf_failure"
)
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = PRODUCTION and env.flag("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("BEHIND_PROXY", default=False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # Wagtail's preview shows a page in a frame of the same site

# --- What a page may load: this site and nothing else, but for pictures of the land where a tile address is set -----
MAP_TILE_URL = env.text("MAP_TILE_URL")
MAP_TILE_ATTRIBUTION = env.text("MAP_TILE_ATTRIBUTION", "© OpenStreetMap contributors")
CONTENT_SECURITY_POLICY = {
    # Wagtail's admin writes scripts into its pages; nginx adds its own policy there.
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *([env.origin(MAP_TILE_URL)] if MAP_TILE_URL else [])],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

# --- Languages, time, money --------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = "America/Chicago"
CURRENCY = "USD"
# The fee that keeps the network going, borne by the seller, in basis points of the price before tax.
NETWORK_CONTRIBUTION_BP = 500
# Everybody but staff reads "closed for the moment": for a restore or a move to another machine.
CLOSED = env.flag("CLOSED", default=False)
DEMONSTRATION = env.flag("DEMONSTRATION", default=not PRODUCTION)
# Of several towns of one name the nearest to this one is meant.
HOME_PLACE = env.text("HOME_PLACE", "Jackson, MS")
# The number behind which a person sits, as it is said; the default is a number that never rings.
NETWORK_PHONE = env.text("NETWORK_PHONE", "601-555-0142")
# May the worker ask other people's web addresses, such as whether a co-op's own page still answers? A laptop asks nobody.
ASK_OUTSIDE = env.flag("ASK_OUTSIDE", default=PRODUCTION)
# Months since the last word on an entry: its people are asked, its page says that nobody confirms it, it comes last, it is hidden.
FRESHNESS_MONTHS = [int(months) for months in env.words("FRESHNESS_MONTHS", "6,9,12,18")]
# Under which licence the network gives away what it and its co-ops wrote: an address such as
# https://creativecommons.org/licenses/by/4.0/. Public lists keep their own.
OPEN_DATA_LICENSE = env.text("OPEN_DATA_LICENSE")
# How long reserved stock waits for a payment, in minutes.
RESERVATION_MINUTES = 35
# How long a guest's name, phone and e-mail stay after the last hand-over; sums stay in the books (docs/operating.md).
GUEST_CONTACT_MONTHS = env.number("GUEST_CONTACT_MONTHS", 24)

# --- Files -------------------------------------------------------------------------------------------------------
# Built: `manage.py collectstatic` has given each file a name with its hash, to be kept for ever, and pressed it with
# brotli and gzip. `manage.py up` builds too; without it, and with DEBUG, files are served as they stand in the folders.
STATIC_BUILT = env.flag("STATIC_BUILT", default=PRODUCTION)
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = env.folder("MEDIA_ROOT", VAR_DIR / "media")
PRIVATE_MEDIA_ROOT = env.folder("PRIVATE_MEDIA_ROOT", VAR_DIR / "private")
# What was erased, by numbers that name no one. Kept beside the database so that a restored backup can be cleaned again.
ERASURE_JOURNAL = env.folder("ERASURE_JOURNAL", VAR_DIR / "erasures.txt")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_MEDIA_ROOT},
    },
    "staticfiles": {
        "BACKEND": "ground.static_files.BuiltFiles"
        if STATIC_BUILT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not STATIC_BUILT
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- Messages ----------------------------------------------------------------------------------------------------
EMAIL_BACKEND = env.text("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
EMAIL_FILE_PATH = env.text("EMAIL_FILE_PATH") or None  # where the file backend puts what it would send
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 15  # seconds; the worker has other things to do
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Cooperation Jackson <hello@localhost>")
SMS_CHANNEL = env.text("SMS_CHANNEL", "ground.messages.ConsoleSms")

# --- Wagtail -----------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Cooperation Jackson"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English"), ("es", "Español")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # one town, one clock; browsers stumble over zones that they do not know
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "cms.StaffImage"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.StaffDocument"
WAGTAILADMIN_LOGIN_URL = "admin_sign_in"
# Nothing that a browser would run: a document is served from the site's own address.
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odp", "ods", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.StaffImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["heic", "heif", "jpeg", "jpg", "png", "webp"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.forms.StaffDocumentForm"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
TAGGIT_CASE_INSENSITIVE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}},
}
# Wagtail's preview shows a page in a frame of this site; Content-Security-Policy lets no other site do so.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
