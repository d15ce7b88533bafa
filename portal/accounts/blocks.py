"""What «Mijn» shows of the apps: pages of theirs, loaded by address and not by import."""

from django.urls import NoReverseMatch, reverse

BLOCKS = [
    ("communities:mine", "Mijn bijeenkomsten"),
    ("cases:mine", "Mijn praktijkvoorbeelden"),
    ("courses:mine", "Mijn cursussen"),
    ("notifications:follows", "Wat ik volg"),
    ("notifications:bookmarks", "Bewaard"),
]


def existing():
    """Address and label of each block whose app is here."""
    return [{"url": url, "label": label} for name, label in BLOCKS if (url := _address(name))]


def _address(name):
    try:
        return reverse(name)
    except NoReverseMatch:
        return None
