"""Words of ESSGlobal, the vocabulary of the solidarity economy by RIPESS, for what our entries say.

Which of them are certain, and which are our reading, stands in docs/decisions/open-data.md.
"""

from directory.coops.models import Kind

VOCABULARY = "http://purl.org/essglobal/vocab/"
ACTIVITIES = "http://purl.org/essglobal/standard/activities/"
LEGAL_FORMS = "http://purl.org/essglobal/standard/legal-form/"
_COOPERATIVE = "L2"
_OF_FORM = {"informal": "L1", "cooperative": _COOPERATIVE, "company": "L3", "nonprofit": "L4", "social": "L5"}

# Topic -> activity of the list of 21 sectors. A topic that is not here goes by the one above it, or by none.
_OF_TOPIC = {
    "vegetables": "A01",
    "fruit": "A01",
    "eggs-dairy": "A01",
    "plants": "A01",
    "land": "A01",
    "bread": "A03",
    "pantry": "A03",
    "body-home": "A03",
    "clothing": "A03",
    "print": "A03",
    "making": "A03",
    "groceries": "A07",
    "food": "A07",
    "things": "A07",
    "moving": "A08",
    "meals": "A09",
    "money": "A11",
    "homes": "A12",
    "office": "A14",
    "yard": "A14",
    "cleaning": "A14",
    "teaching": "A16",
    "care": "A17",
    "history": "A18",
    "repair": "A19",
    "organising": "A19",
}
_SECTORS = {
    "A01": "Agriculture and environment",
    "A03": "Craftmanship and manufacturing",
    "A07": "Trade and distribution",
    "A08": "Transport, logistics and storage",
    "A09": "Hospitality and food service activities",
    "A11": "Financial, insurance and related activities",
    "A12": "Habitat and housing",
    "A14": "Administration and management, tourism, rentals",
    "A16": "Education and training",
    "A17": "Social services, health and employment",
    "A18": "Arts, culture, recreation and sports",
    "A19": "Membership activities, repairing and wellness",
}
# A farmers market, a land trust, a collective or an institution may be a co-op in law, or not: it is not said.
_CO_OPS = {Kind.WORKER, Kind.PRODUCER, Kind.CONSUMER, Kind.HOUSING, Kind.MULTI_STAKEHOLDER, Kind.CREDIT_UNION}


def sector(topic: str, under: str) -> tuple[str, str]:
    """The code of the activity and what the list calls it; two times "" for a topic that is none of them."""
    code = _OF_TOPIC.get(topic) or _OF_TOPIC.get(under, "")
    return code, _SECTORS.get(code, "")


def legal_form(form: str, kind: str) -> str:
    """The address of the concept: what its people said, or else what goes with its kind; "" where neither tells."""
    code = _OF_FORM.get(form) or (_COOPERATIVE if kind in _CO_OPS else "")
    return LEGAL_FORMS + code if code else ""
