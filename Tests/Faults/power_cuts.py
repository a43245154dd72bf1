#!/usr/bin/env python3
"""Cuts the power at every change of a run's folder: power_cuts.py KOLB [--every N] [--seed N] [--threads N]

One run is recorded by `faults.c`: every change, and what was made to last by fsync. From each
prefix of the record several states of the disk are made, as a power cut may leave them:

  all        everything arrived
  data lost  what was written to a file since its last fsync never arrived, names did
  names lost what was created, renamed or removed in a folder since its last fsync never arrived
  both       neither
  torn       of each unsynced write and name some arrived, by chance, a write perhaps in part

(The kinds of reordering that ALICE, Pillai et al. 2014, found file systems to allow; SQLite's own
tests cut in the same ways.) Each state is resumed and must end as the undisturbed run did. A
checkpoint that was made to last, log and all, must be the one that is gone on from, or a later one.
"""

import argparse
import json
import os
import random
import re
import shutil
import tempfile

from common import begin, call, crashed, difference, events, preload, resume

KINDS = ("all", "data lost", "names lost", "both", "torn")


class File:
    def __init__(self):
        self.data, self.synced, self.pending = bytearray(), b"", []

    def apply(self, change, cut=None):
        kind, offset, data = change
        if kind == "truncate":
            self.data = self.data[:offset].ljust(offset, b"\0")
        else:
            data = data if cut is None else data[:cut]
            if len(self.data) < offset:
                self.data = self.data.ljust(offset, b"\0")
            self.data[offset:offset + len(data)] = data


class Disk:
    """What is where: names of folders and files, contents, and which of both would last."""

    def __init__(self, root):
        self.root = root
        self.files, self.names, self.lasting, self.pending = {}, {}, {}, []

    def inside(self, path):
        return os.path.relpath(path, self.root)

    def change(self, record, data):
        do = record["do"]
        if do in ("write", "truncate"):
            file = self.files.setdefault(record["inode"], File())
            change = (do, record["offset"], data)
            file.apply(change)
            file.pending.append(change)
        elif do == "sync":
            name = self.inside(record["path"])
            if record["inode"] in self.files:
                file = self.files[record["inode"]]
                file.synced, file.pending = bytes(file.data), []
                # A file that was made to last is found: journals write its name with it.
                self.settle(lambda step: name in step[1:])
            else:
                self.settle(lambda step: any(
                    os.path.dirname(path) == ("" if name == "." else name)
                    for path in step[1:] if isinstance(path, str)))
        else:
            step = self.step(record)
            self.perform(self.names, step)
            self.pending.append(step)

    def step(self, record):
        path = self.inside(record["path"])
        do = record["do"]
        if do == "create":
            self.files[record["inode"]] = File()
            return ("create", path, record["inode"])
        if do == "rename":
            return ("rename", path, self.inside(record["to"]))
        return (do, path)

    @staticmethod
    def perform(names, step):
        do, path = step[0], step[1]
        if do == "create":
            names[path] = step[2]
        elif do == "mkdir":
            names[path] = None
        elif do in ("unlink", "rmdir"):
            names.pop(path, None)
        else:
            moved = {name: what for name, what in names.items()
                     if name == path or name.startswith(path + "/")}
            for name, what in moved.items():
                del names[name]
            for name, what in moved.items():
                names[step[2] + name[len(path):]] = what

    def settle(self, lasts):
        """Makes the steps last that meet a condition, with all before the last of them."""
        last = max((i for i, step in enumerate(self.pending) if lasts(step)), default=-1)
        for step in self.pending[:last + 1]:
            self.perform(self.lasting, step)
        del self.pending[:last + 1]

    def state(self, kind, chance):
        """Names and contents that a cut leaves."""
        loses_names, loses_data = kind in ("names lost", "both"), kind in ("data lost", "both")
        names = dict(self.lasting if loses_names or kind == "torn" else self.names)
        if kind == "torn":
            # Names arrive in their order up to some one, as a journal has it.
            for step in self.pending[:chance.randint(0, len(self.pending))]:
                self.perform(names, step)
        contents = {}
        for name, inode in names.items():
            if inode is None:
                continue
            file = self.files[inode]
            if kind == "torn":
                torn = File()
                torn.data = bytearray(file.synced)
                for change in file.pending:
                    if chance.random() < 0.5:
                        size = len(change[2] or b"")
                        torn.apply(change, chance.choice([size, size, chance.randint(0, size)]))
                contents[name] = bytes(torn.data)
            else:
                contents[name] = file.synced if loses_data else bytes(file.data)
        return names, contents


def lay(names, contents, target):
    os.mkdir(target)
    for name in sorted(names, key=lambda name: name.count("/")):
        path = os.path.join(target, name)
        if name == ".":
            continue
        if names[name] is None:
            os.makedirs(path, exist_ok=True)
        elif os.path.isdir(os.path.dirname(path)):
            with open(path, "wb") as file:
                file.write(contents[name])


def lasting_step(disk):
    """The step of the newest checkpoint that would last with the log under it; 0 for none."""
    steps = []
    for name in disk.lasting:
        found = re.fullmatch(r"checkpoints/step-(\d+)", name)
        if not found:
            continue
        inside = [disk.files[inode] for path, inode in disk.lasting.items()
                  if inode is not None and path.startswith(name + "/")]
        state = disk.lasting.get(name + "/loop.json")
        log = disk.lasting.get("events.jsonl")
        if state is None or log is None or any(file.pending for file in inside):
            continue
        offset = json.loads(disk.files[state].synced)["logOffset"]
        if len(disk.files[log].synced) >= offset:
            steps.append(int(found.group(1)))
    return max(steps, default=0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kolb")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    chance, library = random.Random(options.seed), preload()
    tried, failures, fresh = dict.fromkeys(KINDS, 0), 0, 0
    with tempfile.TemporaryDirectory(prefix="kolb-cuts-") as folder:
        whole, record = os.path.join(folder, "whole"), os.path.join(folder, "record")
        code, said = call(options.kolb, begin(whole, threads=options.threads), {
            "LD_PRELOAD": library, "FAULTS_ROOT": whole, "FAULTS_RECORD": record})
        assert code == 0, said
        with open(record) as file:
            changes = [json.loads(line) for line in file]
        with open(record + ".bytes", "rb") as file:
            data = file.read()
        disk, seen = Disk(whole), set()
        for number, change in enumerate(changes, 1):
            at = change.get("at")
            disk.change(change, None if at is None else data[at:at + change["size"]])
            if number % options.every:
                continue
            must = lasting_step(disk)
            for kind in KINDS:
                names, contents = disk.state(kind, chance)
                key = hash((tuple(sorted(names)), tuple(sorted(contents.items()))))
                if key in seen:
                    continue
                seen.add(key)
                tried[kind] += 1
                run = os.path.join(folder, "run")
                lay(names, contents, run)
                problem = after_cut(options.kolb, run, whole, must)
                if problem == "fresh":
                    fresh += 1
                elif problem:
                    failures += 1
                    print(f"change {number} of {len(changes)}, {kind}: {problem}", flush=True)
                shutil.rmtree(run)
    os.remove(library)
    words = ", ".join(f"{kind} {count}" for kind, count in tried.items())
    print(f"{len(changes)} changes; states of the disk: {words}; {fresh} before anything was "
          f"promised; {failures} did not end as the undisturbed run")
    raise SystemExit(failures > 0)


def after_cut(kolb, run, whole, must):
    """What is wrong with how a run goes on after a cut; None if nothing, "fresh" if there was none."""
    if not os.path.exists(os.path.join(run, "run.toml")):
        return None if must else "fresh"
    kept = sorted(os.listdir(os.path.join(run, "checkpoints"))) if os.path.isdir(
        os.path.join(run, "checkpoints")) else []
    code, said = call(kolb, resume(run))
    if crashed(code, said):
        return f"crashes, code {code}: {said[-300:]}"
    if code != 0:
        if must:
            return f"step {must} was promised, and it does not go on ({kept}): {said[-300:]}"
        # Nothing was promised: said so, it may be asked to begin anew.
        code, words = call(kolb, [*resume(run), "--from-start"])
        if code != 0:
            return "fresh" if "error:" in said else f"code {code}: {said[-200:]} {words[-200:]}"
    return difference(run, whole)


if __name__ == "__main__":
    main()
