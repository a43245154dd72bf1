#!/usr/bin/env python3
"""Makes a long log of a recorded run, as if the run had been long.

    long_log.py RUN --bytes N >LOG
    long_log.py RUN --episodes N >LOG
    long_log.py RUN --steps N >LOG

Steps, episodes, groups and reflections go on from one repetition to the next. With --steps, each
step has one first attempt and its update, so that a log of many steps is a short one.
"""

import argparse
import json
import sys

COUNTED = ("step", "episode", "group", "id", "reflection", "from")


def line(event):
    return json.dumps(event, separators=(",", ":"), ensure_ascii=False) + "\n"


def recorded(run):
    """The first event of a run and what follows it, its end left out."""
    with open(f"{run}/events.jsonl") as file:
        first, *events = (json.loads(text) for text in file)
    events = [event for event in events if event["event"] != "run_finished"]
    return first, events + forgotten(events)


def forgotten(events):
    """What its memory holds at the end goes, as the memory of one long run would let it."""
    live = {}
    for event in events:
        if event["event"] == "memory":
            if event["change"] == "evicted":
                live.pop(event["id"], None)
            else:
                live[event["id"]] = event
    last = {key: events[-1][key] for key in ("step", "time")}
    return [{**event, **last, "change": "evicted", "why": "it was long"} for event in live.values()]


def repeated(events):
    """The events again and again, counted on."""
    largest = {
        key: max((event[key] or 0 for event in events if key in event), default=0)
        for key in COUNTED
    }
    largest["reflection"] = largest["from"] = largest["id"]
    elapsed = max(event["time"]["elapsed"] for event in events)
    repetition = 0
    while True:
        for event in events:
            # What stands before the first step was evaluated behind the last one.
            if repetition and event["event"] == "evaluation" and event["step"] == 0:
                continue
            shifted = dict(event)
            for key in COUNTED:
                if shifted.get(key) is not None and not isinstance(shifted[key], str):
                    shifted[key] += repetition * largest[key]
            time = dict(event["time"])
            time["elapsed"] += repetition * elapsed
            shifted["time"] = time
            yield shifted
        repetition += 1


def thinned(events):
    """The first attempt of each step and its update, that without its rows."""
    seen = set()
    for event in events:
        if event["event"] == "attempt" and event["step"] not in seen:
            seen.add(event["step"])
            yield event
        if event["event"] == "update":
            rows = {"first": event["rows"]["first"]}
            rows["first"] = {
                key: value for key, value in rows["first"].items()
                if key not in ("episodes", "weights")
            }
            yield {**event, "rows": rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("run")
    parser.add_argument("--bytes", type=int, default=sys.maxsize)
    parser.add_argument("--episodes", type=int, default=sys.maxsize)
    parser.add_argument("--steps", type=int)
    wanted = parser.parse_args()
    first, events = recorded(wanted.run)
    if wanted.steps:
        events = list(thinned(events))
    written = sys.stdout.write(line({**first, "steps": wanted.steps or first["steps"]}))
    for event in repeated(events):
        if event["event"] == "attempt" and event["episode"] > wanted.episodes:
            return
        if wanted.steps and event["step"] > wanted.steps:
            return
        written += sys.stdout.write(line(event))
        if written >= wanted.bytes:
            return


main()
