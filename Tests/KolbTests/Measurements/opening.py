#!/usr/bin/env python3
"""How long a log takes to open, and in how much memory: opening.py KOLB RUN [--times N]

Prints for N openings the seconds, the seconds of processor time, and the most memory of the
program's own (mapped files aside), first without and then with the history that the first one kept;
the pictures must be the same. With --watch, the log is written again while the dashboard shows it,
and its memory is printed for every 100,000 episodes.
"""

import argparse
import hashlib
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time

EPISODE = re.compile(rb'"episode":(\d+)')


def own_memory(pid):
    try:
        with open(f"/proc/{pid}/status") as file:
            found = re.search(r"RssAnon:\s+(\d+)", file.read())
        return int(found.group(1)) / 1024 if found else 0
    except OSError:
        return 0


def opened(kolb, run, cache):
    """Seconds, processor seconds, own memory in MiB and the picture of one opening."""
    before, begin = os.times(), time.time()
    process = subprocess.Popen(
        [kolb, "open", run, "--once", "--size", "100x30"], stdout=subprocess.PIPE,
        env={**os.environ, "XDG_CACHE_HOME": cache})
    peak = 0

    def watch():
        nonlocal peak
        while process.poll() is None:
            peak = max(peak, own_memory(process.pid))
            time.sleep(0.005)

    watcher = threading.Thread(target=watch)
    watcher.start()
    picture = process.stdout.read()
    process.wait()
    seconds = time.time() - begin
    watcher.join()
    after = os.times()
    spent = sum(after[2:4]) - sum(before[2:4])
    return seconds, spent, peak, hashlib.sha256(picture).hexdigest()[:12]


def measure(kolb, run, times, kept_in):
    with tempfile.TemporaryDirectory() as folder:
        cache = kept_in or folder
        for kept in (False, True):
            for _ in range(times):
                if not kept:
                    shutil.rmtree(f"{cache}/kolb", ignore_errors=True)
                seconds, spent, memory, picture = opened(kolb, run, cache)
                print(
                    f"{'with' if kept else 'without'} history: {seconds:.2f} s, {spent:.2f} s of "
                    f"processor, {memory:.0f} MiB, picture {picture}", flush=True)


def watch(kolb, run):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(f"{run}/run.toml", folder)
        log = f"{folder}/events.jsonl"
        process, terminal = pty.fork()
        if process == 0:
            os.environ.update(XDG_CACHE_HOME=folder, TERM="xterm-256color")
            os.execv(kolb, [kolb, "open", folder])
        drain = threading.Thread(target=read_away, args=(terminal,), daemon=True)
        drain.start()
        told = 0
        with open(f"{run}/events.jsonl", "rb") as source, open(log, "wb", 0) as target:
            while piece := source.read(4 << 20):
                target.write(piece)
                time.sleep(0.25)
                episodes = [int(number) for number in EPISODE.findall(piece)[-50:]]
                if episodes and max(episodes) // 100_000 > told:
                    told = max(episodes) // 100_000
                    print(f"{told}00,000 episodes: {own_memory(process):.0f} MiB", flush=True)
        time.sleep(5)
        print(f"at rest: {own_memory(process):.0f} MiB", flush=True)
        os.write(terminal, b"q")
        time.sleep(1)
        os.close(terminal)


def read_away(terminal):
    try:
        while select.select([terminal], [], []) and os.read(terminal, 65536):
            pass
    except OSError:
        pass


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("kolb")
    parser.add_argument("run")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--watch", action="store_true")
    parser.add_argument("--cache", help="the XDG cache to use, instead of one that is removed")
    wanted = parser.parse_args()
    if wanted.watch:
        watch(os.path.abspath(wanted.kolb), wanted.run)
    else:
        measure(os.path.abspath(wanted.kolb), wanted.run, wanted.times, wanted.cache)


main()
