from .agenda import agenda, agenda_feed
from .home import home
from .news import new_cases, new_of_theme
from .organisations import organisation, organisations
from .recommended import recommended
from .robots import robots
from .search import missed, search
from .themes import theme, themes

__all__ = [
    "agenda",
    "agenda_feed",
    "home",
    "missed",
    "new_cases",
    "new_of_theme",
    "organisation",
    "organisations",
    "recommended",
    "robots",
    "search",
    "theme",
    "themes",
]
