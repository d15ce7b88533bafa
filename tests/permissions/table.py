"""Who gets what at each address: a line per URL name.

Row(name, who, get, post, args, but):
  who   the roles that may; to others the page does not exist (404), and a visitor is first asked
        to sign in where the page is not open
  get, post   what those who may get: a status, or None where the method is not allowed (405 for
        everybody); a post holds no more than the token, so a form that needs fields answers 422
  args  what makes the arguments of the address from a World
  but   roles with another answer than ``who`` says: {role: (get, post)}
"""

from dataclasses import dataclass, field

from cases.models import State
from portal.keys import key_of
from portal.notifications.actions import bookmark, follow
from tests.factories.gatherings import NOW
from tests.permissions.world import (
    ADMINISTRATOR,
    EDITOR,
    FACILITATOR,
    GUEST,
    MEMBER,
    ORGANISATION_EDITOR,
    ORGANISER,
    TRAINER,
    VISITOR,
)

SIGN_IN = "sign in"

EVERYBODY = (
    *(VISITOR, MEMBER, GUEST, ORGANISATION_EDITOR),
    *(FACILITATOR, TRAINER, ORGANISER, EDITOR, ADMINISTRATOR),
)
SIGNED_IN = EVERYBODY[1:]
OFFICES = (ORGANISER, EDITOR, ADMINISTRATOR)


@dataclass(frozen=True)
class Row:
    name: str
    who: tuple
    get: int | None
    post: int | None
    args: callable = lambda world: {}
    but: dict = field(default_factory=dict)

    def expected(self, role):
        """What ``role`` gets: (answer to GET, answer to POST)."""
        if role in self.but:
            return self.but[role]
        if role in self.who:
            return self.get or 405, self.post or 405
        if role == VISITOR:
            return SIGN_IN, SIGN_IN
        return (self.get and 404) or 405, (self.post and 404) or 405

    def hides_from(self, role):
        """Whether the page is there for others, and does not exist for ``role``."""
        return role not in self.who and self.expected(role)[0] == 404


def organisation(world):
    return {"slug": world.soest.slug}


def theme(world):
    return {"slug": world.theme.slug}


def case(world):
    return {"slug": world.case.slug}


def with_another(world):
    return concept(world) | {"other": world.case.slug}


def archived(world):
    return {"slug": world.archived_case.slug}


def first_step(world):
    return concept(world) | {"step": "kort"}


def concept(world):
    return {"slug": world.version(State.CONCEPT).case.slug}


def handed_in(world):
    return {"pk": world.version(State.SUBMITTED).pk}


def in_review(world):
    return {"pk": world.version(State.IN_REVIEW).pk}


def case_by_key(world):
    return {"pk": world.case.pk}


def quoting_case(world):
    return {"slug": world.quoting_case.slug}


def quote(world):
    return quoting_case(world) | {"key": world.quoting_case.published.quote_set.get().key}


def old_version(world):
    return case(world) | {"number": 1}


def remark(world):
    return {"pk": world.remark(State.IN_REVIEW).pk}


def asked_of_writers(world):
    return {"slug": world.remark(State.CHANGES_REQUESTED).version.case.slug}


def remark_asked(world):
    remark = world.remark(State.CHANGES_REQUESTED)
    return {"slug": remark.version.case.slug, "pk": remark.pk}


def publication(world):
    return {"slug": world.publication.slug}


def series(world):
    return {"slug": world.series.slug}


def instrument(world):
    return {"slug": world.instrument.slug}


def meetup(world):
    return {"slug": world.meetup.slug}


def draft_meetup(world):
    return {"slug": world.draft_meetup.slug}


def community(world):
    return {"slug": world.community.slug}


def course(world):
    return {"slug": world.course.slug}


def proposal(world):
    return {"pk": world.proposal.pk}


def kept_meetup(world):
    return meetup(world) | {"organisation": world.keep(world.meetup)}


def kept_edition(world):
    return edition(world) | {"organisation": world.keep(world.edition)}


def edition(world):
    return {"pk": world.edition.pk}


def draft_edition(world):
    return {"pk": world.draft_edition.pk}


def trainer(world):
    return {"pk": world.trainer_profile.pk}


def question(world):
    return {"pk": world.question.pk}


def asked(world):
    return {"slug": world.community.slug, "pk": world.membership_request.pk}


def domain(world):
    return {"domain": world.domain}


def false_key(world):
    return {"key": "niet-echt"}


def false_reset(world):
    return {"uidb36": "1", "key": "niet-echt"}


def false_token(world):
    return {"token": "niet-echt"}


def personal_calendar(world):
    return {"secret": world.personal_calendar.secret}


def something_followed(world):
    follow(key_of(world.theme), user=world.people[MEMBER], now=NOW)
    return {}


def something_kept(world):
    bookmark(key_of(world.case), user=world.people[MEMBER], now=NOW)
    return {}


def some_news(world):
    notification(world)
    return {}


def notification(world):
    return {"pk": world.notification.pk}


def mail_link(world):
    return {"token": world.unsubscribe_token}


def uploaded(world):
    return {"key": world.file.key, "name": world.file.name}


def passkey(world):
    return {"pk": world.passkey.pk}


CODE = {role: (200, 422) for role in OFFICES}  # they have an app with codes
GO_HOME = {role: (302, 302) for role in SIGNED_IN}  # she is signed in already

ACCOUNTS = [
    Row("accounts:mine", SIGNED_IN, 200, 200),
    Row("accounts:waiting", SIGNED_IN, 200, 200),
    Row("accounts:profile", SIGNED_IN, 200, 422),
    Row("accounts:my_data", SIGNED_IN, 200, 200),
    Row("accounts:close", SIGNED_IN, 200, 422),
    Row("accounts:requests", [ORGANISER], 200, 200),
    Row("accounts:approve", [ORGANISER], 200, 422, domain),
    Row("accounts:refuse", [ORGANISER], 200, 422, domain),
    Row("account_signup", [VISITOR], 200, 422, but=GO_HOME),
    Row("account_login", [VISITOR], 200, 422, but=GO_HOME),
    Row("account_logout", SIGNED_IN, 200, 302, but={VISITOR: (302, 302)}),
    Row("account_inactive", EVERYBODY, 200, None),
    Row("account_email_verification_sent", EVERYBODY, 200, None),
    Row("account_confirm_email", EVERYBODY, 200, 404, false_key),
    Row("account_request_login_code", [VISITOR], 200, 422, but=GO_HOME),
    Row("account_confirm_login_code", EVERYBODY, 302, 302),
    Row("account_email", SIGNED_IN, 200, 302),
    Row("account_reauthenticate", SIGNED_IN, 200, 422, but={GUEST: (404, 404)}),
    Row("account_change_password", SIGNED_IN, 200, 422, but={GUEST: (302, 302)}),
    Row("account_set_password", SIGNED_IN, 302, 302, but={GUEST: (200, 422)}),
    Row("account_reset_password", EVERYBODY, 200, 422),
    Row("account_reset_password_done", EVERYBODY, 200, None),
    Row("account_reset_password_from_key_done", EVERYBODY, 200, None),
    Row("account_reset_password_from_key", EVERYBODY, 200, 200, false_reset),
    Row("mfa_index", SIGNED_IN, 200, None),
    Row("mfa_authenticate", EVERYBODY, 302, 302),
    Row("mfa_reauthenticate", SIGNED_IN, 302, 302, but=CODE | {GUEST: (404, 404)}),
    Row("mfa_activate_totp", SIGNED_IN, 302, 302),
    Row("mfa_deactivate_totp", OFFICES, 302, 302),
    Row("mfa_view_recovery_codes", OFFICES, 302, None),
    Row("mfa_generate_recovery_codes", SIGNED_IN, 302, 302, but={GUEST: (200, 422)}),
    Row("mfa_download_recovery_codes", OFFICES, 302, 302),
    Row("mfa_list_webauthn", SIGNED_IN, 200, None),
    Row("mfa_add_webauthn", SIGNED_IN, 302, 302),
    Row("mfa_login_webauthn", EVERYBODY, 302, 302),
    Row("mfa_reauthenticate_webauthn", SIGNED_IN, 302, 302, but={GUEST: (404, 404)}),
    Row("mfa_edit_webauthn", SIGNED_IN, 302, 302, passkey, but={GUEST: (404, 404)}),
    Row("mfa_remove_webauthn", SIGNED_IN, 302, 302, passkey, but={GUEST: (404, 404)}),
]

UI = [
    Row("ui:about", EVERYBODY, 200, 200),
    Row("ui:components", EVERYBODY, 200, 422),
    Row("ui:privacy", EVERYBODY, 200, 200),
    Row("ui:accessibility", EVERYBODY, 200, 200),
    Row("ui:contact", EVERYBODY, 200, 200),
    Row("ui:security_txt", EVERYBODY, 200, 200),
]

DISCOVERY = [
    Row("files:file", [MEMBER], 200, None, uploaded, but={VISITOR: (404, 405)}),
    Row("discovery:home", EVERYBODY, 200, 200),
    Row("discovery:search", EVERYBODY, 200, 200),
    Row("discovery:missed", EVERYBODY, None, 302),
    Row("discovery:themes", EVERYBODY, 200, 200),
    Row("discovery:theme", EVERYBODY, 200, 200, theme),
    Row("discovery:new_of_theme", EVERYBODY, 200, 200, theme),
    Row("discovery:new_cases", EVERYBODY, 200, 200),
    Row("discovery:organisations", EVERYBODY, 200, 200),
    Row("discovery:organisation", EVERYBODY, 200, 200, organisation),
    Row("discovery:agenda", EVERYBODY, 200, 200),
    Row("discovery:agenda_feed", EVERYBODY, 200, 200),
    Row("discovery:recommended", SIGNED_IN, 200, 200),
    Row("discovery:robots", EVERYBODY, 200, 200),
    Row("discovery:sitemap", EVERYBODY, 200, 200),
    Row("health", EVERYBODY, 503, 503),  # no scanner runs here
]

WITHOUT_EMPLOYER = {GUEST: (200, 200)}  # is told why not

CASES = [
    Row("cases:index", EVERYBODY, 200, 200),
    Row("cases:create", SIGNED_IN, 200, 422, but=WITHOUT_EMPLOYER),
    Row("cases:create_from_source", [EDITOR], 200, 422),
    Row("cases:detail", EVERYBODY, 200, 200, case),
    Row("cases:data", EVERYBODY, 200, 200, case),
    Row("cases:work", [ORGANISATION_EDITOR], 200, 200, concept),
    Row("cases:edit", [ORGANISATION_EDITOR], 302, 302, concept),
    Row("cases:step", [ORGANISATION_EDITOR], 200, 302, first_step),
    Row("cases:add_image", [ORGANISATION_EDITOR], None, 422, concept),
    Row("cases:add_attachment", [ORGANISATION_EDITOR], None, 422, concept),
    Row("cases:hand_in", [ORGANISATION_EDITOR], None, 422, concept),
    Row("cases:not_double", [ORGANISATION_EDITOR], None, 302, with_another),
    Row("cases:maybe_double", [ORGANISATION_EDITOR], None, 302, with_another),
    Row("cases:withdraw", [ORGANISATION_EDITOR], None, 302, concept),
    Row("cases:archive", [ORGANISATION_EDITOR], 200, 422, case),
    Row("cases:bring_back", [ORGANISATION_EDITOR], None, 302, archived),
    Row("cases:versions", [ORGANISATION_EDITOR, EDITOR], 200, 200, case),
    Row("cases:restore", [ORGANISATION_EDITOR], None, 302, old_version),
    Row("cases:consents", [ORGANISATION_EDITOR, EDITOR], 200, 200, quoting_case),
    Row("cases:record_consent", [ORGANISATION_EDITOR, EDITOR], None, 422, quote),
    Row("cases:withdraw_consent", [ORGANISATION_EDITOR, EDITOR], 200, 302, quote),
    Row("cases:delete", [ORGANISATION_EDITOR], 200, 302, concept),
    Row("cases:waiting", SIGNED_IN, 200, 200),
    Row("cases:mine", SIGNED_IN, 200, 200),
    Row("cases:publication", EVERYBODY, 200, 200, publication),
    Row("cases:series", EVERYBODY, 200, 200, series),
    Row("cases:instrument", EVERYBODY, 200, 200, instrument),
    Row("cases:queue", [EDITOR], 200, 200),
    Row("cases:deleted", [EDITOR, ADMINISTRATOR], 200, 200),
    Row("cases:audit", [EDITOR, ADMINISTRATOR], 200, 200, case_by_key),
    Row("cases:review", [EDITOR], 200, 200, in_review),
    Row("cases:take", [EDITOR], None, 302, handed_in),
    Row("cases:publish", [EDITOR], None, 302, in_review),
    Row("cases:request_changes", [EDITOR], None, 422, in_review),
    Row("cases:reject", [EDITOR], None, 422, in_review),
    Row("cases:assign_many", [EDITOR], None, 302),
    Row("cases:assign", [EDITOR], None, 302, in_review),
    Row("cases:plan", [EDITOR], None, 422, in_review),
    Row("cases:unplan", [EDITOR], None, 302, in_review),
    Row("cases:remark", [EDITOR], None, 422, in_review),
    Row("cases:take_back_remark", [EDITOR], None, 302, remark),
    Row("cases:resolve_remark", [EDITOR], None, 302, remark),
    Row("cases:reopen_remark", [EDITOR], None, 302, remark),
    Row("cases:remarks", [ORGANISATION_EDITOR], 200, 200, asked_of_writers),
    Row("cases:answer", [ORGANISATION_EDITOR], None, 422, remark_asked),
]

RUN_BY = [FACILITATOR, ORGANISER]

COMMUNITIES = [
    Row("communities:waiting", SIGNED_IN, 200, 200),
    Row("communities:mine", SIGNED_IN, 200, 200),
    Row("communities:index", EVERYBODY, 200, 200),
    Row("communities:community", EVERYBODY, 200, 200, community),
    Row("communities:become_member", SIGNED_IN, 302, 302, community),
    Row("communities:stop", SIGNED_IN, 302, 302, community),
    Row("communities:decide", RUN_BY, 302, 302, asked),
    Row("communities:meetups", EVERYBODY, 200, 200),
    Row("communities:plan", RUN_BY, 200, 422),
    Row("communities:meetup", EVERYBODY, 200, 200, meetup),
    Row("communities:feed", EVERYBODY, 200, 200, community),
    Row("communities:calendar", EVERYBODY, 200, 200, meetup),
    Row("communities:join", SIGNED_IN, 302, 302, meetup),
    Row("communities:leave", SIGNED_IN, 302, 302, meetup),
    Row("communities:accept", SIGNED_IN, 302, 409, meetup),
    Row("communities:guest", [VISITOR], 200, 422, meetup, but=GO_HOME),
    Row("communities:edit", RUN_BY, 200, 422, draft_meetup),
    Row("communities:publish", RUN_BY, 302, 302, draft_meetup),
    Row("communities:cancel", RUN_BY, 200, 422, meetup),
    Row("communities:participants", RUN_BY, 200, 200, meetup),
    Row("communities:participants_csv", RUN_BY, 200, 200, meetup),
    Row("communities:participants_xlsx", RUN_BY, 200, 200, meetup),
    Row("communities:attendance", RUN_BY, 200, 404, meetup),
    Row("communities:announce", RUN_BY, 200, 422, meetup),
    Row("communities:copy", RUN_BY, 200, 422, meetup),
    Row("communities:together", SIGNED_IN, 200, 422, meetup, but=WITHOUT_EMPLOYER),
    Row("communities:reserve", RUN_BY, 200, 422, meetup),
    Row("communities:release", RUN_BY, 302, 302, kept_meetup),
    Row("gatherings:confirm", EVERYBODY, 404, 404, false_token),
    Row("gatherings:leave", EVERYBODY, 404, 404, false_token),
    Row("gatherings:accept", EVERYBODY, 404, 404, false_token),
    Row("gatherings:my_calendar", SIGNED_IN, 200, 200),
    Row("gatherings:make_calendar", SIGNED_IN, None, 302),
    Row("gatherings:revoke_calendar", SIGNED_IN, None, 302),
    Row("gatherings:personal_feed", EVERYBODY, 200, 200, personal_calendar),
]

TAUGHT_BY = [TRAINER, ORGANISER]

COURSES = [
    Row("courses:waiting", SIGNED_IN, 200, 200),
    Row("courses:mine", SIGNED_IN, 200, 200),
    Row("courses:index", EVERYBODY, 200, 200),
    Row("courses:propose", SIGNED_IN, 200, 422, but=WITHOUT_EMPLOYER),
    Row("courses:course", EVERYBODY, 200, 200, course),
    Row("courses:edit", [TRAINER], 200, 422, course),
    Row("courses:plan", TAUGHT_BY, 200, 422, course),
    Row("courses:queue", [EDITOR], 200, 200),
    Row("courses:review", [EDITOR], 200, 200, proposal),
    Row("courses:publish", [EDITOR], None, 302, proposal),
    Row("courses:ask_for_more", [EDITOR], None, 422, proposal),
    Row("courses:refuse", [EDITOR], None, 422, proposal),
    Row("courses:edition", EVERYBODY, 200, 200, edition),
    Row("courses:calendar", EVERYBODY, 200, 200, edition),
    Row("courses:join", SIGNED_IN, 302, 302, edition),
    Row("courses:leave", SIGNED_IN, 302, 302, edition),
    Row("courses:accept", SIGNED_IN, 302, 409, edition),
    Row("courses:guest", [VISITOR], 200, 422, edition, but=GO_HOME),
    Row("courses:edit_edition", TAUGHT_BY, 200, 422, draft_edition),
    Row("courses:publish_edition", TAUGHT_BY, 302, 302, draft_edition),
    Row("courses:cancel", TAUGHT_BY, 200, 422, edition),
    Row("courses:participants", TAUGHT_BY, 200, 200, edition),
    Row("courses:participants_csv", TAUGHT_BY, 200, 200, edition),
    Row("courses:participants_xlsx", TAUGHT_BY, 200, 200, edition),
    Row("courses:attendance", TAUGHT_BY, 200, 404, edition),
    Row("courses:announce", TAUGHT_BY, 200, 422, edition),
    Row("courses:copy", TAUGHT_BY, 200, 422, edition),
    Row("courses:together", SIGNED_IN, 200, 422, edition, but=WITHOUT_EMPLOYER),
    Row("courses:reserve", TAUGHT_BY, 200, 422, edition),
    Row("courses:release", TAUGHT_BY, 302, 302, kept_edition),
    Row("courses:trainers", EVERYBODY, 200, 200),
    Row("courses:trainer", EVERYBODY, 200, 200, trainer),
    Row("courses:profile", SIGNED_IN, 200, 422, but=WITHOUT_EMPLOYER),
    Row("courses:questions", EVERYBODY, 200, 200),
    Row("courses:ask", SIGNED_IN, 200, 422, but=WITHOUT_EMPLOYER),
    Row("courses:question", EVERYBODY, 200, 200, question),
    Row("courses:back", SIGNED_IN, 302, 302, question),
    Row("courses:withdraw", [TRAINER], 302, 302, question),
]

NOTIFICATIONS = [
    # Without a subject the form asks nothing.
    Row("notifications:follows", SIGNED_IN, 200, 404, something_followed),
    Row("notifications:bookmarks", SIGNED_IN, 200, 404, something_kept),
    Row("notifications:notifications", SIGNED_IN, 200, 302, some_news),
    Row("notifications:read", [MEMBER], None, 302, notification),
    Row("notifications:preferences", SIGNED_IN, 200, 422),
    Row("notifications:unsubscribe", EVERYBODY, 200, 200, mail_link),
]

TABLE = [*ACCOUNTS, *NOTIFICATIONS, *UI, *DISCOVERY, *CASES, *COMMUNITIES, *COURSES]
