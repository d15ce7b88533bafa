from .media_forms import AttachmentForm, ImageForm
from .review_forms import AnswerForm, ArchiveForm, AssignForm, PlanForm, ReasonForm, RemarkForm

__all__ = [
    "AnswerForm",
    "ArchiveForm",
    "AssignForm",
    "AttachmentForm",
    "ImageForm",
    "PlanForm",
    "ReasonForm",
    "RemarkForm",
]
