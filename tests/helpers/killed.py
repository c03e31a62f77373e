"""The command line run again and again, and killed: each run a fork of one loaded process.

    python killed.py        stdin, a line each: ["folder", ["decide", …], seconds or null]
                            stdout, a line each: [exit code, seconds]

Seconds are of the processor: the system kills a run wherever its work has come by then, however
busy the machine is. Starting Python and loading Beijing takes as long as a run, and nothing is
written meanwhile.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from contextlib import suppress

import govrules
import govrules.cli
import govrules.plugins

with suppress(ModuleNotFoundError):
    import govrules.cases.runtime

__all__: list[str] = []

MATTER = {"kind": "violation", "item": "dogs_animals_dog_fouling", "place": "110102013"}


def run(folder: str, words: list[str], seconds: float | None) -> tuple[int, float]:
    """Fork a run that is killed after so many seconds; its exit code, below zero if it was."""
    child = os.fork()
    if not child:
        if seconds is not None:  # nobody handles this signal, so it kills at once
            signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            os.chdir(folder)
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            govrules.cli.main(words)
        except SystemExit as ended:
            os._exit(ended.code if isinstance(ended.code, int) else 1)
        os._exit(1)
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime


def main() -> None:
    """Run what each line asks for."""
    loaded = govrules.load("beijing", plugins=["govrules"])
    loaded.warm({**MATTER, "on": f"202{n}-03-01"} for n in range(4))

    def load(_id: str, **_options: object) -> govrules.Jurisdiction:
        return loaded

    govrules.plugins.load = load  # type: ignore[assignment]
    for line in sys.stdin:
        print(json.dumps(run(*json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
