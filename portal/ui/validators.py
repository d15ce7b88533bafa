"""What a line of text must be that others read in a mail, where each line and link counts."""

from django.core.validators import RegexValidator

single_line = RegexValidator(r"^[^\r\n]*\Z", "Schrijf dit op één regel, zonder regeleinde.")
no_web_address = RegexValidator(r"://|www\.", "Schrijf hier geen webadres.", inverse_match=True)
