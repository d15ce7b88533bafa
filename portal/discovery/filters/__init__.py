from .agenda import AgendaFilter
from .organisations import OrganisationFilter

__all__ = ["AgendaFilter", "OrganisationFilter"]
