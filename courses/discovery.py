from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from portal.discovery.sources import Source, register
from portal.gatherings import calendar, clock

from .models import Backer, Course, Edition, KnowledgeRequest, Topic, Trainer


def _courses(user):
    return Course.objects.published()  # her own proposals stand on the pages of courses


def _open_questions(user):
    return KnowledgeRequest.objects.open(clock.local(timezone.now()).date())


def _hers(user):
    """Courses that she proposed, gives or joined a date of, also where she left again."""
    joined = user.enrolments.values("gathering__course")
    return Course.objects.filter(Q(pk__in=Course.objects.proposed_by(user)) | Q(pk__in=joined))


def _dates_of_hers(user):
    return Edition.objects.filter(course__in=_hers(user))


def _asked_with_her(user):
    """What she or her organisation asks, or backs."""
    backed = Backer.objects.filter(organisation=user.organisation_id).values("question")
    asked = Q(asked_by=user) | Q(organisation=user.organisation_id) | Q(pk__in=backed)
    return KnowledgeRequest.objects.filter(asked)


def _her_profile(user):
    return Trainer.objects.filter(user=user)


def _taught(user):
    topics = Topic.objects.filter(trainer__user=user).exclude(level=Topic.Level.LEARNS)
    return topics.values("theme")


def _employers(course):
    """Where the trainers of a course work, as text."""
    trainers = Course.trainers.through.objects.filter(course=OuterRef(course)).order_by()
    names = StringAgg(
        "user__organisation__short_name",
        ", ",
        distinct=True,
        order_by="user__organisation__short_name",
    )
    return Subquery(trainers.values("course").annotate(names=names).values("names"))


register(
    Source(
        kind="cursussen",
        label="Cursus",
        plural="cursussen",
        icon="school",
        tone="cursus",
        list_url_name="courses:index",
        url_name="courses:course",
        visible_to=_courses,
        title="title",
        summary="summary",
        published_at="published_at",
        theme="coursetheme__tag",
        organisation="trainers__organisation",
        province="trainers__organisation__province",
        region="trainers__organisation__regions",
        mine=_hers,
        owner=_employers("pk"),
        words="words",
    )
)
register(
    Source(
        kind="uitvoeringen",
        label="Cursusdatum",
        plural="cursusdata",
        icon="school",
        tone="cursus",
        list_url_name="courses:index",
        url_name="courses:edition",
        visible_to=Edition.objects.visible_to,
        address="pk",
        title="title",
        summary="summary",
        published_at="published_at",
        theme="course__coursetheme__tag",
        organisation="municipality",
        province="municipality__province",
        region="municipality__regions",
        owner=_employers("course"),
        starts_at="starts_at",
        ends_at="ends_at",
        cancelled_at="cancelled_at",
        place=Coalesce("municipality__short_name", "venue"),
        setting="place",
        mine=_dates_of_hers,
        events=calendar.feed_of,
        words="words",
    )
)
register(
    Source(
        kind="kennisvragen",
        label="Kennisvraag",
        plural="kennisvragen",
        icon="message-circle-question",
        tone="vraag",
        list_url_name="courses:questions",
        url_name="courses:question",
        visible_to=_open_questions,
        address="pk",
        title="title",
        summary="explanation",
        published_at="asked_at",
        theme="knowledgerequesttheme__tag",
        organisation="organisation",
        province="organisation__province",
        region="organisation__regions",
        owner="organisation__short_name",
        mine=_asked_with_her,
        words="words",
    )
)
register(
    Source(
        kind="trainers",
        label="Trainer",
        plural="trainers",
        icon="user",
        tone="cursus",
        list_url_name="courses:trainers",
        url_name="courses:trainer",
        visible_to=Trainer.objects.visible_to,
        address="pk",
        title="user__name",
        summary="about",
        published_at="since",
        theme="topics__theme",
        organisation="user__organisation",
        province="user__organisation__province",
        region="user__organisation__regions",
        owner="user__organisation__short_name",
        mine=_her_profile,
        teaches=_taught,
        words="words",
        weight=1.5,
    )
)
