from django.urls import include, path

from portal.gatherings.addresses import ORGANISING, TAKING_PART, of

from .views import (
    courses,
    editions,
    managing,
    participation,
    questions,
    reviewing,
    trainers,
    waiting,
)

app_name = "courses"
urlpatterns = [
    path("mijn/cursussen/", courses.mine, name="mine"),
    path("mijn/wacht/cursussen/", waiting.waiting, name="waiting"),
    path("cursussen/", courses.index, name="index"),
    path("cursussen/aanbieden/", managing.propose, name="propose"),
    path("cursussen/<slug:slug>/", courses.course, name="course"),
    path("cursussen/<slug:slug>/bewerken/", managing.edit, name="edit"),
    path("cursussen/<slug:slug>/plannen/", editions.plan, name="plan"),
    path("redactie/cursussen/", reviewing.queue, name="queue"),
    path("redactie/cursussen/<int:pk>/", reviewing.review, name="review"),
    path("redactie/cursussen/<int:pk>/publiceren/", reviewing.publish, name="publish"),
    path("redactie/cursussen/<int:pk>/aanvulling/", reviewing.ask_for_more, name="ask_for_more"),
    path("redactie/cursussen/<int:pk>/afwijzen/", reviewing.refuse, name="refuse"),
    path("uitvoeringen/<int:pk>/", editions.edition, name="edition"),
    path("uitvoeringen/<int:pk>/agenda.ics", editions.calendar, name="calendar"),
    path("uitvoeringen/<int:pk>/aanmelden/", participation.join, name="join"),
    path("uitvoeringen/<int:pk>/afmelden/", participation.leave, name="leave"),
    path("uitvoeringen/<int:pk>/plek-aannemen/", participation.accept, name="accept"),
    path("uitvoeringen/<int:pk>/bewerken/", editions.edit, name="edit_edition"),
    path("uitvoeringen/<int:pk>/kopieren/", editions.copy, name="copy"),
    path("uitvoeringen/<int:pk>/publiceren/", editions.publish, name="publish_edition"),
    path("uitvoeringen/<int:pk>/", include(of(participation.visible, TAKING_PART))),
    path("uitvoeringen/<int:pk>/", include(of(editions.editable, ORGANISING))),
    path("trainers/", trainers.index, name="trainers"),
    path("trainers/<int:pk>/", trainers.trainer, name="trainer"),
    path("mijn/trainerprofiel/", trainers.edit, name="profile"),
    path("kennisvragen/", questions.index, name="questions"),
    path("kennisvragen/stellen/", questions.ask, name="ask"),
    path("kennisvragen/<int:pk>/", questions.question, name="question"),
    path("kennisvragen/<int:pk>/wij-ook/", questions.back, name="back"),
    path("kennisvragen/<int:pk>/intrekken/", questions.withdraw, name="withdraw"),
]
