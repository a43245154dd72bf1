#!/usr/bin/env python3
"""Kills programs at random moments and has them go on: kills.py KOLB [--kills N] [--only SCENE]

Runs, runs that are given orders, dashboards, branches, experiments and pretraining are killed, as
kill_scenes.py has it. Each must go on to the end of the undisturbed one, events and weights, and
what was acknowledged must be there. With --seed N the same is chosen again, as far as a machine's
own timing allows.
"""

import argparse
import os
import random
import shutil
import tempfile
import time

from kill_scenes import SHARES, Scenes


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kolb")
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=SHARES)
    options = parser.parse_args()
    chance, failures, trials = random.Random(options.seed), 0, 0
    kills, began = dict.fromkeys(SHARES, 0), time.time()
    with tempfile.TemporaryDirectory(prefix="kolb-kills-") as folder:
        scenes = Scenes(os.path.abspath(options.kolb), folder, chance)
        while sum(kills.values()) < options.kills:
            name = options.only or chance.choices(list(SHARES), list(SHARES.values()))[0]
            place = os.path.join(folder, "trial")
            os.mkdir(place)
            more, problem = getattr(scenes, name)(place)
            kills[name], trials = kills[name] + more, trials + 1
            if problem:
                failures += 1
                kept = os.path.join(tempfile.gettempdir(), f"kolb-kill-{options.seed}-{trials}")
                shutil.copytree(place, kept)
                print(f"trial {trials}, {name}: {problem}; kept in {kept}", flush=True)
            shutil.rmtree(place)
    words = ", ".join(f"{name} {count}" for name, count in kills.items())
    total, seconds = sum(kills.values()), time.time() - began
    print(f"{total} kills ({words}) over {trials} trials in {seconds:.0f} s, "
          f"{seconds / max(total, 1):.2f} s a kill; {failures} did not end as undisturbed")
    raise SystemExit(failures > 0)


if __name__ == "__main__":
    main()
