#!/usr/bin/env python3
"""Takes the first environments of the first trials of a log that noahshinn/reflexion publishes.

    write_reflexion.py REPOSITORY FOLDER [ENVIRONMENTS] [TRIALS]

REPOSITORY is a clone of https://github.com/noahshinn/reflexion (MIT licence), whose program writes
each file with `json.dump(..., indent=4)`. It needs ALFWorld and a language model's key to be run, so
that its own log stands for a new one. Needs nothing but Python and git.
"""
import json, os, subprocess, sys

repository, folder = sys.argv[1:3]
environments, trials = (int(word) for word in (sys.argv[3:] + ["24", "3"][len(sys.argv) - 3:])[:2])
os.makedirs(folder, exist_ok=True)
for trial in range(trials):
    name = f"env_results_trial_{trial}.json"
    text = subprocess.run(
        ["git", "-C", repository, "show", f"HEAD:alfworld_runs/root/reflexion_run_logs/{name}"],
        check=True, capture_output=True, text=True).stdout
    with open(os.path.join(folder, name), "w") as file:
        json.dump(json.loads(text)[:environments], file, indent=4)
