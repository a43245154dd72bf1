#!/usr/bin/env python3
"""Repeats a recorded run until its log has so many bytes: long_log.py RUN BYTES >LOG

Steps, episodes, groups and reflections go on from one repetition to the next, as if the run had
been long.
"""

import json
import sys

COUNTED = ("step", "episode", "group", "id", "reflection", "from")


def main():
    run, size = sys.argv[1], int(sys.argv[2])
    with open(f"{run}/events.jsonl") as file:
        first, *events = (json.loads(line) for line in file)
    events = [event for event in events if event["event"] != "run_finished"]
    largest = {
        key: max((event[key] or 0 for event in events if key in event), default=0)
        for key in COUNTED
    }
    largest["reflection"] = largest["from"] = largest["id"]
    elapsed = max(event["time"]["elapsed"] for event in events)
    written = sys.stdout.write(json.dumps(first, separators=(",", ":")) + "\n")
    round_number = 0
    while written < size:
        for event in events:
            shifted = dict(event)
            for key in COUNTED:
                if shifted.get(key) is not None and not isinstance(shifted[key], str):
                    shifted[key] += round_number * largest[key]
            time = dict(event["time"])
            time["elapsed"] += round_number * elapsed
            shifted["time"] = time
            written += sys.stdout.write(
                json.dumps(shifted, separators=(",", ":"), ensure_ascii=False) + "\n")
        round_number += 1


main()
