from .case_form import CaseForm, initial_for, initial_of
from .review_forms import ArchiveForm, ReasonForm

__all__ = ["ArchiveForm", "CaseForm", "ReasonForm", "initial_for", "initial_of"]
