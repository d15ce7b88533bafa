from .course import Course, CourseTheme
from .edition import Edition, Enrolment, Lesson
from .question import Backer, KnowledgeRequest, KnowledgeRequestTheme
from .trainer import Topic, Trainer

__all__ = [
    "Backer",
    "Course",
    "CourseTheme",
    "Edition",
    "Enrolment",
    "KnowledgeRequest",
    "KnowledgeRequestTheme",
    "Lesson",
    "Topic",
    "Trainer",
]
