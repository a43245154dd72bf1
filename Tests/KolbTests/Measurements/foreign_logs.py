#!/usr/bin/env python3
"""Long logs of other trainers: makes them, and has the dashboard follow one that grows.

    foreign_logs.py make verl|metrics|tensorboard FOLDER --records N
    foreign_logs.py follow KOLB verl|metrics|tensorboard [--rate R] [--seconds S]

Verl's are dumps of 64 samples a step, or --samples, of some 8 kB each, or --words; the others are one
file with values of 20 names. What is made is opened by opening.py. `follow` writes R records
a second while the dashboard shows them, and prints every minute its own memory (mapped files aside)
and its processor time; at the end it prints what the screen says of where the log ends, which holds
the last record if none was lost.

    foreign_logs.py watch WORD COMMAND...

runs any viewer on a terminal and prints when WORD stood on its screen first, when it came to rest,
and the processor time and the most memory that it took until then. The same files, one after another:

    foreign_logs.py watch metric_0 KOLB open tb1m
    foreign_logs.py watch metric_0 terminalboard tb1m       # pip install terminalboard
    foreign_logs.py watch metric_0 wandb leet run WANDB     # pip install wandb
    foreign_logs.py watch metric_0 python -c 'import sys, time
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    log = EventAccumulator(sys.argv[1], {"scalars": 0}); log.Reload()
    print(log.Tags()); time.sleep(99)' tb1m
    foreign_logs.py watch Task python verl/scripts/rollout_viewer.py DUMPS
"""

import argparse
import fcntl
import json
import os
import pty
import random
import re
import select
import signal
import struct
import tempfile
import termios
import threading
import time

NAMES = 20
WORDS = "the answer is found by adding both sides and halving what is left of it".split()


class Verl:
    """A file for each step, with one line for each sample."""

    def __init__(self, folder, words, samples):
        self.folder, self.samples, self.count, self.file = folder, samples, 0, None
        self.chance = random.Random(1)
        # Texts are drawn once: what is measured is the reader.
        self.texts = [" ".join(self.chance.choices(WORDS, k=words)) for _ in range(256)]

    def write(self, records):
        for _ in range(records):
            step, sample = divmod(self.count, self.samples)
            if sample == 0:
                if self.file:
                    self.file.close()
                self.file = open(f"{self.folder}/{step + 1}.jsonl", "w")
            prompt = step * (self.samples // 8) + sample // 8
            self.file.write(json.dumps({
                "input": f"Task {prompt}: " + self.texts[prompt % 256][:400],
                "output": self.texts[self.count * 7 % 256], "gts": str(prompt % 97),
                "score": float(self.chance.random() < 0.3 + step / 20_000), "step": step + 1,
            }) + "\n")
            self.count += 1
        self.file.flush()


class Metrics:
    """One file with an object for each value."""

    def __init__(self, folder, words, samples):
        self.file = open(f"{folder}/metrics.jsonl", "w")
        self.count, self.chance = 0, random.Random(1)

    def write(self, records):
        for _ in range(records):
            step, name = divmod(self.count, NAMES)
            value = self.chance.gauss(name, 1)
            self.file.write(json.dumps({"step": step, f"train/metric_{name}": value}) + "\n")
            self.count += 1
        self.file.flush()


class TensorBoard:
    """One file of events: length, checksum, event, checksum."""

    def __init__(self, folder, words, samples):
        self.file = open(f"{folder}/events.out.tfevents.1700000000.host.1.0", "wb")
        self.count, self.chance = 0, random.Random(1)
        self.file.write(record(field(3, b"brain.Event:2") + b"\x09" + struct.pack("<d", 1.7e9)))

    def write(self, records):
        for _ in range(records):
            step, name = divmod(self.count, NAMES)
            value = field(1, f"train/metric_{name}".encode()) + b"\x15" + struct.pack(
                "<f", self.chance.gauss(name, 1))
            self.file.write(record(
                b"\x09" + struct.pack("<d", 1.7e9 + step) + b"\x10" + varint(step)
                + field(5, field(1, value))))
            self.count += 1
        self.file.flush()


def varint(number):
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    return bytes(out) + bytes([number])


def field(number, content):
    return bytes([number << 3 | 2]) + varint(len(content)) + content


def table():
    """Of the checksum CRC-32C, a byte at a time."""
    entries = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        entries.append(byte)
    return entries


CHECKSUMS = table()


def checksum(content):
    rest = 0xFFFFFFFF
    for byte in content:
        rest = CHECKSUMS[(rest ^ byte) & 255] ^ rest >> 8
    rest ^= 0xFFFFFFFF
    return struct.pack("<I", (rest >> 15 | rest << 17) + 0xA282EAD8 & 0xFFFFFFFF)


def record(event):
    length = struct.pack("<Q", len(event))
    return length + checksum(length) + event + checksum(event)


KINDS = {"verl": Verl, "metrics": Metrics, "tensorboard": TensorBoard}


def make(kind, folder, records, *form):
    os.makedirs(folder, exist_ok=True)
    log = KINDS[kind](folder, *form)
    for begin in range(0, records, 10_000):
        log.write(min(10_000, records - begin))


def used(process):
    """Own memory in MiB, and seconds of processor time."""
    with open(f"/proc/{process}/status") as file:
        own = next(int(line.split()[1]) for line in file if line.startswith("RssAnon"))
    with open(f"/proc/{process}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return own / 1024, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Screen:
    """What the program draws: read away, and kept once somebody wants to see it."""

    def __init__(self, terminal):
        self.terminal, self.kept = terminal, None
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        try:
            while select.select([self.terminal], [], []):
                drawn = os.read(self.terminal, 65536)
                if not drawn:
                    return
                if self.kept is not None:
                    self.kept += drawn
        except OSError:
            pass

    def said(self):
        """Numbers of steps and episodes on a screen that is drawn anew."""
        self.kept = b""
        os.write(self.terminal, b"\x0c")
        time.sleep(3)
        text = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", " ", self.kept.decode(errors="replace"))
        found = re.findall(r"(?:step|episode)\s+[\d,]+(?:\s+step\s+[\d,]+)?", text)
        return ", ".join(dict.fromkeys(" ".join(words.split()) for words in found))


def follow(kolb, kind, rate, seconds, *form):
    with tempfile.TemporaryDirectory() as folder:
        log = KINDS[kind](folder, *form)
        log.write(rate)
        process, terminal = pty.fork()
        if process == 0:
            os.environ.update(XDG_CACHE_HOME=folder + "/.cache", TERM="xterm-256color")
            os.execv(kolb, [kolb, "open", folder])
        size = struct.pack("HHHH", 40, 120, 0, 0)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, size)
        screen = Screen(terminal)
        begin, told = time.monotonic(), 0

        def tell(passed):
            memory, spent = used(process)
            load = os.getloadavg()[0]
            print(
                f"{passed:.0f} s, {log.count} records: {memory:.1f} MiB, {spent:.1f} s of "
                f"processor, load {load:.1f}", flush=True)

        while (passed := time.monotonic() - begin) < seconds:
            log.write(max(0, int((passed + 1) * rate) - log.count))
            if passed >= (told + 1) * min(60, seconds / 10):
                told += 1
                tell(passed)
            time.sleep(0.05)
        time.sleep(5)
        tell(time.monotonic() - begin)
        print(f"{log.count} records were written; the screen: {screen.said()}")
        os.write(terminal, b"q")
        time.sleep(1)
        os.close(terminal)
        os.waitpid(process, 0)


def session(process):
    """Memory in MiB, and seconds of processor time, of a process and all that it started."""
    memory = spent = 0
    for name in os.listdir("/proc"):
        try:
            if name.isdigit() and os.getsid(int(name)) == process:
                own, time_of = used(name)
                memory, spent = memory + own, spent + time_of
        except (OSError, StopIteration):
            pass
    return memory, spent


def watch(word, command, longest=900):
    begin = time.monotonic()
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    screen = Screen(terminal)
    screen.kept = b""
    seen, peak, samples = None, 0, []
    while (passed := time.monotonic() - begin) < longest:
        if seen is None and word.encode() in screen.kept:
            seen = passed
            print(f"{word!r} after {seen:.2f} s", flush=True)
        memory, spent = session(process)
        peak = max(peak, memory)
        samples = [(when, time_of) for when, time_of in samples if passed - when < 5]
        samples.append((passed, spent))
        # At rest it takes less than a tenth of a processor for five seconds.
        if seen and passed > 6 and samples[-1][1] - samples[0][1] < 0.5 * (passed - samples[0][0]) / 5:
            break
        time.sleep(0.02 if seen is None else 0.25)
    load = os.getloadavg()[0]
    print(
        f"at rest after {samples[0][0]:.1f} s, {samples[0][1]:.1f} s of processor, at most "
        f"{peak:.0f} MiB, load {load:.1f}: {' '.join(command)[:60]}")
    os.killpg(process, signal.SIGTERM)
    time.sleep(1)
    os.close(terminal)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("kind", choices=KINDS)
    making.add_argument("folder")
    making.add_argument("--records", type=int, required=True)
    following = commands.add_parser("follow")
    following.add_argument("kolb")
    following.add_argument("kind", choices=KINDS)
    following.add_argument("--rate", type=int, default=1000)
    following.add_argument("--seconds", type=float, default=600)
    for command in (making, following):
        command.add_argument("--words", type=int, default=1400)
        command.add_argument("--samples", type=int, default=64)
    watching = commands.add_parser("watch")
    watching.add_argument("word")
    watching.add_argument("viewer", nargs=argparse.REMAINDER)
    wanted = parser.parse_args()
    if wanted.command == "watch":
        watch(wanted.word, wanted.viewer)
    elif wanted.command == "make":
        make(wanted.kind, wanted.folder, wanted.records, wanted.words, wanted.samples)
    else:
        follow(
            os.path.abspath(wanted.kolb), wanted.kind, wanted.rate, wanted.seconds, wanted.words,
            wanted.samples)


main()
