#!/usr/bin/env python3
"""Trains for a long time while people look on: hours.py KOLB [--minutes N] [--pace N] [--seed N]

One engine trains at a pace. A dashboard looks at it all the time and is sent random keys and
sizes, a second one comes and goes, and every minute the folder is copied and the copy is opened.
Each minute a line says how much memory and how many descriptors the engine and the dashboard hold,
and how long the help took from its key to the screen. In the end the log must be that of a run
that nobody watched, but for the notes; memory must be within 5 % of what it was after the first
thirty minutes (of a shorter trial ten, or a seventh of it), and neither descriptors nor the time to
the screen may have grown. So that what a view takes when it is first opened falls into the first
minutes, these go through every view and press each key there once.

The dashboard keeps the words of the latest 2,000 episodes, which at half a step a second are there
after eight minutes and have grown to their full length after thirty: in trials of an hour and more it
is judged from there, and what it had after ten minutes is printed beside it.
"""

import argparse
import fcntl
import os
import pty
import random
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import tempfile
import termios
import time

from common import call, stable_events, weights_of

# Keys that neither end the run, nor change its pace, nor lead to where others are begun.
KEYS = [c.encode() for c in "jkhlgG123456789<>FxtzZHL0+-sCwWnNmdu[]{}?iIaby"] + [
    b"\r", b"\t", b"\x1b", b"\x1b[A", b"\x1b[B", b"\x1b[C", b"\x1b[D", b"\x1b[5~", b"\x1b[6~",
    b"\x1b[H", b"\x1b[F", b"\x1b[Z", b"\x15", b"\x06", b"\x02", b"\x1b/lift>0\r",
    b"\x1b[<64;20;10M", b"\x1b[<0;12;8M", b"\x1b[<0;12;8m"]
# Words of the help. What stands on the screen already is not sent again, so any of them will do.
HELP = (b"let it go on", b"run freely", b"slower pace", b"look back one", b"one phase", b"faster",
        b"latest event", b"question, or", b"any other key", b"is it learning", b"is remembered",
        b"about to break", b"one line an event", b"became of failures", b"learns faster")
ESCAPE = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()*+].|[=>78cDEHMNOZ])")


class Dashboard:
    """A dashboard on a terminal of its own."""

    def __init__(self, kolb, run, home):
        self.master, slave = pty.openpty()
        self.slave = slave
        self.resize(32, 110)
        environment = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "EDITOR": "true",
                       "HOME": home, "XDG_CONFIG_HOME": home}
        self.process = subprocess.Popen(
            [kolb, "open", run], stdin=slave, stdout=slave, stderr=slave, cwd=home,
            env=environment, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        self.sent = 0
        self.pressed = []

    def resize(self, rows, columns):
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def read(self, seconds):
        """What is sent until nothing came for so long."""
        found = bytearray()
        while select.select([self.master], [], [], seconds)[0]:
            found += os.read(self.master, 1 << 16)
        self.sent += len(found)
        return bytes(found)

    def press(self, keys):
        self.pressed = [*self.pressed[-30:], keys]
        os.write(self.master, keys)

    def picture(self):
        """The words on the screen, and the keys that led there: what is to be told of a failure."""
        self.resize(33, 111)
        words = ESCAPE.sub(b"", self.read(2)).decode(errors="replace")
        return f"keys {self.pressed}, screen: {words[-3000:]}"

    def latency(self):
        """Milliseconds from the key of the help until its words stand on the screen."""
        for _ in range(4):
            self.press(b"\x1b")
            self.read(0.12)
        self.resize(32, 110)
        self.read(0.5)
        began, found = time.monotonic(), b""
        self.press(b"?")
        while time.monotonic() - began < 10:
            if select.select([self.master], [], [], 0.5)[0]:
                found += os.read(self.master, 1 << 16)
                words = ESCAPE.sub(b"", found)
                if any(sign in words for sign in HELP):
                    taken = (time.monotonic() - began) * 1000
                    self.press(b"\x1b")
                    self.read(0.2)
                    return taken
        print(f"no help: {self.picture()}", flush=True)
        return None

    def leave(self):
        """The exit code after it was asked to leave; None if it had to be killed."""
        for _ in range(50):
            self.press(b"\x1b\x1b")
            self.read(0.2)
            self.press(b"q")
            self.read(0.2)
            if self.process.poll() is not None:
                break
            # A run that is live is asked about: leave it training.
            self.press(b"\r")
            self.read(0.3)
            if self.process.poll() is not None:
                break
        code = self.process.poll()
        if code is None:
            print(f"did not leave: {self.picture()}", flush=True)
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)
        return code


def memory(process):
    """Resident MiB that are its own."""
    with open(f"/proc/{process}/status") as file:
        return int(re.search(r"RssAnon:\s+(\d+)", file.read()).group(1)) / 1024


def descriptors(process):
    return len(os.listdir(f"/proc/{process}/fd"))


def copy_opens(kolb, run, folder):
    """What is wrong with a copy that was made while the run went on; None if nothing."""
    copy = os.path.join(folder, "copy")
    if shutil.which("rsync"):
        subprocess.run(["rsync", "-a", run + "/", copy], stderr=subprocess.DEVNULL)
    else:
        subprocess.run(["cp", "-r", run, copy], stderr=subprocess.DEVNULL)
    code, said = call(kolb, ["open", copy, "--once", "--size=100x30"])
    with open(os.path.join(run, "events.jsonl"), "rb") as one:
        with open(os.path.join(copy, "events.jsonl"), "rb") as other:
            text = other.read()
            same = one.read(len(text)) == text
    shutil.rmtree(copy)
    if code:
        return f"a copy does not open: {said[-200:]}"
    return None if same else "the log of a copy is not the beginning of the log"


def arguments(run, steps, pace):
    return ["run", "frozenlake", "--headless", "--seed=7", f"--steps={steps}", "--threads=1",
            "--set=evaluation.episodes=8", "--set=evaluation.every=50", "--set=prompts_per_step=2",
            "--set=checkpoint_every=50", "--set=checkpoint_keep=3", f"--pace={pace}",
            f"--out={run}"]


def first_keys(chance):
    """Every key once in every view, in an order by chance."""
    found = []
    for view in b"123456789":
        keys = list(KEYS)
        chance.shuffle(keys)
        for key in keys:
            found += [bytes([view]), key]
    return found


def watch(kolb, run, folder, engine, minutes, chance):
    """Looks at the run until its time is over; the samples, a tuple a minute, and what was wrong."""
    first, second = Dashboard(kolb, run, folder), None
    began, samples, problems, keys, opened = time.monotonic(), [], [], 0, 0
    ahead = first_keys(chance)
    print("minute  engine MiB  fds  dashboard MiB  fds  key to screen ms  keys", flush=True)
    for minute in range(1, minutes + 1):
        latencies = []
        if second is None and minute % 3 == 1:
            second, opened = Dashboard(kolb, run, folder), opened + 1
        elif second is not None and minute % 3 == 0:
            if (code := second.leave()) != 0:
                problems.append(f"minute {minute}: the second dashboard ended with {code}")
            second = None
        while time.monotonic() - began < minute * 60:
            for board in filter(None, (first, second)):
                if chance.random() < 0.08:
                    board.resize(chance.randint(8, 60), chance.randint(20, 220))
                board.press(ahead.pop(0) if ahead and board is first else chance.choice(KEYS))
                keys += 1
                board.read(0.05)
            time.sleep(0.02 if ahead else chance.uniform(0.1, 0.6))
            if chance.random() < 0.05:
                latencies.append(first.latency())
            if first.process.poll() is not None:
                return samples, [*problems, f"minute {minute}: the dashboard ended"], keys, opened
        problem = copy_opens(kolb, run, folder)
        if problem:
            problems.append(f"minute {minute}: {problem}")
        if engine.poll() is not None:
            break
        known = [value for value in latencies if value is not None]
        if len(known) < len(latencies):
            problems.append(f"minute {minute}: the help did not come within 10 s")
        sample = (memory(engine.pid), descriptors(engine.pid), memory(first.process.pid),
                  descriptors(first.process.pid), statistics.median(known) if known else None)
        samples.append(sample)
        shown = "–" if sample[4] is None else f"{sample[4]:.0f}"
        print(f"{minute:6}  {sample[0]:10.1f}  {sample[1]:3}  {sample[2]:13.1f}  {sample[3]:3}  "
              f"{shown:>16}  {keys}", flush=True)
    for board in filter(None, (first, second)):
        if (code := board.leave()) != 0:
            problems.append(f"a dashboard ended with {code}")
    return samples, problems, keys, opened


def judge(samples):
    """What grew, in words."""
    lead = 30 if len(samples) >= 60 else 10 if len(samples) >= 30 else len(samples) // 7
    if lead == 30:
        print(f"after minute 10, MiB: engine {samples[10][0]:.1f}, "
              f"dashboard {samples[10][2]:.1f}")
    # What a dashboard holds goes up and down with what was pressed last: medians of long stretches.
    width = max(1, min(30, (len(samples) - lead) // 2))
    early, late = samples[lead:lead + width], samples[-width:]
    problems = []
    for place, name in ((0, "memory of the engine, MiB"), (2, "memory of the dashboard, MiB")):
        one, other = (statistics.median(s[place] for s in part) for part in (early, late))
        growth = (other - one) / one
        print(f"{name}: {one:.1f} after minute {lead}, {other:.1f} at the end, {growth:+.1%}")
        if growth > 0.05:
            problems.append(f"{name}: {growth:+.1%}")
    for place, name in ((1, "descriptors of the engine"), (3, "descriptors of the dashboard")):
        one, other = early[0][place], late[-1][place]
        print(f"{name}: {one}, {other} at the end")
        if other > one:
            problems.append(f"{name} grew from {one} to {other}")
    ends = max(1, lead)
    times = [[s[4] for s in part if s[4] is not None] for part in (samples[:ends], samples[-ends:])]
    if all(times):
        one, other = map(statistics.median, times)
        print(f"key to screen, ms: {one:.1f} in the first {ends} minutes, {other:.1f} in the last")
        if other > 1.5 * one + 20:
            problems.append(f"key to screen grew from {one:.1f} to {other:.1f} ms")
    return problems


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kolb")
    parser.add_argument("--minutes", type=int, default=120)
    parser.add_argument("--pace", type=float, default=0.5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    kolb, chance = os.path.abspath(options.kolb), random.Random(options.seed)
    steps = int(options.minutes * 60 * options.pace * 1.2) + 1
    with tempfile.TemporaryDirectory(prefix="kolb-hours-") as folder:
        run, whole = os.path.join(folder, "run"), os.path.join(folder, "whole")
        # Whatever is pressed, no other run can be begun beside this one.
        open(os.path.join(folder, "runs"), "w").close()
        with open(os.path.join(folder, "said"), "wb") as said:
            engine = subprocess.Popen(
                [kolb, *arguments(run, steps, options.pace)], stdin=subprocess.DEVNULL,
                stdout=said, stderr=said, start_new_session=True)
        while not os.path.exists(os.path.join(run, "events.jsonl")):
            time.sleep(0.1)
        samples, problems, keys, opened = watch(
            kolb, run, folder, engine, options.minutes, chance)
        if engine.poll() is None:
            engine.send_signal(signal.SIGTERM)
        if (code := engine.wait()) < 0:
            problems.append(f"the engine ended with {code}")
        problems += judge(samples)
        # The rest of the run at full speed, and then the same without anybody.
        code, said = call(kolb, ["resume", "--headless", "--pace=free", run], timeout=3600)
        if code:
            problems.append(f"does not go on: {said[-300:]}")
        code, said = call(kolb, arguments(whole, steps, "free"), timeout=3600)
        assert code == 0, said
        ours, theirs = stable_events(run), stable_events(whole)
        place = next((i for i, (a, b) in enumerate(zip(ours, theirs)) if a != b), None)
        if place is not None or len(ours) != len(theirs):
            problems.append(f"{len(ours)} events instead of {len(theirs)}; the first to differ: "
                            f"{place}")
        if weights_of(run, steps) != weights_of(whole, steps):
            problems.append("the weights differ")
        print(f"{len(ours)} events over {steps} steps, {len(samples)} minutes, {keys} keys, "
              f"{opened} second dashboards, {len(samples)} copies: "
              + ("; ".join(problems) or "all as promised"))
    raise SystemExit(bool(problems))


if __name__ == "__main__":
    main()
