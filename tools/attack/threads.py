"""Threads on one jurisdiction whose memory is renewed meanwhile: the answers of one thread."""

from __future__ import annotations

import random
import sys
import threading
import time

import govrules
from govrules.classes import template_cache
from report import Report
from town import blueprint
from varied import answer, matters

THREADS = 8
POOL = 400
RENEWALS = 0.2


def attack(report: Report, count: int) -> None:
    """Make up to ``count`` calls; memory is small, and cleared 5 times a second."""
    alone = govrules.Jurisdiction(blueprint())
    pool = matters(alone, POOL, report.seed)
    right = [answer(alone, matter) for matter in pool]
    template_cache.MOST_CASES = 100
    shared = govrules.Jurisdiction(blueprint())
    sys.setswitchinterval(1e-5)
    calls, renewals, ended = [0] * THREADS, [0], threading.Event()

    def run(number: int) -> None:
        draw = random.Random(f"{report.seed}:{number}")
        while not ended.is_set() and calls[number] * THREADS < count:
            at = draw.randrange(POOL)
            found = report.call(lambda matter=pool[at]: answer(shared, matter), pool[at])
            calls[number] += 1
            if found != right[at]:
                report.differs("another answer", pool[at])

    def renew() -> None:
        while not ended.wait(RENEWALS):
            shared.clear()
            renewals[0] += 1

    workers = [threading.Thread(target=run, args=(n,)) for n in range(THREADS)]
    workers.append(threading.Thread(target=renew))
    for worker in workers:
        worker.start()
    for worker in workers[:-1]:
        worker.join(max(0.0, report.until - time.monotonic()))
    ended.set()
    for worker in workers:
        worker.join()
    report.tried, report.more["renewals"] = sum(calls), renewals[0]
