"""A mail server on which something goes wrong every so often, and that remembers what it took."""

import time
from collections import Counter
from email.parser import BytesHeaderParser

from tests.mailserver import ACCEPT_THEN_DROP, DROP, DROP_IN_DATA, MoodyServer

MOODS = {
    "MAIL": ["421 4.3.2 Busy", DROP],
    "RCPT": ["451 4.7.1 Greylisted", "421 4.3.2 Busy"],
    "DATA": [DROP, DROP_IN_DATA],
    "DOT": ["452 4.3.1 Full", DROP, ACCEPT_THEN_DROP],
}


class Book(list):
    """Messages, each with the moment that it was taken."""

    def append(self, message):
        super().append((time.time(), message))


class Weather(MoodyServer):
    """``chance`` is how often a step goes wrong; ``mishaps`` counts what did."""

    def __init__(self, random, chance):
        super().__init__()
        self.random, self.chance = random, chance
        self.accepted, self.mishaps, self.let_down = Book(), Counter(), []

    async def _say(self, writer, step, keep=None):
        if step in MOODS and self.random.random() < self.chance:
            mood = self.random.choice(MOODS[step])
            self.says[step] = [mood]
            self.mishaps[f"SMTP {step}: {mood}"] += 1
            if mood == ACCEPT_THEN_DROP:
                self.let_down.append(keep)
        return await super()._say(writer, step, keep)

    def taken(self):
        """By Message-ID: the moments that it was taken, and whether the answer got lost."""
        taken = {}
        for moment, message in self.accepted:
            name = BytesHeaderParser().parsebytes(message)["Message-ID"]
            is_let_down = any(message is each for each in self.let_down)
            taken.setdefault(name, []).append((moment, is_let_down))
        return taken
