from .organisation import MailDomain, Merger, Organisation, SizeClass
from .place import Province, Region

__all__ = ["MailDomain", "Merger", "Organisation", "Province", "Region", "SizeClass"]
