from portal.ui.pages import wants_fragment
from portal.ui.views import bad_request


def refuse_nul(get_response):
    """Postgres holds no NUL, so an address with one asks for nothing that can exist."""

    def answer(request):
        if "\0" in request.path or "%00" in request.META["QUERY_STRING"]:
            return bad_request(request, None)
        return get_response(request)

    return answer


def redirect_the_whole_page(get_response):
    """Where htmx is sent on to, signing in for one, is a page and no part of the one it is on."""

    def answer(request):
        response = get_response(request)
        if "Location" in response and wants_fragment(request):
            response.status_code = 204
            response["HX-Redirect"] = response["Location"]
            del response["Location"]
        return response

    return answer
