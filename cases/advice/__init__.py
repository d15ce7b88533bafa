"""Advice to writers before they hand in, by rules that a person can read."""

from .checklist import Advice, checklist_of

__all__ = ["Advice", "checklist_of"]
