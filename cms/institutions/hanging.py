"""An institution's page leads to the entry that its co-op becomes a part of."""

from cms.institutions.models import InstitutionPage
from directory.coops.hanging import Hanging, register

register(Hanging(InstitutionPage, "coop"))
