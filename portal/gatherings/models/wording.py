from typing import NamedTuple


class Wording(NamedTuple):
    """What pages and mails call a gathering and taking part in it; ``what`` takes «de».

    ``every`` is what a list of all of them is called, ``index`` the name of its address.
    """

    what: str = "bijeenkomst"
    joined: str = "aangemeld"
    joining: str = "aanmelding"
    to_join: str = "aanmelden"
    join_me: str = "Meld me aan"
    join_yourself: str = "meld je aan"
    moment: str = "Wanneer"
    times: str = "keer,keer"  # one, several
    every: str = "Agenda"
    index: str = "discovery:agenda"
