from django.db import models


class SuppressedAddress(models.Model):
    """An address that its own mail server does not know; nothing but sign-in mail goes there."""

    address = models.EmailField("adres", unique=True)
    answer = models.TextField("antwoord")
    since = models.DateTimeField("sinds")

    class Meta:
        verbose_name = "onbruikbaar adres"
        verbose_name_plural = "onbruikbare adressen"

    def __str__(self):
        return self.address
