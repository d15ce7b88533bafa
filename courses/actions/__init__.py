from .asking import ask, back, stop_backing, withdraw
from .profiling import keep_profile
from .publishing import publish_edition
from .reviewing import ask_for_more, change, propose, publish, refuse

__all__ = [
    "ask",
    "ask_for_more",
    "back",
    "change",
    "keep_profile",
    "propose",
    "publish",
    "publish_edition",
    "refuse",
    "stop_backing",
    "withdraw",
]
