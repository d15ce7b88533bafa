from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from .formats import MEGABYTE

FILES_AT_ONCE = 4


class RefuseTheAbsurd(FileUploadHandler):
    """Stops before it fills the disk; what is merely too large gets a sentence at the field."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 - Django's
        if content_length > FILES_AT_ONCE * settings.FILE_MAX_MEGABYTES * MEGABYTE:
            raise RequestDataTooBig("An upload of more than any form takes.")

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None
