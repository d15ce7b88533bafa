from .mail import Mail
from .nightly_check import NightlyCheck
from .sending import Sending
from .suppressed_address import SuppressedAddress

__all__ = ["Mail", "NightlyCheck", "Sending", "SuppressedAddress"]
