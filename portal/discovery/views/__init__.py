from .agenda import agenda, agenda_feed
from .home import home
from .organisations import organisation, organisations
from .robots import robots
from .search import search
from .themes import theme, themes

__all__ = [
    "agenda",
    "agenda_feed",
    "home",
    "organisation",
    "organisations",
    "robots",
    "search",
    "theme",
    "themes",
]
