import smtplib

from django.core.mail.backends import smtp


class AcceptanceUnknownError(smtplib.SMTPServerDisconnected):
    """The connection was lost after the whole message had gone: it may have been accepted."""


class Client(smtplib.SMTP):
    """Tells whether a connection was lost before or after the final dot."""

    whole_message_sent = False
    accepted_with = ""

    def send(self, s):
        super().send(s)
        self.whole_message_sent = isinstance(s, bytes) and s.endswith(b"\r\n.\r\n")

    def data(self, msg):
        try:
            code, answer = super().data(msg)
        except smtplib.SMTPServerDisconnected as error:
            if self.whole_message_sent:
                raise AcceptanceUnknownError(*error.args) from error
            raise
        self.accepted_with = f"{code} {answer.decode(errors='replace')}"
        return code, answer


class EmailBackend(smtp.EmailBackend):
    connection_class = Client

    @property
    def accepted_with(self):
        """The server's last answer, which often holds the number that its log knows a mail by."""
        return self.connection.accepted_with
