"""Pictures and documents beside the story."""

from pathlib import PurePath

from django.db import transaction

from cases.models import Attachment, BlockSaving, CaseStudy, Image
from portal.files.models import File

from .writing import version_to_write

BLOCK_OF = {Image: "images", Attachment: "attachments"}


@transaction.atomic
def add(case, model, *, by, now, **fields):
    """Put a picture or a document with its file after those that stand; answers the part.

    ``StepRefusedError`` when the editors have the case.
    """
    case = CaseStudy.objects.select_for_update(of=["self"]).get(pk=case.pk)
    version = version_to_write(case, by=by, now=now)
    part = model.objects.create(
        version=version, position=model.objects.filter(version=version).count(), **fields
    )
    about = {"defaults": {"by": by, "at": now, "page": None}}
    BlockSaving.objects.update_or_create(version=version, block=BLOCK_OF[model], **about)
    return part


def hide_names(version):
    """A file is called by its kind: what its maker called it may say whose it is."""
    for model in BLOCK_OF:
        for file in File.objects.filter(
            pk__in=model.objects.filter(version=version).values("file")
        ):
            file.name = f"{file.kind}{PurePath(file.name).suffix}"
            file.save(update_fields=["name"])
