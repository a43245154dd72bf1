#!/usr/bin/env python3
"""Runs where something is wrong with the machine: surroundings.py KOLB [--only TRIAL]

Files that cannot be locked, by a library or on a disk of its own, a lock's file that somebody removed, a clock that jumps, too few
descriptors, too little memory, a folder that is read-only, renamed, removed or swapped. The program
must say what is wrong and never crash, but where there is no memory: then the run must go on
afterwards, without anything missing.
"""

import argparse
import errno
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from common import HERE, begin, call, crashed, difference, preload, resume


class Trials:
    def __init__(self, kolb, folder):
        self.kolb, self.folder, self.library = kolb, folder, preload()
        self.whole = os.path.join(folder, "whole")
        code, said = call(kolb, begin(self.whole))
        assert code == 0, said

    def fresh(self):
        run = os.path.join(self.folder, "run")
        shutil.rmtree(run, ignore_errors=True)
        return run

    def start(self, run, environment=None, pace=4):
        """An engine that trains, with what it says in a file beside the run."""
        said = open(run + ".said", "wb")
        process = subprocess.Popen(
            [self.kolb, *begin(run), f"--pace={pace}"], stdin=subprocess.DEVNULL, stdout=said,
            stderr=said, start_new_session=True, env={**os.environ, **(environment or {})})
        while not os.path.exists(os.path.join(run, "events.jsonl")) or not os.path.getsize(
                os.path.join(run, "events.jsonl")):
            assert process.poll() is None, open(run + ".said").read()
            time.sleep(0.02)
        return process

    def ending(self, run, process, seconds=30):
        """The exit code of an engine, None if it had to be killed, and what it said."""
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            code = None
        with open(run + ".said", errors="replace") as file:
            return code, file.read()

    def goes_on(self, run, environment=None):
        """What is wrong with how a run goes on to its end; None if nothing."""
        arguments = resume(run)
        if not os.path.exists(os.path.join(run, "run.toml")):
            shutil.rmtree(run, ignore_errors=True)
            arguments = begin(run)
        code, said = call(self.kolb, arguments, environment)
        return f"does not go on, code {code}: {said[-300:]}" if code else difference(run, self.whole)

    def no_locks(self):
        for number in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP):
            run = self.fresh()
            environment = {"LD_PRELOAD": self.library, "FAULTS_NO_LOCKS": str(number)}
            first = self.start(run, environment)
            code, said = call(self.kolb, resume(run), environment)
            named = f"by process {first.pid} on this machine" in said
            first.send_signal(signal.SIGKILL)
            first.wait()
            yield os.strerror(number), None if code == 1 and named else f"code {code}: {said[-300:]}"
            yield "and after a kill", self.goes_on(run, environment)

    def disk_without_locks(self):
        """The same on a file system, where the kernel says that there are none."""
        behind, place = (os.path.join(self.folder, name) for name in ("behind", "disk"))
        os.mkdir(behind)
        os.mkdir(place)
        disk = subprocess.Popen(
            [sys.executable, os.path.join(HERE, "disk_without_locks.py"), behind, place],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            for _ in range(100):
                if os.path.ismount(place) or disk.poll() is not None:
                    break
                time.sleep(0.1)
            if not os.path.ismount(place):
                disk.kill()
                said = disk.stderr.read().decode(errors="replace").strip().splitlines()
                yield f"SKIPPED, no such disk here: {said[-1] if said else 'it does not come'}", None
                return
            run = os.path.join(place, "run")
            first = self.start(run)
            code, said = call(self.kolb, resume(run))
            named = f"by process {first.pid} on this machine" in said
            yield "a second engine", None if code == 1 and named else f"code {code}: {said[-300:]}"
            first.send_signal(signal.SIGKILL)
            first.wait()
            yield "and after a kill", self.goes_on(run)
        finally:
            subprocess.run(["umount", "-l", place], stderr=subprocess.DEVNULL)
            disk.kill()
            disk.wait()

    def removed_lock(self):
        run = self.fresh()
        first = self.start(run)
        os.remove(os.path.join(run, ".lock"))
        code, said = call(self.kolb, resume(run))
        first.send_signal(signal.SIGKILL)
        first.wait()
        named = "being written by" in said and "on this machine" in said
        yield "a second engine", None if code == 1 and named else f"code {code}: {said[-300:]}"

    def clock(self):
        for jump in (3600, 10 ** 9):
            run = self.fresh()
            environment = {"LD_PRELOAD": self.library, "FAULTS_JUMP": str(jump)}
            code, said = call(self.kolb, begin(run), environment)
            yield f"by {jump} s", f"code {code}: {said[-300:]}" if code else difference(
                run, self.whole)
            with open(os.path.join(run, "events.jsonl")) as file:
                times = [json.loads(line)["time"]["elapsed"] for line in file]
            yield "seconds of the run", None if times == sorted(times) and 0 <= times[-1] < 600 \
                else f"they go back or jump: {times[:5]} … {times[-3:]}"

    def limited(self, kind, value, name):
        run = self.fresh()
        result = subprocess.run(
            [self.kolb, *begin(run)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, timeout=120,
            preexec_fn=lambda: resource.setrlimit(kind, (value, value)))
        said = result.stderr.decode(errors="replace")
        return result.returncode, said, run

    def descriptors(self):
        # With fewer than six the system library that Swift runs on ends the program.
        for count in [*range(6, 28), 32, 48]:
            code, said, run = self.limited(resource.RLIMIT_NOFILE, count, "descriptors")
            problem = None
            if crashed(code, said):
                problem = f"crashes, code {code}: {said[-300:]}"
            elif code and "error:" not in said and "error while loading" not in said:
                problem = f"code {code} without a sentence: {said[-200:]}"
            yield f"{count} (code {code})", problem or self.goes_on(run)

    def memory(self):
        for megabytes in (64, 96, 128, 160, 200, 256, 320, 400, 512, 768):
            code, said, run = self.limited(resource.RLIMIT_AS, megabytes << 20, "memory")
            yield f"{megabytes} MiB (code {code})", self.goes_on(run)

    def read_only(self):
        run = self.fresh()
        first = self.start(run, pace=20)
        first.send_signal(signal.SIGKILL)
        first.wait()
        environment = {"LD_PRELOAD": self.library, "FAULTS_ROOT": run, "FAULTS_FAIL": "1",
                       "FAULTS_FOR": "0", "FAULTS_ERROR": str(errno.EROFS)}
        code, said = call(self.kolb, resume(run), environment)
        bad = code != 1 or "Read-only" not in said or crashed(code, said)
        yield "resumed", f"code {code}: {said[-300:]}" if bad else None
        code, said = call(self.kolb, ["open", run, "--once", "--size=100x30"], environment)
        yield "opened", f"code {code}: {said[-300:]}" if code else None
        yield "and writable again", self.goes_on(run)

    def vanished(self):
        def swap(run):
            os.rename(os.path.join(run, "events.jsonl"), run + ".old")
            shutil.copy(run + ".old", os.path.join(run, "events.jsonl"))

        for name, harm in (("removed", shutil.rmtree),
                           ("renamed", lambda run: os.rename(run, run + "-elsewhere")),
                           ("its log swapped", swap)):
            run = self.fresh()
            shutil.rmtree(run + "-elsewhere", ignore_errors=True)
            first = self.start(run)
            harm(run)
            code, said = self.ending(run, first)
            bad = code in (None, 0) or crashed(code, said) or "error:" not in said
            yield name, f"code {code}: {said[-300:]}" if bad else None


NAMES = ("no_locks", "disk_without_locks", "removed_lock", "clock", "descriptors", "memory", "read_only", "vanished")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kolb")
    parser.add_argument("--only", choices=NAMES)
    options = parser.parse_args()
    failures = count = 0
    with tempfile.TemporaryDirectory(prefix="kolb-surroundings-") as folder:
        trials = Trials(os.path.abspath(options.kolb), folder)
        for name in [options.only] if options.only else NAMES:
            ends = []
            for what, problem in getattr(trials, name)():
                count += 1
                ends.append(what)
                if problem:
                    failures += 1
                    print(f"{name}, {what}: {problem}", flush=True)
            print(f"{name}: {', '.join(ends)}", flush=True)
        os.remove(trials.library)
    print(f"{count} trials, {failures} not as promised")
    raise SystemExit(failures > 0)


if __name__ == "__main__":
    main()
