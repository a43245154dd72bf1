#!/usr/bin/env python3
"""Long logs of other trainers: makes them, and has the dashboard follow one that grows.

    foreign_logs.py make verl FOLDER --records N
    foreign_logs.py make tensorboard FOLDER --records N
    foreign_logs.py follow KOLB verl|tensorboard [--rate R] [--seconds S]

Verl's are dumps of 64 samples a step of some 8 kB each, TensorBoard's one file with values of 20
names. What is made is opened by opening.py. `follow` writes R records a second while the dashboard
shows them, and prints its own memory (mapped files aside) and its processor time ten times.
"""

import argparse
import json
import os
import pty
import random
import select
import struct
import tempfile
import threading
import time

SAMPLES, NAMES = 64, 20
WORDS = "the answer is found by adding both sides and halving what is left of it".split()


class Verl:
    """A file for each step, with one line for each sample."""

    def __init__(self, folder):
        self.folder, self.count, self.file = folder, 0, None
        self.chance = random.Random(1)
        # Texts are drawn once: what is measured is the reader.
        self.texts = [" ".join(self.chance.choices(WORDS, k=1400)) for _ in range(256)]

    def write(self, records):
        for _ in range(records):
            step, sample = divmod(self.count, SAMPLES)
            if sample == 0:
                if self.file:
                    self.file.close()
                self.file = open(f"{self.folder}/{step + 1}.jsonl", "w")
            prompt = step * (SAMPLES // 8) + sample // 8
            self.file.write(json.dumps({
                "input": f"Task {prompt}: " + self.texts[prompt % 256][:400],
                "output": self.texts[self.count * 7 % 256], "gts": str(prompt % 97),
                "score": float(self.chance.random() < 0.3 + step / 20_000), "step": step + 1,
            }) + "\n")
            self.count += 1
        self.file.flush()


class TensorBoard:
    """One file of events: length, checksum, event, checksum."""

    def __init__(self, folder):
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


KINDS = {"verl": Verl, "tensorboard": TensorBoard}


def make(kind, folder, records):
    os.makedirs(folder, exist_ok=True)
    log = KINDS[kind](folder)
    for begin in range(0, records, 10_000):
        log.write(min(10_000, records - begin))


def used(process):
    """Own memory in MiB, and seconds of processor time."""
    with open(f"/proc/{process}/status") as file:
        own = next(int(line.split()[1]) for line in file if line.startswith("RssAnon"))
    with open(f"/proc/{process}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return own / 1024, (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def read_away(terminal):
    try:
        while select.select([terminal], [], []) and os.read(terminal, 65536):
            pass
    except OSError:
        pass


def follow(kolb, kind, rate, seconds):
    with tempfile.TemporaryDirectory() as folder:
        log = KINDS[kind](folder)
        log.write(rate)
        process, terminal = pty.fork()
        if process == 0:
            os.environ.update(XDG_CACHE_HOME=folder + "/.cache", TERM="xterm-256color")
            os.execv(kolb, [kolb, "open", folder])
        threading.Thread(target=read_away, args=(terminal,), daemon=True).start()
        begin, told = time.monotonic(), 0
        while (passed := time.monotonic() - begin) < seconds:
            log.write(max(0, int((passed + 1) * rate) - log.count))
            if passed >= (told + 1) * seconds / 10:
                told += 1
                memory, spent = used(process)
                print(
                    f"{passed:.0f} s, {log.count} records: {memory:.1f} MiB, {spent:.1f} s of "
                    "processor", flush=True)
            time.sleep(0.05)
        memory, spent = used(process)
        print(f"{seconds:.0f} s, {log.count} records: {memory:.1f} MiB, {spent:.1f} s of processor")
        os.write(terminal, b"q")
        time.sleep(1)
        os.close(terminal)
        os.waitpid(process, 0)


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
    wanted = parser.parse_args()
    if wanted.command == "make":
        make(wanted.kind, wanted.folder, wanted.records)
    else:
        follow(os.path.abspath(wanted.kolb), wanted.kind, wanted.rate, wanted.seconds)


main()
