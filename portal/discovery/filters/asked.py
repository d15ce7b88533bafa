"""What somebody asks of a list, read from the address: a value nobody knows is no error."""


def known_part(params, options):
    """The query string without values that ``options`` lack, and those values apart."""
    known, unknown = params.copy(), []
    for name, values in options.items():
        given = params.getlist(name)
        known.setlist(name, [value for value in given if value in values])
        unknown += [value for value in given if value and value not in values]
    return known, unknown
