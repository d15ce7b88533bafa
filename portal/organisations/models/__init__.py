from .organisation import MailDomain, Merger, Organisation
from .place import Province, Region

__all__ = ["MailDomain", "Merger", "Organisation", "Province", "Region"]
