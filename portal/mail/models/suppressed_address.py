from django.db import models


class SuppressedAddressQuerySet(models.QuerySet):
    def suppress(self, address, answer, now):
        self.update_or_create(address=address.lower(), defaults={"answer": answer, "since": now})

    def stops(self, mail, address):
        """Whether the mail need not be sent; sign-in mail is tried always: she asks for it now."""
        return not mail.urgent and self.filter(address=address.lower()).exists()


class SuppressedAddress(models.Model):
    """An address that its own mail server does not know; nothing but sign-in mail goes there."""

    address = models.EmailField("adres", unique=True)
    answer = models.TextField("antwoord")
    since = models.DateTimeField("sinds")

    objects = SuppressedAddressQuerySet.as_manager()

    class Meta:
        verbose_name = "onbruikbaar adres"
        verbose_name_plural = "onbruikbare adressen"

    def __str__(self):
        return self.address
