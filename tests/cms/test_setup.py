"""An empty database becomes a site with one call, and a second call changes nothing."""

from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Page, Site, Workflow

from cms.home.models import HomePage
from cms.home.setup import ensure_site
from directory.people.roles import NetworkRole


def _everything():
    return (
        list(Page.objects.order_by("path").values_list("path", "url_path", "title", "live", "latest_revision_id")),
        list(GroupPagePermission.objects.order_by("pk").values_list("group__name", "permission__codename")),
        list(Workflow.objects.values_list("name", flat=True)),
        list(Site.objects.values_list("hostname", "root_page_id")),
    )


def test_a_second_call_changes_nothing(site):
    before = _everything()
    ensure_site()
    assert _everything() == before


def test_an_editors_words_stay(site):
    site.lead = "Our own words."
    site.save_revision().publish()
    ensure_site()
    assert HomePage.objects.get(pk=site.pk).lead == "Our own words."


def test_only_our_own_groups_remain(site):
    assert set(Group.objects.values_list("name", flat=True)) == {role.value for role in NetworkRole}


def test_only_editors_and_the_coordinator_publish(site):
    may = GroupPagePermission.objects.filter(permission__codename="publish_page").values_list("group__name", flat=True)
    assert set(may) == {NetworkRole.EDITOR.value, NetworkRole.COORDINATOR.value}
