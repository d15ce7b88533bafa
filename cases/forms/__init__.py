from .case_form import CaseForm, initial_for, initial_of
from .review_forms import ReasonForm

__all__ = ["CaseForm", "ReasonForm", "initial_for", "initial_of"]
