#!/usr/bin/env python3
"""Fails every file system call of a run in turn: failing_calls.py KOLB [--error EIO] [--every N] [--threads N]

With --for-ever all calls from there on fail, as on a full or a broken disk. Whatever fails, the
program must end with a sentence and never with a crash; what is left must be resumed, without
faults, to the events and weights of the undisturbed run.
"""

import argparse
import errno
import os
import shutil
import tempfile

from common import begin, call, crashed, difference, preload, resume


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kolb")
    parser.add_argument("--error", default="EIO", choices=["EIO", "ENOSPC", "EROFS", "EMFILE"])
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--for-ever", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    library, failures, ends = preload(), 0, {}
    with tempfile.TemporaryDirectory(prefix="kolb-calls-") as folder:
        whole = os.path.join(folder, "whole")
        count = os.path.join(folder, "count")
        assert call(options.kolb, begin(whole, threads=options.threads), {
            "LD_PRELOAD": library, "FAULTS_ROOT": whole, "FAULTS_COUNT": count})[0] == 0
        with open(count) as file:
            calls = int(file.read())
        for number in range(1, calls + 1, options.every):
            run = os.path.join(folder, "run")
            code, said = call(options.kolb, begin(run, threads=options.threads), {
                "LD_PRELOAD": library, "FAULTS_ROOT": run, "FAULTS_FAIL": str(number),
                "FAULTS_FOR": "0" if options.for_ever else "1",
                "FAULTS_ERROR": str(getattr(errno, options.error))})
            problem = None
            if crashed(code, said):
                problem = f"crashes, code {code}: {said[-300:]}"
            elif code != 0 and "error:" not in said:
                problem = f"ends with code {code} and no sentence: {said[-300:]}"
            ends[code] = ends.get(code, 0) + 1
            if problem is None:
                begun = os.path.exists(os.path.join(run, "run.toml"))
                if not begun:
                    shutil.rmtree(run, ignore_errors=True)
                again, words = call(
                    options.kolb,
                    resume(run) if begun else begin(run, threads=options.threads))
                problem = f"does not go on: {words[-300:]}" if again else difference(run, whole)
            if problem:
                failures += 1
                print(f"call {number} of {calls}: {problem}", flush=True)
            shutil.rmtree(run, ignore_errors=True)
    os.remove(library)
    words = ", ".join(f"{number} with code {code}" for code, number in sorted(ends.items()))
    print(f"{options.error}: {sum(ends.values())} of {calls} calls failed in turn ({words}); "
          f"{failures} did not end well")
    raise SystemExit(failures > 0)


if __name__ == "__main__":
    main()
