from .media_forms import AttachmentForm, ImageForm
from .review_forms import (
    AnswerForm,
    ArchiveForm,
    AssignForm,
    ConsentForm,
    PlanForm,
    ReasonForm,
    RemarkForm,
)

__all__ = [
    "AnswerForm",
    "ArchiveForm",
    "AssignForm",
    "AttachmentForm",
    "ConsentForm",
    "ImageForm",
    "PlanForm",
    "ReasonForm",
    "RemarkForm",
]
