"""Who may do what for a co-op."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404

from directory.coops.models import Role
from directory.coops.rights import CAPABILITIES, Capability, capabilities_of, get_coop_for
from tests.factories import CoopFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_each_role_gives_exactly_these_capabilities() -> None:
    c = Capability
    assert {
        Role.STEWARD: set(Capability),
        Role.SELLER: {c.SEE_DESK, c.WORK_ORDERS, c.PACK, c.EDIT_LISTINGS, c.EDIT_PROFILE},
        Role.BUYER: {c.SEE_DESK, c.BUY, c.SEE_PURCHASES},
        Role.BOOKKEEPER: {c.SEE_DESK, c.SEE_PURCHASES, c.SEE_MONEY},
        Role.PACKER: {c.SEE_DESK, c.PACK},
    } == CAPABILITIES


@pytest.mark.parametrize("capability", Capability)
@pytest.mark.parametrize("role", Role)
def test_a_member_gets_what_the_role_gives_and_no_more(role: Role, capability: Capability) -> None:
    member = MembershipFactory(role=role)
    slug = member.cooperative.slug
    if capability in CAPABILITIES[role]:
        assert get_coop_for(member.user, slug, capability) == member.cooperative
    else:
        with pytest.raises(PermissionDenied):
            get_coop_for(member.user, slug, capability)


@pytest.mark.parametrize("capability", Capability)
def test_a_steward_of_another_co_op_and_a_stranger_find_nothing(capability: Capability) -> None:
    coop, other = CoopFactory(), MembershipFactory(role=Role.STEWARD)
    for person in (other.user, UserFactory(), AnonymousUser()):
        with pytest.raises(Http404):
            get_coop_for(person, coop.slug, capability)


def test_a_co_op_that_is_not_there_looks_the_same_as_one_that_is_not_yours() -> None:
    with pytest.raises(Http404):
        get_coop_for(MembershipFactory().user, "no-such-co-op", Capability.SEE_DESK)


def test_two_roles_add_up() -> None:
    coop, person = CoopFactory(), UserFactory()
    for role in (Role.PACKER, Role.BUYER):
        MembershipFactory(cooperative=coop, user=person, role=role)
    assert capabilities_of(person, coop) == CAPABILITIES[Role.PACKER] | CAPABILITIES[Role.BUYER]
