from .kept import Bookmark, Follow
from .notification import Notification
from .preference import Choice, Preference

__all__ = ["Bookmark", "Choice", "Follow", "Notification", "Preference"]
