"""What the apps redo when editors rename a theme or a learning format."""

_functions = []


def register(function):
    """Have ``function(word)`` called in the transaction that renames a theme or a format."""
    _functions.append(function)
    return function


def tell(word):
    for function in _functions:
        function(word)
