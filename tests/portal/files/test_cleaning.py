import resource
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from pikepdf import Array, Dictionary, Name, String
from PIL import Image, ImageCms

from portal.files import cleaner
from portal.files.cleaning import child, contents, images
from portal.files.cleaning.refused import DAMAGED, TOO_MUCH
from tests.factories.files import (
    OFFICE,
    WORD,
    image_bytes,
    open_document_bytes,
    open_xml_bytes,
    pdf_bytes,
    relations,
)
from tests.portal.files.hostile import MARK


@pytest.fixture
def clean(tmp_path):
    """``clean(content, extension)`` answers the report; what it wrote is in ``tmp_path``."""

    def clean_here(content, extension):
        (tmp_path / "given").write_bytes(content)
        return child.clean(tmp_path, extension)

    return clean_here


def opened(path):
    with Image.open(path) as image:
        return image.convert("RGBA")


# --- Images


def test_a_picture_is_turned_upright_and_forgets_where_it_was_taken(clean, tmp_path):
    told = Image.Exif()
    told[0x0112] = 6  # a quarter turn
    told[0x010E] = MARK.decode()
    told.get_ifd(0x8825)[1] = "N"

    report = clean(image_bytes("JPEG", size=(40, 20), exif=told), "jpg")

    assert report == {"width": 20, "height": 40}
    with Image.open(tmp_path / "clean") as image:
        assert image.size == (20, 40)
        assert image.getexif() == {}
        assert set(image.info) <= {"loop", "background", "timestamp", "duration"}


def test_what_can_be_seen_through_stays_so(clean, tmp_path):
    clean(image_bytes(mode="RGBA", colour=(0, 0, 0, 0)), "png")
    assert opened(tmp_path / "clean").getpixel((5, 5))[3] == 0

    clean(image_bytes("GIF", mode="P", colour=0, transparency=0), "gif")
    assert opened(tmp_path / "clean").getpixel((5, 5))[3] == 0


def test_of_what_moves_the_first_image_is_kept(clean, tmp_path):
    more = [Image.new("RGB", (40, 30), "red")] * 3
    clean(image_bytes("GIF", save_all=True, append_images=more, duration=50), "gif")

    with Image.open(tmp_path / "clean") as image:
        assert getattr(image, "n_frames", 1) == 1


def test_colours_of_another_profile_become_those_of_the_screen(clean, tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    same = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    for given in (profile, same, b"no profile"):
        assert clean(image_bytes("JPEG", icc_profile=given), "jpg") == {"width": 40, "height": 30}
        with Image.open(tmp_path / "clean") as image:
            assert "icc_profile" not in image.info


def test_too_many_pixels_are_not_decoded(clean, monkeypatch):
    monkeypatch.setattr(images, "MAX_OTHER_PIXELS", 1199)

    assert clean(image_bytes(), "png") == {"refused": images.TOO_MANY_PIXELS.format(40, 30)}
    assert clean(image_bytes("JPEG"), "jpg") == {"width": 40, "height": 30}


# --- PDFs


def test_a_pdf_keeps_its_links_and_bookmarks(clean, tmp_path):
    def link(pdf):
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
        note.A = Dictionary(S=Name.URI, URI=String("https://soest.example/"))
        note.Border = Array([0, 0, 1, Array([3])])
        pdf.pages[0].Annots = Array([note])
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Aanpak", 0))

    assert clean(pdf_bytes(link), "pdf") == {}

    with pikepdf.open(tmp_path / "clean") as pdf, pdf.open_outline() as outline:
        assert str(pdf.pages[0].Annots[0].A.URI) == "https://soest.example/"
        assert [item.title for item in outline.root] == ["Aanpak"]


# --- Office


def test_a_document_is_packed_anew_part_by_part(clean, tmp_path):
    picture = {"word/media/image1.png": image_bytes(), "word/fonts/": b""}

    assert clean(open_xml_bytes("docx", picture), "docx") == {}

    with ZipFile(tmp_path / "clean") as packed:
        assert packed.read("word/media/image1.png") == image_bytes()
        assert "word/fonts/" not in packed.namelist()
        assert packed.testzip() is None


def test_the_mark_of_a_document_of_libreoffice_comes_first(clean, tmp_path):
    given = ZipFile(BytesIO(open_document_bytes()))
    assert clean(open_document_bytes(), "odt") == {}

    assert (tmp_path / "clean").read_bytes()[30:46] == b"mimetypeapplicat"
    with ZipFile(tmp_path / "clean") as packed:
        assert packed.namelist() == given.namelist()


def test_the_figures_behind_a_chart_may_stay(clean, tmp_path):
    figures = {"word/embeddings/Microsoft_Excel_Sheet1.xlsx": open_xml_bytes("xlsx")}

    assert clean(open_xml_bytes("docx", figures), "docx") == {}

    with ZipFile(tmp_path / "clean") as packed:
        nested = BytesIO(packed.read("word/embeddings/Microsoft_Excel_Sheet1.xlsx"))
        assert "xl/workbook.xml" in ZipFile(nested).namelist()


def test_links_to_pages_and_people_may_stay(clean):
    links = relations(
        ("hyperlink", "https://soest.example/", "External"),
        ("hyperlink", "mailto:anneke@soest.example", "External"),
        ("styles", "styles.xml"),
    )
    field = f'<w:document xmlns:w="{WORD}"><w:instrText>PAGE</w:instrText>12</w:document>'
    parts = {"word/_rels/document.xml.rels": links, "word/document.xml": field}

    assert clean(open_xml_bytes("docx", parts), "docx") == {}
    inside = '<text:a xlink:href="#a"/><draw:image xlink:href="Pictures/a.png"/>'
    assert clean(open_document_bytes(body=inside), "odt") == {}


@pytest.mark.parametrize("extension", ["docx", "ods"])
def test_a_document_in_an_old_format_is_told_apart(clean, extension):
    old = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600

    assert clean(old, extension) == {"refused": contents.OLD_OFFICE.format(extension)}


def test_a_far_template_is_taken_out_so_that_word_still_opens_it(clean, tmp_path):
    template = f'<w:attachedTemplate r:id="r0" xmlns:r="{OFFICE}/relationships"/>'
    settings = f'<w:settings xmlns:w="{WORD}">{template}<w:zoom/></w:settings>'
    far = relations(("attachedTemplate", "file:///\\\\server\\huisstijl.dotm", "External"))
    parts = {"word/settings.xml": settings, "word/_rels/settings.xml.rels": far}

    assert clean(open_xml_bytes("docx", parts), "docx") == {}

    with ZipFile(tmp_path / "clean") as packed:
        assert packed.read("word/settings.xml").decode() == settings.replace(template, "")
        assert packed.read("word/_rels/settings.xml.rels").decode() == relations()


# --- The process


def test_the_process_does_what_is_done_here(tmp_path, capsys, monkeypatch):
    (tmp_path / "given").write_bytes(image_bytes())
    monkeypatch.setattr(child, "LIMITS", [])

    child.main(str(tmp_path), "png")

    assert capsys.readouterr().out == '{"width": 40, "height": 30}'
    assert cleaner.clean(tmp_path, "png") == {"width": 40, "height": 30}


def test_a_limit_that_the_system_does_not_take_is_no_obstacle():
    child.limit([(resource.RLIMIT_CORE, -5), (resource.RLIMIT_CORE, 0)])

    assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)


def test_what_goes_wrong_in_a_decoder_is_about_the_file(clean, monkeypatch):
    def fails(error):
        def clean(folder, extension):
            raise error

        return clean

    monkeypatch.setattr(images, "clean", fails(MemoryError()))
    assert clean(image_bytes(), "png") == {"refused": TOO_MUCH}
    monkeypatch.setattr(images, "clean", fails(IndexError()))
    assert clean(image_bytes(), "png") == {"refused": DAMAGED}


def test_a_process_that_behaves_is_no_refusal(tmp_path, monkeypatch):
    # The control for the next: that start, with something that stays within the limits.
    instead = "child.limit(child.LIMITS)\nx = b'x' * 10**8\nprint('{}')"
    start = cleaner.START.replace("child.main(*sys.argv[1:])", instead)
    monkeypatch.setattr(cleaner, "START", start)

    assert cleaner.clean(tmp_path, "png") == {}


@pytest.mark.parametrize("dies", ["os.abort()", "while True: pass", "x = b'x' * 10**9"])
def test_a_process_that_dies_loops_or_takes_all_memory_is_no_more_than_a_refusal(
    dies, tmp_path, monkeypatch
):
    instead = f"import os; child.limit(child.LIMITS)\n{dies}\nprint('{{}}')"
    start = cleaner.START.replace("child.main(*sys.argv[1:])", instead)
    monkeypatch.setattr(cleaner, "START", start)
    monkeypatch.setattr(cleaner, "SECONDS", 3)

    with pytest.raises(ValidationError, match="te groot of te ingewikkeld"):
        cleaner.clean(tmp_path, "png")


def test_who_made_a_pdf_is_not_in_it(clean, tmp_path):
    def signed(pdf):
        with pdf.open_metadata() as about:
            about["dc:creator"] = ["gemeente Soest"]
        pdf.docinfo["/Title"], pdf.docinfo["/Author"] = "Het plan", "gemeente Soest"

    clean(pdf_bytes(signed), "pdf")

    with pikepdf.open(tmp_path / "clean") as read:
        assert dict(read.docinfo) == {"/Title": "Het plan"}
        assert "/Metadata" not in read.Root


@pytest.mark.parametrize(
    ("make", "extension", "part"),
    [
        (open_xml_bytes, "docx", "docProps/core.xml"),
        (open_xml_bytes, "docx", "docProps/app.xml"),
        (open_document_bytes, "odt", "meta.xml"),
    ],
)
def test_who_made_a_document_is_not_in_it(clean, tmp_path, make, extension, part):
    clean(make(extension, {part: "<a>gemeente Soest</a>"}), extension)

    with ZipFile(tmp_path / "clean") as packed:
        assert b"Soest" not in packed.read(part)
