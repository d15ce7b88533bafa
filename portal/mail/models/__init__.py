from .mail import Mail
from .sending import Sending
from .suppressed_address import SuppressedAddress

__all__ = ["Mail", "Sending", "SuppressedAddress"]
