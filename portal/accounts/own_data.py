def of(user):
    """What accounts keep about ``user``, in words that she can read."""
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
