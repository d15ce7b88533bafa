"""Everything that is kept about somebody; the apps add theirs in their own ``own_data.py``."""

_functions = []


def register(function):
    """Have what ``function(user)`` answers, {label: data}, stand in her download."""
    _functions.append(function)
    return function


def of(user):
    """What the portal keeps about ``user``, in words that she can read."""
    parts = [of_account(user)] + [function(user) for function in _functions]
    return {label: data for part in parts for label, data in part.items()}


def of_account(user):
    return {
        "naam": user.name,
        "e-mailadres": user.email,
        "functie": user.function,
        "organisatie": str(user.organisation or ""),
        "rol in de organisatie": user.get_role_display(),
        "gast": user.is_guest,
        "groepen": sorted(name for name in user.group_names if name),
        "lid sinds": user.joined_at,
        "laatst ingelogd": user.last_login,
        "inloggen met": [
            {"soort": factor.type, "sinds": factor.created_at, "gebruikt": factor.last_used_at}
            for factor in user.authenticator_set.order_by("pk")
        ],
    }
