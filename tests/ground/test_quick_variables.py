"""Quick variables find what Django's own find, and fail as they fail."""

from collections import defaultdict, namedtuple
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.template import Context, Engine, RequestContext, Template
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from ground.quick_variables import QuickTemplate

Point = namedtuple("Point", "x y")


class Person:
    name = "Ada <b>"

    def __init__(self, **told):
        self.__dict__.update(told)

    @property
    def gone(self):
        raise ObjectDoesNotExist

    @property
    def broken(self):
        raise AttributeError("inside")

    @property
    def wrong(self):
        raise ZeroDivisionError

    def __str__(self):
        return self.name

    def says(self):
        return "hello & bye"

    def needs(self, more):
        return more

    def erase(self):
        raise AssertionError("a template called it")

    erase.alters_data = True


class Kind:
    """Not called in templates, as Django's choices are not."""

    do_not_call_in_templates = True
    label = "a kind"

    def __call__(self):
        raise AssertionError("a template called it")


THINGS = {
    "person": Person(friend=Person(name=mark_safe("<i>safe</i>")), kinds={"a": 1, "items": 7}),
    "point": Point(1, "a<b"),
    "table": {"name": "<x>", "inner": {"deep": ["zero", "one"]}, 3: "three", "call": lambda: "called"},
    "usual": defaultdict(lambda: "usual", told="yes"),
    "many": ["p", "q"],
    "text": "a & b",
    "lazy": SimpleLazyObject(lambda: Person(name="late")),
    "words": gettext_lazy("Market"),
    "number": 1234567,
    "half": Decimal("0.5"),
    "day": date(2026, 11, 27),
    "kind": Kind(),
    "call": lambda: Person(name="called"),
    "none": None,
    "template": "told",
}
NAMES = """person.name person.friend.name person.friend.missing person.missing person.says person.says.upper person.needs person.erase
person.gone person.gone.x person.kinds.a person.kinds.items person.kinds.keys point.x point.y point.0 point.9 point.z table.name
table.inner.deep.1 table.inner.deep.7 table.3 table.missing table.call table.items usual.told usual.other many.0 many.length text text.upper
text.x lazy.name lazy.says lazy.nothing words number half day day.year kind kind.label call call.name none none.x missing missing.x
template autoescape dicts new get request request.path person.wrong person.broken block""".split()  # noqa: SIM905
PAGES = [
    *[f"{{{{ {name} }}}}" for name in NAMES],
    *[f"{{% if {name} %}}yes{{% else %}}no{{% endif %}}" for name in NAMES],
    *[
        f"{{% for one in {name} %}}{{{{ one }}}}{{{{ forloop.counter }}}},{{% endfor %}}"
        for name in ("many", "table.inner.deep")
    ],
    "{% autoescape off %}{{ person.name }}{{ text }}{% endautoescape %}",
    "{{ text|upper }}{{ missing|default:'x' }}{{ missing|default:text }}{{ person.name|safe }}{{ text|truncatechars:number }}",
    "{% with a=person.friend b=missing %}{{ a.name }}{{ b }}{% endwith %}",
    "{% firstof missing none text %}{{ 'quoted' }}{{ 12 }}{{ _('Market') }}",
]


def _told(kind: type[Template], page: str, context: Context) -> tuple[str, object]:
    try:
        return "said", kind(page, engine=Engine(libraries={"i18n": "django.templatetags.i18n"})).render(context)
    except Exception as trouble:  # noqa: BLE001 - the same one is asked of both
        return "failed", type(trouble)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("with_request", [True, False])
def test_both_say_the_same(page, with_request):
    def context():
        return RequestContext(RequestFactory().get("/here/"), THINGS) if with_request else Context(THINGS)

    assert _told(QuickTemplate, page, context()) == _told(Template, page, context())


def test_what_nobody_told_is_no_look_into_the_context(monkeypatch):
    monkeypatch.setattr("django.template.base.Variable._resolve_lookup", None)
    assert QuickTemplate("{{ missing }}{% if missing %}x{% endif %}", engine=Engine()).render(Context({})) == ""
