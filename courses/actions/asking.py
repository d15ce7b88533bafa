from django.db import transaction

from courses.notifications import tell_of_question


@transaction.atomic
def ask(question, *, by, themes, now):
    """Put a new ``question`` of the organisation of ``by`` before everybody."""
    question.asked_by, question.organisation = by, by.organisation
    question.asked_at = now
    question.save()
    question.themes.set(themes)
    tell_of_question(question, by=by, now=now)


def back(question, *, user, now):
    """Note that the organisation of ``user`` asks the same; its own question it asks already."""
    if user.organisation_id not in (None, question.organisation_id):
        question.backers.get_or_create(
            organisation=user.organisation, defaults={"backed_by": user, "backed_at": now}
        )


def stop_backing(question, *, user):
    """Take back that the organisation of ``user`` asks the same."""
    question.backers.filter(organisation=user.organisation_id).delete()


def withdraw(question, *, now):
    """Take the question off; it vanishes for everybody but who asked it."""
    type(question).objects.filter(pk=question.pk, withdrawn_at=None).update(withdrawn_at=now)
