#!/usr/bin/env python3
"""Measures the dashboard through a pseudo-terminal of its own.

  screen.py KOLB latency              key to screen while training, 100 keys
  screen.py KOLB idle RUN             bytes and processor time a second on a finished run
  screen.py KOLB open LOG             time until the first picture
  screen.py KOLB seek RUN [N]         key to the whole picture when looking back in a long run
  screen.py KOLB live [SECONDS [PACE]] processor time, pictures and bytes a second while training,
                                      as fast as it goes or at so many steps a second
  screen.py KOLB share [STEPS] [N]    seconds of training with and without dashboard

Needs nothing but Python.
"""

import fcntl
import json
import os
import pty
import random
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time


class Screen:
    """A program on a terminal of 160 x 45 cells."""

    def __init__(self, words):
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.environ["TERM"] = "xterm-256color"
            os.environ["LANG"] = "C.UTF-8"
            os.execv(words[0], words)
        size = struct.pack("HHHH", 45, 160, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)

    def read(self, seconds):
        """The bytes that arrive first within a time; none if none do."""
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        try:
            return os.read(self.terminal, 1 << 20) if ready else b""
        except OSError:
            return b""

    def settle(self, seconds):
        """Reads on until nothing came for so long."""
        count = 0
        while bytes_read := self.read(seconds):
            count += len(bytes_read)
        return count

    def write(self, text):
        os.write(self.terminal, text.encode())

    def ticks(self):
        """Seconds of processor time so far, of all threads."""
        with open(f"/proc/{self.process}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def latency(kolb):
    folder = tempfile.mkdtemp()
    begin = time.monotonic()
    screen = Screen([kolb, "run", "frozenlake", "--steps", "10000", "--out", folder + "/run"])
    size = 0
    while size < 2000:
        size += len(screen.read(30))
    print(f"first picture after {time.monotonic() - begin:.2f} s")
    screen.settle(0.05)
    times = []
    for index in range(100):
        # Between two pictures of the run itself, so that what comes next answers the key.
        while screen.read(0.015):
            pass
        begin = time.monotonic()
        screen.write("2345671"[index % 7])  # never the view that is shown already
        if screen.read(2):
            times.append((time.monotonic() - begin) * 1e3)
    print(
        f"key to screen, {len(times)} keys: median {statistics.median(times):.1f} ms, "
        f"p99 {quantile(times, 0.99):.1f} ms, longest {max(times):.1f} ms")
    screen.kill()
    stop(folder + "/run")
    shutil.rmtree(folder)


def stop(run):
    """Ends the engine of a run, which does not end with its dashboard."""
    with open(run + "/.lock") as file:
        engine = int(file.read().split()[0])
    os.kill(engine, signal.SIGKILL)
    while os.path.exists(f"/proc/{engine}") and not is_zombie(engine):
        time.sleep(0.01)


def is_zombie(process):
    with open(f"/proc/{process}/stat") as file:
        return file.read().rsplit(")", 1)[1].split()[0] == "Z"


def live(kolb, seconds, pace=None):
    folder = tempfile.mkdtemp()
    run = folder + "/run"
    options = ["--pace", pace] if pace else []
    screen = Screen([kolb, "run", "frozenlake", "--steps", "100000", "--out", run, *options])
    size = 0
    while size < 2000:
        size += len(screen.read(30))
    before, begin = screen.ticks(), time.monotonic()
    sent = pictures = 0
    last = 0.0
    while time.monotonic() - begin < seconds:
        count = len(screen.read(0.1))
        if not count:
            continue
        sent += count
        # The pieces of one picture come within a few milliseconds.
        if time.monotonic() - last > 0.02:
            pictures += 1
        last = time.monotonic()
    used = screen.ticks() - before
    print(
        f"live {seconds:.0f} s: {100 * used / seconds:.2f} % of a core, "
        f"{pictures / seconds:.1f} pictures and {sent / seconds:.0f} bytes a second")
    screen.kill()
    stop(run)
    shutil.rmtree(folder)


def idle(kolb, run):
    screen = Screen([kolb, "open", run])
    screen.settle(2)
    before, begin = screen.ticks(), time.monotonic()
    sent = 0
    while time.monotonic() - begin < 20:
        sent += len(screen.read(1))
    seconds = time.monotonic() - begin
    used = screen.ticks() - before
    print(f"idle {seconds:.0f} s: {sent} bytes, {100 * used / seconds:.2f} % of a core")
    screen.kill()


def first_picture(kolb, log):
    times = []
    for _ in range(5):
        begin = time.monotonic()
        screen = Screen([kolb, "open", log])
        size = 0
        while size < 500:
            size += len(screen.read(30))
        times.append(time.monotonic() - begin)
        while screen.read(3):
            pass
        whole = time.monotonic() - begin - 3
        screen.kill()
    print(
        f"{os.path.getsize(log) / 1e6:.0f} MB: first picture after "
        f"{statistics.median(times) * 1e3:.0f} ms, all read after {whole:.1f} s")


def share(kolb, steps, repetitions):
    totals = {"headless": [], "dashboard": []}
    for repetition in range(repetitions):
        # Either goes first every other time, so that a machine that warms up favours neither.
        for kind in sorted(totals, reverse=repetition % 2 == 1):
            folder = tempfile.mkdtemp()
            words = [kolb, "run", "frozenlake", "--steps", str(steps), "--out", folder + "/run"]
            log = folder + "/run/events.jsonl"
            if kind == "headless":
                subprocess.run(words + ["--headless"], stderr=subprocess.DEVNULL, check=True)
            else:
                watch(words, log)
            used = json.loads(tail(log).splitlines()[-1])["time"]["elapsed"]
            totals[kind].append(used)
            print(f"{kind}: {used:.2f} s of training")
            shutil.rmtree(folder)
    one, other = (statistics.median(totals[kind]) for kind in ("headless", "dashboard"))
    print(f"with the dashboard training takes {100 * (other / one - 1):+.1f} %")


def watch(words, log):
    """Runs to the end under the dashboard, which stays until it is told to quit."""
    screen = Screen(words)
    while True:
        screen.read(0.2)
        if os.path.exists(log) and b"run_finished" in tail(log):
            break
    screen.settle(0.5)
    screen.write("q")
    while screen.read(1):
        pass
    os.waitpid(screen.process, 0)


def tail(path):
    with open(path, "rb") as file:
        file.seek(max(0, os.path.getsize(path) - 4096))
        return file.read()


def seek(kolb, run, count):
    """Steps back and on, and to places anywhere; a picture is whole when no more comes."""
    with open(run + "/events.jsonl", "rb") as file:
        file.seek(max(0, os.path.getsize(file.name) - (1 << 20)))
        last = max(json.loads(line).get("step", 0) for line in file.read().split(b"\n")[1:-1])
    screen = Screen([kolb, "open", run])
    screen.read(30)
    screen.settle(5)
    chance = random.Random(1)
    seeks = {
        "< one step back": lambda: "<",
        "> one step on": lambda: ">",
        "left on a curve": lambda: "h",
        ":goto anywhere": lambda: f":goto {chance.randrange(1, last)}\r",
    }
    for name, keys in seeks.items():
        times = []
        for _ in range(count):
            begin = time.monotonic()
            screen.write(keys())
            end = None
            while screen.read(2 if end is None else 0.25):
                end = time.monotonic()
            if end:
                times.append((end - begin) * 1e3)
        if times:
            print(
                f"{name}: median {statistics.median(times):.1f} ms, longest {max(times):.1f} ms, "
                f"n {len(times)}", flush=True)
    screen.kill()


def main():
    kolb, what, *rest = sys.argv[1:]
    kolb = os.path.abspath(kolb)
    if what == "latency":
        latency(kolb)
    elif what == "live":
        live(kolb, float(rest[0]) if rest else 20, *rest[1:2])
    elif what == "idle":
        idle(kolb, rest[0])
    elif what == "open":
        first_picture(kolb, rest[0])
    elif what == "seek":
        seek(kolb, rest[0], int(rest[1]) if rest[1:] else 30)
    elif what == "share":
        share(kolb, int(rest[0]) if rest else 60, int(rest[1]) if rest[1:] else 3)
    else:
        sys.exit(__doc__)


main()
