from .membership import accept, become_member, refuse, stop
from .publishing import publish

__all__ = ["accept", "become_member", "publish", "refuse", "stop"]
