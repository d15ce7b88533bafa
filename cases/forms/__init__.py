from .review_forms import AnswerForm, ArchiveForm, ReasonForm, RemarkForm

__all__ = [
    "AnswerForm",
    "ArchiveForm",
    "ReasonForm",
    "RemarkForm",
]
