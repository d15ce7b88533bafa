import pytest

from portal.demo.letters import Letter

HOSTILE = {
    "no header": (b"", "(geen onderwerp)", ""),
    "unknown character set": (b"Subject: =?klingon?q?qapla?=\n\nhoi", "=?klingon?q?qapla?=", "hoi"),
    "broken base64": (b"Subject: =?utf-8?b?a?=\n\nhoi", "=?utf-8?b?a?=", "hoi"),
    "bytes above 127": (b"Subject: \xff\xfe\n\n\xff", "��", "�"),
    "body in an unknown character set": (
        b"Content-Type: text/plain; charset=klingon\n\nqapla",
        "(geen onderwerp)",
        "qapla",
    ),
    "parts that never end": (
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nhoi",
        "(geen onderwerp)",
        "hoi",
    ),
}


@pytest.mark.parametrize(("content", "subject", "text"), HOSTILE.values(), ids=HOSTILE.keys())
def test_what_cannot_be_read_is_shown_as_it_came(tmp_path, content, subject, text):
    path = tmp_path / "key"
    path.write_bytes(content)
    letter = Letter(path)

    assert letter.subject == subject
    assert letter.text.strip() == text
    assert letter.html == ""
    assert [attachment.content for attachment in letter.attachments] == []


NAMES = {
    "afspraak.ics": b'Content-Type: text/calendar; name="x"\n\nBEGIN',
    "bijlage-1": b"Content-Type: image/png\n\nPNG",
    "../../etc/passwd": b'Content-Disposition: attachment; filename="../../etc/passwd"\n\nroot',
    "ab": b'Content-Disposition: attachment; filename="a\x07b"\n\nbell',
}


@pytest.mark.parametrize(("name", "content"), NAMES.items())
def test_attachments_have_a_name(tmp_path, name, content):
    path = tmp_path / "key"
    path.write_bytes(content)
    (attachment,) = Letter(path).attachments

    assert attachment.name == name.replace("afspraak.ics", "x" if b'"x"' in content else name)
