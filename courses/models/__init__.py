from .course import Course, CourseTheme
from .edition import Edition, EditionReservation, Enrolment, Lesson, LessonAttendance
from .question import Backer, KnowledgeRequest, KnowledgeRequestTheme
from .trainer import Topic, Trainer

__all__ = [
    "Backer",
    "Course",
    "CourseTheme",
    "Edition",
    "EditionReservation",
    "Enrolment",
    "KnowledgeRequest",
    "KnowledgeRequestTheme",
    "Lesson",
    "LessonAttendance",
    "Topic",
    "Trainer",
]
