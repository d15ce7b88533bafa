from .case_form import CaseForm, initial_for, initial_of
from .review_forms import AnswerForm, ArchiveForm, ReasonForm, RemarkForm

__all__ = [
    "AnswerForm",
    "ArchiveForm",
    "CaseForm",
    "ReasonForm",
    "RemarkForm",
    "initial_for",
    "initial_of",
]
