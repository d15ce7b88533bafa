from django.urls import path

from .views import archiving, cases, instruments, publications, remarks, reviewing, waiting, writing

app_name = "cases"
urlpatterns = [
    path("praktijkvoorbeelden/", cases.index, name="index"),
    path("praktijkvoorbeelden/indienen/", writing.create, name="create"),
    path("praktijkvoorbeelden/<slug:slug>/", cases.detail, name="detail"),
    path("praktijkvoorbeelden/<slug:slug>/concept/", cases.work, name="work"),
    path("praktijkvoorbeelden/<slug:slug>/bewerken/", writing.edit, name="edit"),
    path("praktijkvoorbeelden/<slug:slug>/bewerken/<slug:step>/", writing.step, name="step"),
    path("praktijkvoorbeelden/<slug:slug>/indienen/", writing.hand_in, name="hand_in"),
    path("praktijkvoorbeelden/<slug:slug>/intrekken/", writing.withdraw, name="withdraw"),
    path("praktijkvoorbeelden/<slug:slug>/archiveren/", archiving.archive, name="archive"),
    path("praktijkvoorbeelden/<slug:slug>/terugzetten/", archiving.bring_back, name="bring_back"),
    path("praktijkvoorbeelden/<slug:slug>/opmerkingen/", remarks.overview, name="remarks"),
    path("praktijkvoorbeelden/<slug:slug>/opmerkingen/<int:pk>/", remarks.answer, name="answer"),
    path("mijn/praktijkvoorbeelden/", cases.mine, name="mine"),
    path("mijn/wacht/praktijkvoorbeelden/", waiting.waiting, name="waiting"),
    path("publicaties/<slug:slug>/", publications.publication, name="publication"),
    path("reeksen/<slug:slug>/", publications.series, name="series"),
    path("instrumenten/<slug:slug>/", instruments.instrument, name="instrument"),
    path("redactie/", reviewing.queue, name="queue"),
    path("redactie/<int:pk>/", reviewing.version, name="review"),
    path("redactie/<int:pk>/nemen/", reviewing.take, name="take"),
    path("redactie/<int:pk>/publiceren/", reviewing.publish, name="publish"),
    path("redactie/<int:pk>/aanvulling/", reviewing.request_changes, name="request_changes"),
    path("redactie/<int:pk>/afwijzen/", reviewing.reject, name="reject"),
    path("redactie/<int:pk>/opmerking/", remarks.remark, name="remark"),
    path("redactie/opmerkingen/<int:pk>/terug/", remarks.take_back, name="take_back_remark"),
    path("redactie/opmerkingen/<int:pk>/klaar/", remarks.resolve, name="resolve_remark"),
    path("redactie/opmerkingen/<int:pk>/open/", remarks.reopen, name="reopen_remark"),
]
