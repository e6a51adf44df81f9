"""Invented people of the demonstration, one for each role, with a printed sign-in."""

from dataclasses import dataclass

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from directory.coops.models import Cooperative, Kind, Membership, Role
from directory.coops.services import create_coop
from directory.people.models import User
from directory.people.roles import NetworkRole, give_role


@dataclass(frozen=True)
class DemoPerson:
    """`coops` maps a co-op's slug to the person's role there. The address ends in .example: no mail can ever leave."""

    email: str
    name: str
    role: str
    language: str = "en"
    phone: str = ""
    coops: tuple[tuple[str, Role], ...] = ()
    network: tuple[NetworkRole, ...] = ()

    @property
    def password(self) -> str:
        """Long enough to be let through, plain enough to be typed on a phone; a demonstration guards nothing."""
        return f"{self.email.partition('@')[0]}-likes-collards"


SIGN_INS: tuple[DemoPerson, ...] = (
    DemoPerson("ruth@demo.example", "Ruth Ellison", "resident, shops for herself"),
    DemoPerson("mateo@demo.example", "Mateo Ibarra", "resident, reads Spanish", language="es", phone="+16015550111"),
    DemoPerson(
        "dell@demo.example",
        "Dell Whitfield",
        "steward of Morning Shift Bakery",
        coops=(("morning-shift-bakery", Role.STEWARD),),
    ),
    DemoPerson(
        "nia@demo.example",
        "Nia Broussard",
        "buyer of Morning Shift Bakery",
        coops=(("morning-shift-bakery", Role.BUYER),),
    ),
    DemoPerson(
        "otis@demo.example",
        "Otis Fairley",
        "packer at Morning Shift Bakery",
        coops=(("morning-shift-bakery", Role.PACKER),),
    ),
    DemoPerson(
        "pearl@demo.example",
        "Pearl Haskins",
        "steward of Three Creeks Growers",
        coops=(("three-creeks-growers", Role.STEWARD),),
    ),
    DemoPerson(
        "lucia@demo.example",
        "Lucía Peña Ríos",
        "steward of Clean Slate Cleaners, reads Spanish",
        language="es",
        coops=(("clean-slate-cleaners", Role.STEWARD),),
    ),
    DemoPerson("amos@demo.example", "Amos Tillery", "communications staff", network=(NetworkRole.COMMUNICATIONS,)),
    DemoPerson(
        "vera@demo.example",
        "Vera Quarles",
        "editor of stories",
        network=(NetworkRole.COMMUNICATIONS, NetworkRole.EDITOR),
    ),
    DemoPerson(
        "june@demo.example", "June Castleberry", "coordinator of the network", network=(NetworkRole.COORDINATOR,)
    ),
    DemoPerson("sam@demo.example", "Sam Okafor", "organiser of a Friends chapter"),
)


def _new(person: DemoPerson) -> User:
    user = User.objects.create_user(
        email=person.email,
        phone=person.phone,
        name=person.name,
        language=person.language,
        email_verified=True,
        phone_verified=bool(person.phone),
    )
    user.password = _sealed(person.password)
    user.save(update_fields=["password"])
    return user


def _sealed(password: str) -> str:
    """These passwords are printed, so a strong seal would protect nothing and cost a third of a second for each. Django
    makes it a strong one when its person signs in.
    """
    hasher = PBKDF2PasswordHasher()
    return str(hasher.encode(password, hasher.salt(), iterations=10_000))


def load_people() -> None:
    """The people, and a co-op of one of them that waits for the coordinator's yes."""
    for person in SIGN_INS:
        user = User.objects.filter(email=person.email).first() or _new(person)
        for slug, role in person.coops:
            Membership.objects.get_or_create(cooperative=Cooperative.objects.get(slug=slug), user=user, role=role)
        for network_role in person.network:
            give_role(user, network_role)
    mateo = User.objects.get(email="mateo@demo.example")
    create_coop(
        name="Back Porch Preserves",
        kind=Kind.WORKER,
        by=mateo,
        source_language="es",
        summary_en="Three neighbors who put up pickles and chow-chow, and want to sell them with us.",
        summary_es="Tres vecinas que hacen encurtidos y chow-chow, y quieren venderlos con nosotros.",
    )
