import smtplib

from django.core.mail.backends import smtp


class AcceptanceUnknownError(smtplib.SMTPServerDisconnected):
    """The connection was lost after the whole message had gone: it may have been accepted."""


class Client(smtplib.SMTP):
    """Tells whether a connection was lost before or after the final dot."""

    whole_message_sent = False

    def send(self, s):
        super().send(s)
        self.whole_message_sent = isinstance(s, bytes) and s.endswith(b"\r\n.\r\n")

    def data(self, msg):
        try:
            return super().data(msg)
        except smtplib.SMTPServerDisconnected as error:
            if self.whole_message_sent:
                raise AcceptanceUnknownError(*error.args) from error
            raise


class EmailBackend(smtp.EmailBackend):
    connection_class = Client
