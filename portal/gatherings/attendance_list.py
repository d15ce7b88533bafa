"""Who was there: for the page that asks it, and for the list to download."""

_WORDS = {True: "was er", False: "was er niet", None: ""}


def noted(gathering):
    """{(participation's key, moment's key): whether she was there}, in one query."""
    attendances = gathering.moments.model.attendances.rel.related_model
    rows = attendances.objects.filter(participation__gathering=gathering)
    return {
        (participation, moment): was_there
        for participation, moment, was_there in rows.values_list(
            "participation", "moment", "was_there"
        )
    }


def by_moment(gathering, now):
    """(moment, whether it was filled in, [(participation, ticked)]) of each that has begun.

    Before it was filled in everybody is ticked: most come.
    """
    begun = gathering.moments.standing().filter(starts_at__lte=now)
    seated = gathering.participations.seated().select_related("user__organisation")
    people, said = list(seated.order_by("user__name", "pk")), noted(gathering)
    return [
        (
            moment,
            any(key == moment.pk for _, key in said),
            [(one, said.get((one.pk, moment.pk), True)) for one in people],
        )
        for moment in begun
    ]


def rows(gathering):
    """The participants as rows of a spreadsheet, with a heading; no mail addresses."""
    moments = list(gathering.moments.standing())
    said = noted(gathering)
    yield ["Naam", "Functie", "Organisatie", "Stand", "Sinds", *[m.starts_at for m in moments]]
    everybody = gathering.participations.in_order().select_related("user__organisation")
    for one in everybody:
        yield [
            *(one.user.name, one.user.function, one.user.organisation),
            *(one.get_state_display(), one.joined_at),
            *[_WORDS[said.get((one.pk, moment.pk))] for moment in moments],
        ]
