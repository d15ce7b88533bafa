"""A calendar as Outlook keeps one: it takes items from mail, by UID and SEQUENCE, and forgets."""

import vobject


class CalendarClient:
    """``items`` are {uid: (start, end, summary)} of what stands in it now."""

    def __init__(self):
        self.items, self.sequences = {}, {}

    def receive(self, message):
        """Take over every calendar item of a mail, as a client does by itself (RFC 5546)."""
        for part in message.walk():
            if part.get_content_type() == "text/calendar":
                self._take(vobject.readOne(part.get_content()))

    def _take(self, calendar):
        event = calendar.vevent
        uid, sequence = event.uid.value, int(event.sequence.value)
        if sequence < self.sequences.get(uid, 0):
            return  # older than what it knows
        self.sequences[uid] = sequence
        if calendar.method.value == "CANCEL":
            self.items.pop(uid, None)
        else:
            times = (event.dtstart.value, event.dtend.value)
            self.items[uid] = (*times, event.summary.value)
