"""Planning and editing a meetup by its forms."""

from tests.factories.communities import make_community, make_facilitator


def filled_in(host, **changes):
    """What the form asks, all in order; None leaves a field out."""
    data = {
        "community": host.pk,
        "title": "Leren van elkaar",
        "summary": "We bespreken wat goed ging.",
        "day": "2026-12-03",
        "starts": "13:00",
        "ends": "16:00",
        "place": "on_site",
        "venue": "Raadhuis",
        "reminder_days": "7,1",
    } | changes
    return {name: value for name, value in data.items() if value is not None}


def plan(client, **changes):
    community = make_community()
    client.force_login(make_facilitator(community))
    return client.post("/bijeenkomsten/plannen/", filled_in(community, **changes))


def run_by(client, meetup):
    client.force_login(make_facilitator(meetup.community))
    return meetup.get_absolute_url()


def edit(client, meetup, **changes):
    url = run_by(client, meetup)
    return client.post(f"{url}bewerken/", filled_in(meetup.community, **changes))
