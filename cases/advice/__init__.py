"""Advice to writers before they hand in, by rules that a person can read."""

from .checklist import Advice, by_step, checklist_of

__all__ = ["Advice", "by_step", "checklist_of"]
