"""A form of a page as a browser would send it, to type in and to post."""

from html.parser import HTMLParser

NOT_SENT = {"submit", "button", "file", "image", "reset"}


class _Form(HTMLParser):
    """The fields of the form with an id, as lists of values by name."""

    def __init__(self, page, form_id):
        super().__init__()
        self.form_id, self.here, self.fields = form_id, False, {}
        self.select = self.textarea = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        had = dict(attributes)
        if tag == "form":
            self.here = had.get("id") == self.form_id
        elif not self.here or "disabled" in had:
            return
        elif tag == "input":
            self._input(had)
        elif tag == "select":
            self.select = self.fields.setdefault(had["name"], [])
        elif tag == "option" and self.select is not None and ("selected" in had or not self.select):
            self.select[:] = [had.get("value", "")]
        elif tag == "textarea":
            self.textarea = self.fields.setdefault(had["name"], [])
            self.textarea.append("")

    def _input(self, had):
        kind = had.get("type", "text")
        is_left_out = kind in ("checkbox", "radio") and "checked" not in had
        if "name" in had and kind not in NOT_SENT and not is_left_out:
            on = "on" if kind in ("checkbox", "radio") else ""
            self.fields.setdefault(had["name"], []).append(had.get("value") or on)

    def handle_data(self, data):
        if self.textarea is not None:
            self.textarea[-1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.here = False
        if tag == "select":
            self.select = None
        if tag == "textarea" and self.textarea is not None:
            # A browser leaves out the first newline, which templates put there.
            self.textarea[-1] = self.textarea[-1].removeprefix("\r").removeprefix("\n")
            self.textarea = None


def form_of(response, form_id):
    """What the form with ``form_id`` would send: lists of values by name."""
    return _Form(response.text, form_id).fields
