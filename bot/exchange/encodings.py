"""Which letters the bytes of a file stand for, and which files are no text at all.

Judged by the bytes alone, before anything else is: names of files lie. Nothing is decoded as a whole here, since a file may be
large and one odd letter makes it four times larger.
"""

import codecs
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper

from bot.exchange.reading import Problem

MOST_BYTES = 20 * 1024 * 1024
_CHUNK = 64 * 1024
_LOOK = 4096  # bytes at the beginning, enough to know a kind of file by
_EXPORT = "Send the CSV file that the app exports."

_NO_TABLES = (
    (b"\x1f\x8b", "That is a compressed file (gzip). Unpack it, and send the CSV file in it."),
    (b"7z\xbc\xaf", "That is a compressed file (7z). Unpack it, and send the CSV file in it."),
    (b"Rar!", "That is a compressed file (RAR). Unpack it, and send the CSV file in it."),
    (b"\xd0\xcf\x11\xe0", "That is an Excel workbook. Save it as CSV there, and send that."),
    (b"%PDF", f"That is a PDF. {_EXPORT}"),
    (b"SQLite format 3\0", f"That is a backup, not an export. {_EXPORT} In FitNotes: Settings, Spreadsheet Export."),
    (b"\x89PNG", f"That is a picture. {_EXPORT}"),
    (b"\xff\xd8\xff", f"That is a picture. {_EXPORT}"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = f"That is not a text file. {_EXPORT}"


@dataclass(frozen=True, slots=True)
class Text:
    """Bytes, and how to read them. `remark` says so where it had to be guessed."""

    body: bytes
    encoding: str
    remark: str = ""

    def lines(self) -> TextIOWrapper:
        """From the beginning, with the line ends that it has."""
        return TextIOWrapper(BytesIO(self.body), self.encoding, newline="")


def text_of(body: bytes) -> Text | Problem:
    """The file as text, or what it is instead."""
    if len(body) > MOST_BYTES:
        return Problem(
            f"That file is larger than {MOST_BYTES // 1024**2} MB. Export a shorter time, or send it in parts."
        )
    if not body or body.isspace():
        return Problem(f"That file is empty. {_EXPORT}")
    refused = _no_table(body[:_LOOK])
    if refused:
        return Problem(refused)
    return _encoded(body)


def _no_table(head: bytes) -> str:
    if head.startswith(b"PK\x03\x04"):
        if b"xl/" in head or b"[Content_Types].xml" in head:
            return "That is an Excel workbook. Save it as CSV there, and send that."
        return "That is a compressed file (zip). Unpack it, and send the CSV file in it."
    start = head.removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body")):
        return f"That is a web page, not an export. {_EXPORT}"
    if start.startswith(b"<"):
        return f"That is XML. {_EXPORT}"
    return next((what for magic, what in _NO_TABLES if head.startswith(magic)), "")


def _encoded(body: bytes) -> Text | Problem:
    encoding = next((name for bom, name in _BOMS if body.startswith(bom)), "") or _wide(body[:_LOOK])
    if encoding:
        return Text(body, encoding) if _decodes(body, encoding) else Problem(_BINARY)
    if _decodes(body, "utf-8"):
        return Text(body, "utf-8")
    if _decodes(body, "cp1252"):
        return Text(body, "cp1252", "The file is not UTF-8; its letters were read as Windows-1252.")
    return Problem(_BINARY)


def _wide(head: bytes) -> str:
    """UTF-16 without a mark: a header is in plain letters, so every other byte of it is a zero."""
    pairs = len(head) // 2
    if pairs < 8:
        return ""
    if head[1::2].count(0) > 0.9 * pairs:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > 0.9 * pairs else ""


def _decodes(body: bytes, encoding: str) -> bool:
    """To text, which has no zeros in it."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for at in range(0, len(body), _CHUNK):
            if "\0" in decoder.decode(body[at : at + _CHUNK], at + _CHUNK >= len(body)):
                return False
    except UnicodeError:
        return False
    return True
