"""A small service: two processes of four threads on a socket; one answer a matter, in time."""

from __future__ import annotations

import json
import random
import resource
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from typing import Any

import govrules
from report import Report
from varied import answer, matters

PROCESSES, THREADS = 2, 4
POOL = 2_000
ALONE = 50  # of the pool, decided by this process too


def attack(report: Report, count: int) -> None:
    """Ask ``count`` times for matters of a pool, over as many connections as there are threads."""
    alone = govrules.load("beijing", plugins=["govrules"])
    pool = matters(alone, POOL, report.seed)
    right = {at: answer(alone, pool[at]) for at in range(ALONE)}  # of others the first answer
    servers = [
        subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    try:
        ports = [int(server.stdout.readline()) for server in servers if server.stdout]
        asked = [_Asking(report, pool, right, count // (PROCESSES * THREADS)) for _ in range(8)]
        workers = [
            threading.Thread(target=one.run, args=(ports[n % PROCESSES], n))
            for n, one in enumerate(asked)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    finally:
        for server in servers:
            server.kill()
            server.wait()
    times = sorted(t for one in asked for t in one.times)
    report.tried = len(times)
    report.slowest = times[-1] / 1e6
    report.more["server_us"] = {
        "p50": times[len(times) // 2],
        "p99": times[len(times) * 99 // 100],
        "p99.9": times[len(times) * 999 // 1000],
        "max": times[-1],
        "over_5_ms": sum(t > 5000 for t in times),
    }
    memory = Counter[str]()
    for one in asked:
        memory |= one.memory
    report.more["memory_mb_by_calls"] = {k: memory[k] for k in sorted(memory, key=int)}


class _Asking:
    """One connection: asks, checks the answer, and notes how long the server took."""

    def __init__(self, report: Report, pool: list[Any], right: dict[int, str], count: int) -> None:
        self.report, self.pool, self.right, self.count = report, pool, right, count
        self.times: list[int] = []
        self.memory: Counter[str] = Counter()

    def run(self, port: int, number: int) -> None:
        draw = random.Random(f"{self.report.seed}:{number}")
        with socket.create_connection(("127.0.0.1", port)) as link, link.makefile("rw") as file:
            for n in range(self.count):
                if time.monotonic() > self.report.until:
                    return
                at = draw.randrange(len(self.pool))
                file.write(json.dumps(self.pool[at]) + "\n")
                file.flush()
                said, took, memory = json.loads(file.readline())
                self.times.append(took)
                if said != self.right.setdefault(at, said):
                    self.report.differs("another answer", self.pool[at])
                if n % 12_500 == 0:
                    self.memory[str(n * PROCESSES * THREADS)] = memory


def serve() -> None:
    """Print a port; answer matters there, a line each, with the time taken in µs and the memory."""
    j = govrules.load("beijing", plugins=["govrules"])
    j.warm()

    def talk(link: socket.socket) -> None:
        with link, link.makefile("rw") as file:
            for line in file:
                matter = json.loads(line)
                start = time.thread_time_ns()
                said = answer(j, matter)
                took = (time.thread_time_ns() - start) // 1000
                memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                file.write(json.dumps([said, took, memory]) + "\n")
                file.flush()

    with socket.create_server(("127.0.0.1", 0)) as server:
        print(server.getsockname()[1], flush=True)
        while True:
            threading.Thread(target=talk, args=(server.accept()[0],), daemon=True).start()


if __name__ == "__main__":
    serve()
