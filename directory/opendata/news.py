"""What is new in the directory: the co-ops that came into view last, as RSS and as Atom."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.translation import gettext as _

from directory.coops.description import TOLD_OF, Description, describe
from directory.coops.models import Kind, State, listed
from directory.opendata import licences
from ground.models import AuditEvent
from ground.templatetags.look import in_language

MOST = 50


@dataclass(frozen=True)
class New:
    coop: Description
    since: datetime.datetime


def newest() -> list[New]:
    """The last first. One that was approved is new since then and not since somebody wrote it down."""
    shown_since = _shown_since()
    last = listed().order_by("-created", "-pk")
    pks = {*last.values_list("pk", flat=True)[:MOST], *shown_since}
    coops = listed(pk__in=pks).prefetch_related(*TOLD_OF)
    news = [New(describe(coop), max(coop.created, shown_since.get(coop.pk, coop.created))) for coop in coops]
    return sorted(news, key=lambda new: (new.since, new.coop.id), reverse=True)[:MOST]


def _shown_since() -> dict[int, datetime.datetime]:
    events = AuditEvent.objects.filter(action="coop.state", subject_kind="cooperative", details__after=State.LISTED)
    events = events.filter(details__before=State.WAITING)  # what was only hidden for a while is not new
    moments: dict[int, datetime.datetime] = {}
    for subject, at in events.order_by("-at").values_list("subject_id", "at")[:MOST]:
        moments.setdefault(int(subject), at)
    return moments


def feed_of(kind: type[SyndicationFeed], language: str, request: HttpRequest) -> SyndicationFeed:
    feed = kind(
        title=_("New co-ops in and around Jackson"),
        link=_address(reverse("coops"), language),
        description=_("Co-ops, markets and institutions that came into our list last."),
        language=language,
        feed_copyright=licences.in_a_sentence(),
        feed_url=settings.SITE_URL + request.path,
    )
    for new in newest():
        feed.add_item(
            title=_title(new.coop),
            link=_in(new.coop.page, language),
            description=new.coop.said(new.coop.summary, language)[0] or _kind(new.coop),
            unique_id=new.coop.iri,
            unique_id_is_permalink=True,
            pubdate=new.since,
            updateddate=max(new.since, new.coop.changed),
            categories=[new.coop.said(topic.names, language)[0] for topic in new.coop.topics],
        )
    return feed


def rss(language: str, request: HttpRequest) -> str:
    return str(feed_of(Rss201rev2Feed, language, request).writeString("utf-8"))


def atom(language: str, request: HttpRequest) -> str:
    return str(feed_of(Atom1Feed, language, request).writeString("utf-8"))


def _title(coop: Description) -> str:
    return _("%(name)s (demo)") % {"name": coop.name} if coop.is_demo else coop.name


def _kind(coop: Description) -> str:
    kind = str(Kind(coop.kind).label) if coop.kind in Kind.values else coop.kind
    city = next((place.city for place in coop.places if place.city), "")
    return _("%(kind)s in %(city)s") % {"kind": kind, "city": city} if city else kind


def _address(path: str, language: str) -> str:
    return settings.SITE_URL + in_language(path, language)


def _in(address: str, language: str) -> str:
    return _address(address.removeprefix(settings.SITE_URL), language)
