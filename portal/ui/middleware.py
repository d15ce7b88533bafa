from portal.ui.views import bad_request


def refuse_nul(get_response):
    """Postgres holds no NUL, so an address with one asks for nothing that can exist."""

    def answer(request):
        if "\0" in request.path or "%00" in request.META["QUERY_STRING"]:
            return bad_request(request, None)
        return get_response(request)

    return answer
