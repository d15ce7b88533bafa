from django.views import defaults

bad_request = defaults.bad_request
forbidden = defaults.permission_denied
not_found = defaults.page_not_found
server_error = defaults.server_error
