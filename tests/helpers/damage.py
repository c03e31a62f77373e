"""Files as they come from exporters, mails and broken disks: good ones, and ways to spoil them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

HEAD = ("id", "kind", "item", "place", "on", "listed")
GOOD = ("violation", "litter", "110101001", "2021-03-01", "no")


def lines(count: int) -> list[bytes]:
    """The lines of a good CSV file, the header first; their ends left out."""
    rows = [",".join(HEAD), *(",".join((f"M{n}", *GOOD)) for n in range(count))]
    return [row.encode() for row in rows]


def at(line: bytes, rng: Random, new: Callable[[bytes], bytes]) -> bytes:
    """The line with one of its cells, not the first, made another."""
    cells = line.split(b",")
    n = rng.randrange(1, len(cells))
    cells[n] = new(cells[n])
    return b",".join(cells)


# What is wrong with a row, by name; each spoils the line it is given and no other.
BAD_LINES: dict[str, Callable[[bytes, Random], bytes]] = {
    "open quote": lambda line, rng: at(line, rng, lambda cell: b'"' + cell),
    "stray quote": lambda line, rng: at(line, rng, lambda cell: cell + b'"'),
    "text after quote": lambda line, rng: at(line, rng, lambda cell: b'"' + cell + b'"x'),
    "short": lambda line, rng: b",".join(line.split(b",")[: rng.randrange(1, 6)]),
    "long": lambda line, rng: line + b",more" * rng.randrange(1, 4),
    "gbk": lambda line, rng: at(line, rng, lambda cell: "投诉".encode("gbk")),
    "half a character": lambda line, rng: at(line, rng, lambda cell: "投诉".encode()[:-1]),
    "latin": lambda line, rng: at(line, rng, lambda cell: b"\xe9\xff"),
    "huge cell": lambda line, rng: at(line, rng, lambda cell: b"x" * 140_000),
    "no item": lambda line, rng: line.replace(b"litter", b"liter"),
    "no day": lambda line, rng: line.replace(b"2021-03-01", b"2021-13-01"),
    "nul": lambda line, rng: at(line, rng, lambda cell: b"\0" + cell),
}

# What is odd about a row and does no harm.
ODD_LINES: dict[str, Callable[[bytes, Random], bytes]] = {
    "quoted": lambda line, rng: at(line, rng, lambda cell: b'"' + cell + b'"'),
    "all quoted": lambda line, rng: b",".join(b'"' + c + b'"' for c in line.split(b",")),
    "empty": lambda line, rng: line.replace(b"no", b'""'),
    "doubled": lambda line, rng: b'"a ""b"", c' + line.replace(b",", b'",', 1),
}


def csv_file(path: Path, rng: Random, rows: int, share: float) -> tuple[int, int]:
    """Write a CSV file of which a share of the rows is bad; how many rows, how many of them bad."""
    head, *good = lines(rows)
    bad = 0
    for n, line in enumerate(good):
        if rng.random() < share:
            good[n] = BAD_LINES[rng.choice(list(BAD_LINES))](line, rng)
            bad += 1
        elif rng.random() < 0.3:
            good[n] = ODD_LINES[rng.choice(list(ODD_LINES))](line, rng)
    end = rng.choice((b"\n", b"\r\n", b"\r"))
    start = rng.choice((b"", b"\xef\xbb\xbf", end))
    path.write_bytes(start + end.join((head, *good)) + rng.choice((b"", end, end * 3)))
    return rows, bad


def spoilt(data: bytes, rng: Random) -> bytes:
    """The bytes of a file with some changed, left out or put in, or cut."""
    made = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 40))):
        place = rng.randrange(len(made)) if made else 0
        match rng.randrange(6):
            case 0:
                made[place : place + 1] = bytes((rng.randrange(256),))
            case 1 if made:
                made[place] ^= 1 << rng.randrange(8)
            case 2:
                del made[place : place + rng.randrange(64)]
            case 3:
                made[place:place] = rng.randbytes(rng.randrange(16))
            case 4:
                made[place : place + 8] = rng.choice((b"\0" * 8, b"\xff" * 8))
            case 5 if rng.random() < 0.3:
                del made[place:]
    return bytes(made)


def repacked(data: bytes, rng: Random) -> bytes:
    """A workbook whose parts are spoilt, left out or empty, packed well."""
    source, made = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    victim = rng.choice(source.namelist())
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            part = source.read(name)
            if name == victim:
                if rng.random() < 0.1:
                    continue
                part = spoilt(part, rng) if rng.random() < 0.8 else b""
            archive.writestr(name, part)
    return made.getvalue()
