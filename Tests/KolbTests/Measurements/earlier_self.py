#!/usr/bin/env python3
"""Kolb against an earlier build of itself, by turns: earlier_self.py OLD_KOLB KOLB [--pairs N]

Each pair does the whole default run, and a shard of `kolb experiment claims` as OLD_KOLB describes
it, with the one and with the other, the order changing from pair to pair. Both begin with the model
that ships with KOLB.
Printed are medians and ranges of the seconds on the clock and of all processors, and the median of
the pairs' ratios (above 1: KOLB is faster). Needs Python alone.

--threads 1 2 measures the whole run on one thread and on two, and how much the second one gives.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time


class Work:
    """A command line of Kolb; `{out}` and `{model}` stand for folders, `{claims}` for a file."""

    def __init__(self, name, *arguments):
        self.name, self.arguments = name, arguments

    def seconds(self, kolb, places):
        """On the clock, and of all processors."""
        with tempfile.TemporaryDirectory() as folder:
            words = [word.format(out=f"{folder}/out", **places) for word in self.arguments]
            before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            done = subprocess.run([kolb, *words], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, text=True)
            wall, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            sys.exit(f"{kolb} {' '.join(words)} ended with {done.returncode}:\n{done.stderr}")
        return wall, (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def works(wanted):
    sets = [word for value in wanted.set for word in ("--set", value)]
    found = []
    for threads in wanted.threads:
        found.append(Work(
            f"whole default run, {threads} threads", "run", "--headless", "--model", "{model}",
            "--threads", str(threads), "--out", "{out}", *sets))
    if wanted.shard:
        found.append(Work(
            f"claims, shard {wanted.shard}", "experiment", "{claims}", "--shard", wanted.shard,
            "--jobs", "2", "--model", "{model}", "--out", "{out}", *sets))
    return found


def described(kolb, model, folder):
    """The file in which a build says what its claims are: the grid changes from build to build."""
    path = f"{folder}/begun/experiment.toml"
    begun = subprocess.Popen(
        [kolb, "experiment", "claims", "--jobs", "1", "--model", model, "--out", f"{folder}/begun"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not os.path.exists(path) or not os.path.getsize(path):
        if begun.poll() is not None:
            sys.exit(f"{kolb} experiment claims ended before it described itself")
        time.sleep(0.05)
    begun.terminate()
    begun.wait()
    return path


def shown(values, digits=2):
    return (f"{statistics.median(values):.{digits}f} "
            f"({min(values):.{digits}f} – {max(values):.{digits}f})")


def compared(work, old, new, places, pairs):
    """Prints a row, and returns the seconds on the clock of both builds."""
    taken = {old: [], new: []}
    for pair in range(pairs):
        for kolb in (old, new) if pair % 2 == 0 else (new, old):
            taken[kolb].append(work.seconds(kolb, places))
    walls = {kolb: [wall for wall, _ in times] for kolb, times in taken.items()}
    processors = {kolb: [used for _, used in times] for kolb, times in taken.items()}
    print(" | ".join([
        work.name, shown(walls[old]), shown(walls[new]),
        shown([a / b for a, b in zip(walls[old], walls[new])]), shown(processors[old]),
        shown(processors[new]), f"{os.getloadavg()[0]:.2f}"]), flush=True)
    return walls


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("old", help="the earlier build")
    parser.add_argument("new", help="the build of today, whose model both begin with")
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--threads", type=int, nargs="*", default=[2])
    parser.add_argument("--shard", default="1/40", help="of claims; empty for none")
    parser.add_argument("--set", action="append", default=[], help="an option of both, as steps=10")
    wanted = parser.parse_args()
    old, new = os.path.abspath(wanted.old), os.path.abspath(wanted.new)
    if old == new:
        parser.error("the builds are one file")
    print(f"load {os.getloadavg()[0]:.2f}, {os.cpu_count()} cores, pairs {wanted.pairs}")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([new, "benchmark", "--save", folder], check=True)
        model = f"{folder}/model"
        places = {"model": model, "claims": ""}
        if wanted.shard:
            places["claims"] = described(old, model, folder)
        print("work | s before | s now | ratio | processor s before | now | load", flush=True)
        walls = []
        for work in works(wanted):
            walls.append(compared(work, old, new, places, wanted.pairs))
    if len(wanted.threads) > 1:
        for threads, its in list(zip(wanted.threads, walls))[1:]:
            ratios = [a / b for a, b in zip(walls[0][new], its[new])]
            print(f"{threads} threads against {wanted.threads[0]} now: {shown(ratios)}")


if __name__ == "__main__":
    main()
