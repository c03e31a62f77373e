"""Load a service on loopback: decisions a second through the batch, p50 and p99 of one decision.

    python tools/load_service.py --rows 20000 --single 3000 --log FOLDER

Every answer is held against the library. One worker, one client beside it on the same machine.
"""

from __future__ import annotations

import argparse
import http.client
import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import govrules

KINDS = ("complaint", "violation")


def matters(j: govrules.Jurisdiction, count: int) -> list[dict[str, str]]:
    """Distinct matters: items, places and days by turns."""
    items = j.fields["item"].tree.leaves[:40]
    places = [c for d in j.territory.children("11") for c in j.territory.children(d)]
    return [
        {
            "id": str(n),
            "kind": KINDS[n % 2],
            "item": items[n % len(items)],
            "place": places[n % len(places)],
            "on": f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}",
        }
        for n in range(count)
    ]


def memory(pid: int) -> int:
    """The resident megabytes of a process, where the system tells."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0
    line = next(s for s in status.read_text().splitlines() if s.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


def post(port: int, path: str, body: bytes, media: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("POST", path, body, {"Content-Type": media})
    answer = connection.getresponse().read()
    connection.close()
    return answer


def single(port: int, records: list[dict[str, str]], right: list[str]) -> list[float]:
    """How many milliseconds each took, on one connection."""
    connection, taken = http.client.HTTPConnection("127.0.0.1", port), []
    for record, expected in zip(records, right, strict=True):
        body = json.dumps(record).encode()
        start = time.perf_counter()
        connection.request("POST", "/decide?ask=plain", body, {"Content-Type": "application/json"})
        answer = connection.getresponse().read()
        taken.append((time.perf_counter() - start) * 1e3)
        assert answer.decode() == expected
    return sorted(taken)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--single", type=int, default=3000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--log", help="a folder for the decision log; none where not given")
    told = parser.parse_args()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = ["--log", told.log] if told.log else []
    command = [sys.executable, "-m", "govrules.cli", "serve", "--port", str(port), *log]
    service = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        return measure(port, service.pid, told)
    finally:
        service.terminate()
        service.wait()


def measure(port: int, pid: int, told: argparse.Namespace) -> int:
    j = govrules.load("beijing")
    records = matters(j, told.rows)
    right = [j.decide(r, ask="plain").to_json() for r in records]
    sent = "\n".join(json.dumps(r) for r in records).encode()
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.2)
    for number in range(told.rounds + 1):
        start = time.perf_counter()
        answer = post(port, "/decide/batch", sent, "application/x-ndjson").decode()
        seconds = time.perf_counter() - start
        assert answer.splitlines() == right
        name = "cold" if number == 0 else f"warm {number}"
        print(f"batch {name}: {told.rows / seconds:,.0f} a second, {memory(pid)} MB")
    taken = single(port, records[: told.single], right[: told.single])
    for share in (0.5, 0.99):
        print(f"single p{share * 100:g}: {taken[int(len(taken) * share)]:.2f} ms")
    print(f"memory: {memory(pid)} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
