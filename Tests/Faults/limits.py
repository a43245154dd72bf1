#!/usr/bin/env python3
"""Runs with every option at and beyond each of its limits: limits.py KOLB [--only KEY] [--seconds N]

The options and their limits are those of `kolb list options`, so that a new option is tried by
itself. At a limit one training step must be made, or be refused before it begins by a sentence that
names the option or what it asks too much of; beyond it the sentence must name the key. Nothing may
crash, hang or take more than the memory that is given.
"""

import argparse
import os
import re
import resource
import subprocess
import tempfile

SMALL = {"steps": "1", "prompts_per_step": "2", "evaluation.episodes": "4", "erl.group_size": "2"}
BEYOND = ["nan", "inf", "-1e308", "9223372036854775807", "-9223372036854775808", "1e400", '"x"',
          "[]", "[1, 2, 3]", "true"]


def options(kolb):
    found = []
    listed = subprocess.run([kolb, "list", "options"], capture_output=True, text=True).stdout
    for line in listed.splitlines():
        match = re.match(r"(\S+) = .*; (.*)$", line)
        if match:
            found.append((match.group(1), match.group(2)))
    return found


def limits(allowed):
    """The values at the limits, and those just beyond."""
    match = re.search(r"(whole number|number) from (\S+) to ([^\s,]+)", allowed)
    if match:
        low, high = match.group(2), match.group(3)
        step = 1 if match.group(1) == "whole number" else 1e-6
        beyond = [str(float(low) - step), str(float(high) + step)] if step < 1 else [
            str(int(low) - 1), str(int(high) + 1)]
        return [low, high], beyond
    match = re.search(r"whole number of at least (\S+)", allowed)
    if match:
        return [match.group(1), str(2 ** 62)], [str(int(match.group(1)) - 1)]
    words = re.findall(r'"([^"]+)"', allowed)
    if words:
        return [f'"{word}"' for word in words if "k" not in word or len(word) > 1], ['"nonsense"']
    if allowed.startswith("true"):
        return ["true", "false"], ['"yes"', "1"]
    # A text needs no quotes on the command line, so that anything is one.
    return ['""', '"' + "x" * 300 + '"'], []


def bound():
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))


def attempt(kolb, folder, key, value, seconds):
    world = key.split(".")[0]
    preset = world if world in ("sokoban", "hotpotqa", "frozenlake") else "frozenlake"
    if world == "rlvr":
        preset = "frozenlake-rlvr"
    settings = {**SMALL, key: value}
    arguments = [kolb, "run", preset, "--headless", f"--out={folder}"]
    for name, setting in settings.items():
        arguments.append(f"--set={name}={setting}")
    try:
        result = subprocess.run(
            arguments, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=seconds,
            preexec_fn=bound, errors="replace")
        return result.returncode, result.stderr
    except subprocess.TimeoutExpired as late:
        said = (late.stderr or b"").decode("utf-8", "replace")
        return ("began" if "step 1/" in said or "run " in said else "hung"), said


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kolb")
    parser.add_argument("--only")
    parser.add_argument("--seconds", type=int, default=60)
    wanted = parser.parse_args()
    counts, problems = {}, 0
    with tempfile.TemporaryDirectory(prefix="kolb-limits-") as folder:
        code, said = attempt(wanted.kolb, os.path.join(folder, "run"), "seed", "1", wanted.seconds)
        assert code == 0, said
    for key, allowed in options(wanted.kolb):
        if wanted.only and wanted.only not in key:
            continue
        within, beyond = limits(allowed)
        for value in within + beyond + BEYOND:
            with tempfile.TemporaryDirectory(prefix="kolb-limits-") as folder:
                code, said = attempt(
                    wanted.kolb, os.path.join(folder, "run"), key, value, wanted.seconds)
            problem = None
            if code == "hung" or isinstance(code, int) and code not in (0, 1, 2, 64):
                problem = f"code {code}"
            elif code in (1, 2, 64):
                name = key.split(".")[-1]
                if "error:" not in said:
                    problem = "refused without a sentence"
                elif value in beyond and name not in said:
                    problem = "refused without the key"
            elif value in beyond and code == 0:
                problem = "taken, though beyond the limit"
            counts[code] = counts.get(code, 0) + 1
            if problem:
                problems += 1
                print(f"{key} = {value[:60]}: {problem}: {said[-300:].strip()}", flush=True)
    words = ", ".join(f"{number} {code}" for code, number in sorted(counts.items(), key=str))
    print(f"{sum(counts.values())} values tried (by end: {words}); {problems} not as promised")
    raise SystemExit(problems > 0)


if __name__ == "__main__":
    main()
