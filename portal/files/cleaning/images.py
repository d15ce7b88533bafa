"""An image is decoded and drawn anew: what was not visible in it is gone."""

from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from .refused import Refused

FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
MAX_PIXELS = {"JPEG": 40_000_000}  # which can be decoded smaller than it is
MAX_OTHER_PIXELS = 24_000_000  # twice in memory, at four bytes each
LONGEST_SIDE, SMALL_SIDE = 2400, 800
QUALITY = 82
TOO_MANY_PIXELS = (
    "Deze afbeelding heeft te veel beeldpunten: {} bij {}. "
    "Verklein haar tot hoogstens 4000 breed en 4000 hoog."
)

Image.MAX_IMAGE_PIXELS = None  # we look ourselves, before anything is decoded


def clean(folder, extension):
    """Write «clean» and «small» beside «given»; of what moves only the first image is kept."""
    with Image.open(folder / "given", formats=[FORMATS[extension]]) as given:
        most = MAX_PIXELS.get(given.format, MAX_OTHER_PIXELS)
        if given.width * given.height > most:
            raise Refused(TOO_MANY_PIXELS.format(given.width, given.height))
        image = _in_srgb(_fitting(given))
    _save(image, folder / "clean")
    width, height = image.size
    image.thumbnail((SMALL_SIDE, SMALL_SIDE))
    _save(image, folder / "small")
    return {"width": width, "height": height}


def _fitting(image):
    """Upright, of a mode that can be saved, no larger than we show it."""
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG need not be decoded in full
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode != mode:
        image = image.convert(mode)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return ImageOps.exif_transpose(image)


def _in_srgb(image):
    """In the colours of every screen, for the profile goes with all that is not the picture."""
    profile = image.info.get("icc_profile")
    with suppress(ImageCms.PyCMSError, OSError):
        if profile:
            screen = ImageCms.createProfile("sRGB")
            image = ImageCms.profileToProfile(image, BytesIO(profile), screen)
    return image


def _save(image, path):
    """Nothing but the picture: what Pillow knows besides, it writes only when it is told to."""
    image.save(path, "WEBP", quality=QUALITY)
