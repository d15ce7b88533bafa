"""The people of the demo. All are invented, and their names say so."""

import csv
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils.text import slugify

from portal.accounts.models import ADMINISTRATORS, EDITORS, ORGANISERS, User
from portal.organisations.models import MailDomain, Organisation

DOMAIN = "demo.example"
PASSWORD = "lerend-werken"  # noqa: S105 - printed for every visitor of the demo
VNG = "Vereniging van Nederlandse Gemeenten (VNG)"
MEMBERS = Path(__file__).parent / "people.csv"

# address, name, function, organisation, role there, group
ACCOUNTS = [
    ("hr", "Hanna Herhaal", "HR-adviseur", "Heerlen", "member", None),
    ("gemeente", "Gijs Gemeentedemo", "beleidsadviseur P&O", "Soest", "editor", None),
    ("trainer", "Trudy Trainervoorbeeld", "opleidingsadviseur", "Utrecht", "member", None),
    ("begeleider", "Bram Begeleiderdemo", "senior HR-adviseur", "Amersfoort", "member", None),
    ("vng", "Vera Vngvoorbeeld", "programmamedewerker", VNG, "member", ORGANISERS),
    ("redactie", "Rik Redactiedemo", "redacteur", VNG, "member", EDITORS),
    ("beheer", "Bo Beheervoorbeeld", "functioneel beheerder", VNG, "member", ADMINISTRATORS),
]


def load_people(now):
    """Make the demo's accounts and members where they are not there yet."""
    organisations = {row.name: row for row in Organisation.objects.current()}
    hashed = make_password(PASSWORD)  # once: for each person it would take half the start
    for local, name, function, organisation, role, group in ACCOUNTS:
        person = (f"{local}@{DOMAIN}", name, function, organisations[organisation])
        user = _person(*person, role=role, password=hashed)
        user.groups.set(Group.objects.filter(name=group))
    by_code = {row.code: row for row in organisations.values()}
    with MEMBERS.open() as file:
        for row in csv.DictReader(file):
            local = slugify(row["name"]).replace("-", ".")
            person = (f"{local}@{DOMAIN}", row["name"], row["function"], by_code[row["gm_code"]])
            _person(*person, role="member", password=hashed)
    MailDomain.objects.get_or_create(
        domain="heerlen.example",
        defaults={"organisation": organisations["Heerlen"], "approved_at": now},
    )


def _person(email, name, function, organisation, **fields):
    user = User.objects.filter(email=email).first()
    if not user:
        about = {"name": name, "function": function, "organisation": organisation}
        user = User.objects.create(email=email, **about, **fields)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def require_demo(error):
    """Refuse with ``error`` where the environment does not ask for a demo."""
    if not settings.DEMO:
        raise error("Dit is geen demo: zet PORTAL_DEMO=1 om demogegevens te laden.")
