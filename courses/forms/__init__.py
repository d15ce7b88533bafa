from .course_form import CourseForm, ReasonForm
from .edition_form import EditionForm
from .question_form import QuestionForm
from .trainer_form import TrainerForm

__all__ = ["CourseForm", "EditionForm", "QuestionForm", "ReasonForm", "TrainerForm"]
