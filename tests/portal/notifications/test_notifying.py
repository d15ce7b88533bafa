"""Who hears of what, told by the actions of the apps themselves."""

from datetime import timedelta

from cases.actions import writing
from communities.actions import publish as publish_meetup
from communities.models import Community
from courses.actions import ask, publish, publish_edition
from courses.models import KnowledgeRequest
from portal.accounts.models import User
from portal.keys import key_of
from portal.notifications import actions, kinds, notifying
from portal.notifications.models import Choice, Notification, Preference
from portal.notifications.preferences import choice_of, choices_of
from tests.factories.cases import NOW as WRITTEN
from tests.factories.cases import bring, make_case, make_text
from tests.factories.communities import make_community, make_meetup, make_member
from tests.factories.courses import make_edition, make_proposal, make_trainer
from tests.factories.gatherings import NOW
from tests.factories.notifications import make_follower, make_notification, prefer
from tests.factories.organisations import make_municipality, make_region
from tests.factories.people import make_closed_user, make_user
from tests.factories.themes import make_theme

CASE = kinds.get("cases.published")


def heard():
    """Who heard of what: {person: [subjects]}."""
    told = {}
    for one in Notification.objects.order_by("pk").select_related("user"):
        told.setdefault(one.user, []).append((one.kind, one.subject))
    return told


def test_a_new_case_is_told_to_who_follows_its_theme_or_region():
    theme, region = make_theme(), make_region()
    by_theme, by_region = make_follower(theme), make_follower(region)
    by_both = make_follower(theme, region)
    make_follower(make_theme(), make_region())

    soest = make_municipality("Soest", regions=[region])
    case = make_case(themes=[theme], organisations=[soest])

    news = [("cases.published", key_of(case))]
    assert heard() == {by_theme: news, by_region: news, by_both: news}


def test_who_published_it_knows_it():
    theme = make_theme()
    editor = make_follower(theme)

    make_case(themes=[theme], by=editor)

    assert heard() == {}


def test_a_next_version_is_told_to_who_follows_the_case():
    theme = make_theme()
    case = make_case(themes=[theme])
    of_theme, of_case = make_follower(theme), make_follower(case)

    version = writing.write(case, by=None, now=WRITTEN, text=make_text(themes=[theme]))
    bring(version, "published")

    assert heard() == {of_case: [("cases.new_version", key_of(case))]}
    assert of_theme not in heard()


def test_a_new_meetup_is_told_to_members_and_followers():
    theme, region = make_theme(), make_region()
    host, guest = make_community(), make_community()
    listeners = {
        make_member(host),
        make_member(guest),
        *(make_follower(one) for one in (host, guest, region, theme)),
    }
    make_member(make_community())
    make_member(host, user=make_user(name="Ans Aanvraag"), accepted_at=None)
    organiser = make_member(host)
    meetup = make_meetup(community=host, region=region, themes=[theme], published_at=None)
    meetup.communities.add(guest)

    for _ in range(2):
        publish_meetup(meetup, by=organiser, now=NOW)

    assert heard() == {person: [("communities.meetup", key_of(meetup))] for person in listeners}


def test_who_follows_later_does_not_hear_of_it_when_it_is_published_again():
    theme = make_theme()
    meetup = make_meetup(themes=[theme], published_at=None)
    edition = make_edition(published_at=None)
    edition.course.themes.add(theme)

    for _ in range(2):
        publish_meetup(meetup, by=None, now=NOW)
        publish_edition(edition, by=None, now=NOW)
        make_follower(theme)

    assert heard() == {}


def test_a_meetup_of_a_hidden_community_is_told_to_its_members_only():
    theme, region = make_theme(), make_region()
    hidden = make_community(kind=Community.Kind.HIDDEN)
    other = make_community()
    member = make_member(hidden)
    make_member(other)
    make_follower(theme, region, hidden, other)
    meetup = make_meetup(community=hidden, region=region, themes=[theme], published_at=None)
    meetup.communities.add(other)

    publish_meetup(meetup, by=None, now=NOW)

    assert heard() == {member: [("communities.meetup", key_of(meetup))]}


def test_new_courses_and_dates_are_told_to_who_follows_their_theme():
    theme = make_theme()
    follower = make_follower(theme)
    proposer = make_follower(theme)
    course = make_proposal(by=proposer, themes=[theme])

    publish(course, now=NOW)
    edition = make_edition(course=course, published_at=None)
    publish_edition(edition, by=proposer, now=NOW)

    assert heard() == {
        follower: [("courses.course", key_of(course)), ("courses.edition", key_of(edition))]
    }


def test_a_question_is_told_to_who_follows_its_theme_or_teaches_it():
    theme = make_theme()
    follower, trainer = make_follower(theme), make_trainer(levels={theme: "gives"})
    make_trainer()
    asker = make_follower(theme, user=make_user(organisation=make_municipality()))
    question = KnowledgeRequest(title="Wie weet dit?", explanation="Wij niet.")

    ask(question, by=asker, themes=[theme], now=NOW)

    news = [("courses.question", key_of(question))]
    assert heard() == {follower: news, trainer.user: news}


def test_what_is_off_is_not_told_and_the_rest_waits_for_its_mail():
    theme = make_theme()
    nothing_chosen, at_once, off = (make_follower(theme) for _ in range(3))
    prefer(at_once, cases_published="now")
    prefer(off, cases_published="off", courses_course="now")

    make_case(themes=[theme])

    waiting = dict(Notification.objects.values_list("user", "waits_for"))
    assert waiting == {nothing_chosen.pk: "weekly", at_once.pk: "now"}


def test_who_closed_her_account_hears_nothing():
    theme = make_theme()
    make_follower(theme, user=make_closed_user())

    make_case(themes=[theme])

    assert heard() == {}


def test_an_occasion_is_told_once_and_in_one_statement(django_assert_num_queries):
    theme, case = make_theme(), make_case()
    for _ in range(3):
        make_follower(theme)
    to = [notifying.followers_of([theme]), User.objects.values("pk")]

    with django_assert_num_queries(3):
        for occasion in ("first", "first", "second"):
            notifying.notify(CASE, case, to=to, occasion=occasion, now=NOW)

    assert Notification.objects.count() == 6


def test_what_is_off_is_mailed_no_more_and_the_rest_as_it_would_have_been():
    reader, case = make_user(), make_case()
    waiting = [make_notification(case, user=reader, waits_for=wait) for wait in ("now", "weekly")]
    other = make_notification(case, user=make_user(), waits_for="now")

    def chosen(choice):
        actions.choose({CASE: choice}, user=reader)
        return [row.waits_for for row in Notification.objects.filter(user=reader).order_by("pk")]

    assert chosen(Choice.NOW) == ["now", "weekly"]
    assert chosen(Choice.WEEKLY) == ["now", "weekly"]
    assert chosen(Choice.OFF) == ["", ""]
    assert choice_of(reader, CASE.name) == Choice.OFF
    other.refresh_from_db()
    assert (other.waits_for, len(waiting)) == ("now", 2)
    assert str(Preference.objects.get()) == "cases.published: uit"


def test_without_a_choice_the_default_holds():
    reader = make_user()
    prefer(reader, courses_course="off")

    choices = {kind.name: choice for kind, choice in choices_of(reader).items()}

    assert choice_of(reader, "cases.published") == Choice.WEEKLY
    assert (choices["courses.course"], choices["courses.edition"]) == ("off", "weekly")
    assert choices.keys() == {kind.name for kind in kinds.all_kinds()}


def test_unread_first_then_newest():
    reader, case = make_user(), make_case()
    old, new, read = [
        make_notification(case, user=reader, occurred_at=NOW + timedelta(days=days))
        for days in range(3)
    ]
    Notification.objects.filter(pk=read.pk).read(NOW)

    assert list(reader.notifications.unread_first()) == [new, old, read]
    assert str(new) == f"cases.published: {key_of(case)}"
