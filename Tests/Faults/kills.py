#!/usr/bin/env python3
"""Kills a run at random moments and resumes it until it is done: kills.py KOLB [--kills N] [--seed N]

Each run must end as the undisturbed one, events and weights. While it goes on, orders are given,
dashboards look at it and branches are tried, and are killed as well.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time

from common import begin, call, crashed, difference, resume


def start(kolb, arguments):
    return subprocess.Popen(
        [kolb, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True)


def kill(process):
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return alive


def trial(kolb, folder, chance, length, most):
    """Kills one run up to `most` times; returns how many of them found it alive."""
    run, kills = os.path.join(folder, "run"), 0
    arguments = begin(run)
    for _ in range(most):
        process = start(kolb, arguments)
        # Half of the kills fall near a place that matters: soon after the start.
        time.sleep(chance.uniform(0, length) * chance.choice([0.2, 1]))
        if chance.random() < 0.2 and os.path.exists(os.path.join(run, "events.jsonl")):
            looker = start(kolb, ["open", run, "--once", "--size=100x30"])
            time.sleep(chance.uniform(0, 0.1))
            kills += kill(looker)
        kills += kill(process)
        if os.path.exists(os.path.join(run, "run.toml")):
            arguments = resume(run)
        else:
            # Nothing was acknowledged yet: what lies there may be begun again.
            shutil.rmtree(run, ignore_errors=True)
    for _ in range(3):
        code, said = call(kolb, arguments)
        if code == 0:
            return kills, run, None
        if crashed(code, said):
            return kills, run, f"code {code}: {said[-400:]}"
    return kills, run, f"does not go on, code {code}: {said[-400:]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kolb")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance, failures, kills, runs = random.Random(options.seed), 0, 0, 0
    with tempfile.TemporaryDirectory(prefix="kolb-kills-") as folder:
        whole = os.path.join(folder, "whole")
        began = time.time()
        code, said = call(options.kolb, begin(whole))
        assert code == 0, said
        length = time.time() - began
        while kills < options.kills:
            place = os.path.join(folder, "trial")
            os.mkdir(place)
            more, run, problem = trial(options.kolb, place, chance, length, chance.randint(1, 6))
            kills, runs = kills + more, runs + 1
            problem = problem or difference(run, whole)
            if problem:
                failures += 1
                kept = f"/tmp/kolb-kill-{options.seed}-{runs}"
                shutil.copytree(place, kept)
                print(f"run {runs}: {problem}; kept in {kept}", flush=True)
            shutil.rmtree(place)
    print(f"{kills} kills over {runs} runs, {failures} ended otherwise than the undisturbed one")
    raise SystemExit(failures > 0)


if __name__ == "__main__":
    main()
