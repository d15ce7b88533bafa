from .agenda import AgendaFilter
from .organisations import OrganisationFilter
from .search import SearchFilter

__all__ = ["AgendaFilter", "OrganisationFilter", "SearchFilter"]
