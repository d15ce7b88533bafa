from .membership import accept, become_member, refuse, stop

__all__ = ["accept", "become_member", "refuse", "stop"]
