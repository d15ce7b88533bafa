"""Taking a case away from the public, and bringing it back."""


def archive(case, *, now, reason):
    """Nobody but its owners and the editors finds it any more."""
    case.archived_at, case.archive_reason = now, reason
    case.save(update_fields=["archived_at", "archive_reason"])


def bring_back(case):
    """As it was before it was archived."""
    case.archived_at, case.archive_reason = None, ""
    case.save(update_fields=["archived_at", "archive_reason"])
