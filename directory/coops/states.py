"""The words that an entry's fields choose from: kinds, legal forms, states, standing, roles."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    WORKER = "worker", _("Worker co-op")
    PRODUCER = "producer", _("Producer co-op")
    CONSUMER = "consumer", _("Consumer co-op")
    HOUSING = "housing", _("Housing co-op")
    MULTI_STAKEHOLDER = "multi_stakeholder", _("Multi-stakeholder co-op")
    CREDIT_UNION = "credit_union", _("Credit union")
    LAND_TRUST = "land_trust", _("Community land trust")
    COLLECTIVE = "collective", _("Collective")
    MARKET = "market", _("Farmers market")
    SUPPORT = "support", _("Support institution")


class LegalForm(TextChoices):
    """What it is in law, as ESSGlobal tells them apart."""

    INFORMAL = "informal", _("Group without a legal form")
    COOPERATIVE = "cooperative", _("Co-operative in law")
    COMPANY = "company", _("Company")
    NONPROFIT = "nonprofit", _("Nonprofit")
    SOCIAL = "social", _("Social enterprise")


class Labour(TextChoices):
    """Who does the work: several may be true."""

    OWNERS = "owners", _("Its owners")
    EMPLOYEES = "employees", _("Employees")
    VOLUNTEERS = "volunteers", _("Volunteers")
    HIRED = "hired", _("People hired from outside")


class Spoken(TextChoices):
    """Languages in which people are served, by their tag (BCP 47)."""

    ENGLISH = "en", _("English")
    SPANISH = "es", _("Spanish")
    SIGN = "ase", _("American Sign Language")
    ARABIC = "ar", _("Arabic")
    CHINESE = "zh", _("Chinese")
    CHOCTAW = "cho", _("Choctaw")
    FRENCH = "fr", _("French")
    CREOLE = "ht", _("Haitian Creole")
    PORTUGUESE = "pt", _("Portuguese")
    VIETNAMESE = "vi", _("Vietnamese")


class LinkKind(TextChoices):
    """Where else on the web it is found."""

    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    YOUTUBE = "youtube", "YouTube"
    TIKTOK = "tiktok", "TikTok"
    LINKEDIN = "linkedin", "LinkedIn"
    OTHER = "other", _("Another web page")


class State(TextChoices):
    WAITING = "waiting", _("Waiting for approval")
    LISTED = "listed", _("Listed")
    HIDDEN = "hidden", pgettext_lazy("co-op", "Hidden")
    CLOSED = "closed", _("Closed for good")
    # It and another turned out to be one; its addresses lead there. Only `directory.lists.merging` moves in and out of it.
    MERGED = "merged", _("Part of another entry")


class Standing(TextChoices):
    NONE = "none", _("Not in the network")
    CANDIDATE = "candidate", _("Candidate")
    MEMBER = "member", _("Member")
    PARTNER = "partner", _("Partner")
    SUSPENDED = "suspended", _("Suspended")


class Freshness(IntegerChoices):
    """How far an entry has gone that nobody confirms: kept by `directory.freshness`, used by the order of lists and by search."""

    FRESH = 0
    MARKED = 1  # its page says so
    FADED = 2  # last in lists as well
    LAPSED = 3  # hidden for it; its people's word brings it back


class Verified(TextChoices):
    """How somebody made sure of an entry."""

    LOOKED = "looked"
    CALLED = "called"
    OWN = "own"  # its own people said so


class Weekday(IntegerChoices):
    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Role(TextChoices):
    STEWARD = "steward", _("Steward")
    SELLER = "seller", pgettext_lazy("role", "Seller")
    BUYER = "buyer", pgettext_lazy("role", "Buyer")
    BOOKKEEPER = "bookkeeper", _("Bookkeeper")
    PACKER = "packer", _("Packer")
