"""What the apps undo when somebody closes her account; each in its own ``closing.py``."""

_functions = []


def register(function):
    """Have ``function(user, now=…)`` called in the transaction that closes an account."""
    _functions.append(function)
    return function


def undo_all(user, *, now):
    for function in _functions:
        function(user, now=now)
