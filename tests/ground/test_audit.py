import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser

from ground.audit import history, record
from ground.models import AuditEvent, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return get_user_model().objects.create(email="ana@example.org")


def test_an_event_says_who_did_what_to_what(ana):
    record(actor=ana, action="coop.suspend", subject="coop:41", reason="closed")
    event = AuditEvent.objects.get()
    assert (event.actor, event.action, event.subject_kind, event.subject_id) == (ana, "coop.suspend", "coop", "41")
    assert event.details == {"reason": "closed"}


def test_a_model_can_be_the_subject(ana):
    topic = Topic.objects.create(slug="food", name_en="Food", name_es="Comida")
    record(actor=None, action="topic.add", subject=topic)
    record(actor=ana, action="topic.rename", subject=topic)
    assert [event.action for event in history(topic)] == ["topic.rename", "topic.add"]
    assert [event.actor for event in history(f"topic:{topic.pk}")] == [ana, None]


def test_a_visitor_leaves_no_name():
    assert record(actor=AnonymousUser(), action="look", subject="coop:1").actor is None


def test_the_trail_is_neither_changed_nor_deleted(ana):
    event = record(actor=ana, action="look", subject="coop:1")
    for attempt in (
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(action="x"),
    ):
        with pytest.raises(TypeError):
            attempt()
    event.refresh_from_db()
    assert event.action == "look"


def test_the_trail_outlives_the_account(ana):
    event = record(actor=ana, action="look", subject="coop:1")
    ana.delete()
    event.refresh_from_db()
    assert (event.actor, event.action) == (None, "look")
