"""Sign-in mail rests encrypted; the key is made of the secret key, outside the database."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def _fernet(secret_key):
    digest = hashlib.sha256(b"portal.mail" + secret_key.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


def _keys():
    return MultiFernet(map(_fernet, [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]))


def seal(content):
    return _keys().encrypt(content)


def unseal(sealed):
    return _keys().decrypt(bytes(sealed))
