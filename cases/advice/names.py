"""Where a case that hides its organisation tells it all the same, in words that somebody typed."""

import re
from urllib.parse import urlsplit

ENDINGS = "(?:ers|er|se|s|e)?"  # Soester, Soestse, Soests
LOOK_INSIDE = "Kijk of je naam ergens op een foto of in een bijlage staat: dat zien wij niet."
SHORTEST = 4  # letters of a name that are looked for
MOST = 3  # names that are told of one place
POST_OF_ALL = frozenset({"gmail.com", "hotmail.com", "icloud.com", "live.nl", "outlook.com"})


def told(version, contents, texts):
    """(step, block, sentence) for each place in which a name stands."""
    if not version.hides_organisation:
        return
    if contents.images or contents.attachments:
        yield "beeld", "images", LOOK_INSIDE
    named = _pattern(contents)
    for text in texts:
        found = list(dict.fromkeys(match.group() for match in named.finditer(text.body)))
        if found:
            names = " en ".join(f"«{name}»" for name in found[:MOST])
            yield (
                text.step,
                text.block,
                f"Je wilt niet genoemd worden, maar bij «{text.label}» staat {names}. "
                "Haal het weg of schrijf het anders.",
            )


def _pattern(contents):
    """Names as they are written in a text (Best is a town, best is not), and all in addresses."""
    owners, people = contents.owners, contents.people
    places = {name for owner in owners for name in (owner.short_name, owner.name)}
    persons = {name for person in people for name in _called(person.name)}
    town = _any(owner.short_name for owner in owners)
    return re.compile(
        rf"(?<!\w)(?:{_any(places)}{ENDINGS}|{_any(persons)})(?!\w)"
        rf"|(?im:gemeente[ _-]+{town}|{_any(_hosts(owners, people))}"
        rf"|(?:^|(?<=[/@._-])){town}(?=[/._-]))"
    )


def _any(texts):
    """One of these texts; of none at all, nothing."""
    return f"(?:{'|'.join(re.escape(text) for text in sorted(texts, reverse=True)) or '(?!)'})"


def _called(name):
    """«Jan de Vries» and «Vries»."""
    whole = " ".join(name.split())
    last = whole.rpartition(" ")[2]
    return {text for text in (whole, last) if len(text) >= SHORTEST}


def _hosts(owners, people):
    """Where their site and their mail are."""
    sites = (urlsplit(owner.website).netloc.removeprefix("www.") for owner in owners)
    mails = (person.email.rpartition("@")[2].casefold() for person in people)
    return {host for host in (*sites, *mails) if host} - POST_OF_ALL
