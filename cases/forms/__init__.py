from .review_forms import AnswerForm, ArchiveForm, AssignForm, PlanForm, ReasonForm, RemarkForm

__all__ = [
    "AnswerForm",
    "ArchiveForm",
    "AssignForm",
    "PlanForm",
    "ReasonForm",
    "RemarkForm",
]
