#!/usr/bin/env python3
"""What reflections of a good teacher are worth: lift.py KOLB [--steps N] [--seeds N] [--keep FOLDER]

For each seed three short runs of the small model on lakes, which differ in who reflects:

  teacher    a server that knows no more than the attempts it is asked about (teacher.py)
  self       the model itself
  blind      nobody: the second attempt begins as the first did

Prints, of each and over the seeds, how many failed attempts the second attempt solved, and the
difference to the blind retry with a 95 % interval over the seeds (Student's t), then what
'kolb report' says of the runs. Uses only Python's standard library.
"""

import argparse
import json
import math
import os
import subprocess
import tempfile

from teacher import serve

ARMS = {"teacher": None, "self": "self", "blind": "blind"}
# Two-sided 95 % of Student's t by degrees of freedom.
STUDENT = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306}


def train(kolb, folder, arm, seed, steps):
    words = [kolb, "run", "frozenlake", "--headless", f"--seed={seed}", f"--steps={steps}",
             f"--out={folder}", "--set=evaluation.every=0", "--set=probes.share=0",
             "--set=policy.temperature=0.7"]
    server = None
    if arm == "teacher":
        server, url = serve()
        # Asked one after another, so that what it knows does not hang on who is first.
        words += [f"--reflector=openai:{url}", "--reflector-model=teacher", "--set=openai.at_once=1"]
    else:
        words.append(f"--set=erl.reflector={ARMS[arm]}")
    try:
        result = subprocess.run(
            words, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    finally:
        if server:
            server.shutdown()
    assert result.returncode == 0, result.stderr


def retries(folder):
    """The rewards of second attempts at tasks whose first attempt failed."""
    with open(os.path.join(folder, "events.jsonl"), encoding="utf-8") as file:
        events = [json.loads(line) for line in file]
    return [event["reward"] for event in events
            if event["event"] == "attempt" and event.get("attempt") == "second"]


def interval(values):
    """Mean and half-width of its 95 % interval; no width for a single value."""
    mean = sum(values) / len(values)
    if len(values) < 2:
        return mean, math.nan
    variance = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    return mean, STUDENT.get(len(values) - 1, 1.96) * math.sqrt(variance / len(values))


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("kolb")
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--keep")
    arguments = parser.parse_args()
    folder = arguments.keep or tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    os.environ["XDG_STATE_HOME"] = os.path.join(folder, "state")
    fixed, counts = {arm: [] for arm in ARMS}, dict.fromkeys(ARMS, 0)
    for seed in range(1, arguments.seeds + 1):
        for arm in ARMS:
            place = os.path.join(folder, f"{arm}-{seed}")
            train(arguments.kolb, place, arm, seed, arguments.steps)
            rewards = retries(place)
            counts[arm] += len(rewards)
            fixed[arm].append(sum(reward >= 1 for reward in rewards) / max(len(rewards), 1))
            print(f"{arm} seed {seed}: {fixed[arm][-1]:.3f} of {len(rewards)}", flush=True)
    for arm in ARMS:
        mean, half = interval(fixed[arm])
        print(f"{arm}: failures solved {mean:.3f} ± {half:.3f}, n {counts[arm]}, "
              f"{arguments.seeds} seeds")
    for arm in ("teacher", "self"):
        mean, half = interval([a - b for a, b in zip(fixed[arm], fixed["blind"])])
        print(f"{arm} − blind: {mean:+.3f} ± {half:.3f}")
    mean, half = interval([a - b for a, b in zip(fixed["teacher"], fixed["self"])])
    print(f"teacher − self: {mean:+.3f} ± {half:.3f}")
    for arm in ARMS:
        report = subprocess.run(
            [arguments.kolb, "report", os.path.join(folder, f"{arm}-1")], capture_output=True,
            text=True)
        print(report.stdout)


if __name__ == "__main__":
    main()
