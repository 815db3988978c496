"""Files that bot and people sent: their bytes, and how Telegram names them as photos and documents."""

from __future__ import annotations

import re
import struct
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from bot.sandbox.keep import Counter
from bot.sandbox.refusals import bad, too_large

if TYPE_CHECKING:
    from bot.sandbox.call import Upload
    from bot.sandbox.keep import Keep

Json = dict[str, Any]

LARGEST_FILE = 50 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
LARGEST_DOWNLOAD = 20 * 1024 * 1024
_MIME = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,120}")
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,16}")
ENDING = {"image/png": ".png", "image/gif": ".gif", "image/webp": ".webp"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    id: str
    number: int
    kind: str
    name: str
    mime: str
    size: int
    width: int = 0
    height: int = 0

    @property
    def unique_id(self) -> str:
        return f"AQAD{self.number:08d}"

    @property
    def path(self) -> str:
        ending = ENDING.get(self.mime, ".jpg")
        if self.kind == "document":
            written = PurePosixPath(self.name).suffix
            ending = written if _SUFFIX.fullmatch(written) else ""
        return f"{self.kind}s/file_{self.number}{ending}"

    def content(self) -> Json:
        """The message field that holds the file."""
        about = {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}
        if self.kind == "photo":
            return {"photo": [{**about, "width": self.width, "height": self.height}]}
        return {"document": {**about, "file_name": self.name, "mime_type": self.mime}}


class Files:
    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._numbers = Counter(keep, "file", 1)
        self._files: dict[str, StoredFile] = {key: StoredFile(**row) for key, row in keep.read("files")}
        self._bodies: dict[str, bytes] = dict(keep.read_bytes("bodies"))

    def find(self, file_id: str) -> StoredFile | None:
        return self._files.get(file_id)

    def at_path(self, path: str) -> StoredFile | None:
        return next((file for file in self._files.values() if file.path == path), None)

    def body(self, file: StoredFile) -> bytes:
        return self._bodies[file.id]

    def add(self, kind: str, upload: Upload) -> StoredFile:
        size = len(upload.body)
        if size == 0:
            raise bad("file must be non-empty")
        if size > LARGEST_FILE:
            raise too_large()
        width = height = 0
        if kind == "photo":
            width, height = _photo_size(upload.body)
        number = self._numbers.take()
        letter = "AgACAgIAAx" if kind == "photo" else "BQACAgIAAx"
        name = PurePosixPath(upload.name.replace("\\", "/")).name or f"file_{number}"
        mime = upload.mime.partition(";")[0].strip().lower()
        if not _MIME.fullmatch(mime):
            mime = "application/octet-stream"
        file = StoredFile(f"{letter}{number:08d}", number, kind, name, mime, size, width, height)
        self._files[file.id] = file
        self._bodies[file.id] = upload.body
        self._keep.put("files", file.id, asdict(file))
        self._keep.put_bytes("bodies", file.id, upload.body)
        return file


def _photo_size(body: bytes) -> tuple[int, int]:
    if len(body) > LARGEST_PHOTO:
        raise bad(f"file of size {len(body)} bytes is too big for a photo; the maximum size is {LARGEST_PHOTO} bytes")
    size = picture_size(body)
    if size is None:
        raise bad("IMAGE_PROCESS_FAILED")
    width, height = size
    if not width or not height or width + height > 10_000 or max(size) > 20 * min(size):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return size


def picture_size(body: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, GIF, JPEG or WebP by its head; None for anything else."""
    if body.startswith(b"\x89PNG\r\n\x1a\n") and len(body) >= 24:
        width, height = struct.unpack(">II", body[16:24])
        return width, height
    if body[:6] in (b"GIF87a", b"GIF89a") and len(body) >= 10:
        width, height = struct.unpack("<HH", body[6:10])
        return width, height
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP" and body[12:16] == b"VP8X" and len(body) >= 30:
        return int.from_bytes(body[24:27], "little") + 1, int.from_bytes(body[27:30], "little") + 1
    return _jpeg_size(body) if body.startswith(b"\xff\xd8") else None


def _jpeg_size(body: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(body) and body[at] == 0xFF:
        marker = body[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", body[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(body[at + 2 : at + 4], "big")
    return None
