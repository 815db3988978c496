"""Screenshots in a third of their bytes: the 256 commonest colours become a palette, every other colour the nearest of them.

Only for what Chromium writes: true colour, eight bits, not interlaced. It is made to write fast, not to write little.
"""

import zlib
from collections import Counter
from collections.abc import Iterator
from struct import pack, unpack_from

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER = ">IIBBBBB"
TRUE_COLOUR, PALETTED = (8, 2, 0, 0, 0), (8, 3, 0, 0, 0)
LEFT, ABOVE, MEAN, PAETH = 1, 2, 3, 4
Colour = tuple[int, int, int]


def smaller(png: bytes) -> bytes:
    chunks = list(_chunks(png))
    width, height, *kind = unpack_from(HEADER, dict(chunks)[b"IHDR"])
    if tuple(kind) != TRUE_COLOUR:
        raise ValueError(f"not a screenshot as Chromium writes it: {kind}")
    raw = zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    rows = [list(zip(line[::3], line[1::3], line[2::3], strict=True)) for line in _lines(raw, 3 * width)]
    seen = Counter(colour for row in rows for colour in row)
    palette = [colour for colour, _ in seen.most_common(256)]
    place = {colour: _nearest(colour, palette) for colour in seen}
    packed = zlib.compress(b"".join(b"\0" + bytes(map(place.__getitem__, row)) for row in rows), 9)
    return SIGNATURE + b"".join(
        _chunk(name, data)
        for name, data in (
            (b"IHDR", pack(HEADER, width, height, *PALETTED)),
            (b"PLTE", b"".join(map(bytes, palette))),
            (b"IDAT", packed),
            (b"IEND", b""),
        )
    )


def _nearest(colour: Colour, palette: list[Colour]) -> int:
    red, green, blue = colour
    far = [(red - r) ** 2 + (green - g) ** 2 + (blue - b) ** 2 for r, g, b in palette]
    return far.index(min(far))


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        length, name = unpack_from(">I4s", png, at)
        yield name, png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))


def _lines(raw: bytes, length: int) -> Iterator[bytes]:
    """The lines of the picture, each freed of the filter that the PNG specification allows it."""
    above = bytes(length)
    for start in range(0, len(raw), length + 1):
        line = bytearray(raw[start + 1 : start + 1 + length])
        way = raw[start]
        for at in range(length) if way else ():
            left, over, corner = (line[at - 3], above[at], above[at - 3]) if at >= 3 else (0, above[at], 0)
            line[at] = (line[at] + _guess(way, left, over, corner)) & 255
        above = bytes(line)
        yield above


def _guess(way: int, left: int, over: int, corner: int) -> int:
    if way == PAETH:
        return min((left, over, corner), key=lambda one: abs(left + over - corner - one))
    return {LEFT: left, ABOVE: over, MEAN: (left + over) // 2}[way]
