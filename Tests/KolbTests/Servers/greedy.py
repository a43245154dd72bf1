#!/usr/bin/env python3
"""The same greedy episodes in this process and behind a port: greedy.py KOLB FOLDER [--keep FOLDER]

One step of frozenlake-lm with the language model of a folder at temperature 0, once in Kolb's own
process and once through 'kolb serve' and '--policy openai:'. What the model said in every held-out,
first and second attempt and in every reflection, and what came of it, must be the same. Uses only
Python's standard library; ends with 1 where something differs.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile

SMALL = [
    "--headless", "--seed=3", "--steps=1", "--set=prompts_per_step=2", "--set=erl.group_size=1",
    "--set=evaluation.episodes=4", "--set=policy.temperature=0", "--set=evaluation.temperature=0",
    "--set=log.evaluations=turns", "--set=evaluation.every=5",
]
# As many tokens as an attempt's turn may have in this process, and the mark of their end.
TURN = 201


def run(kolb, folder, *words):
    result = subprocess.run(
        [kolb, "run", "frozenlake-lm", *SMALL, f"--out={folder}", *words],
        stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    with open(os.path.join(folder, "events.jsonl"), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def said(events):
    """What was said and what came of it, up to the first update."""
    story = []
    for event in events:
        if event["event"] == "update":
            break
        if event["event"] == "attempt":
            turns = [(turn["text"], turn.get("action")) for turn in event["turns"]]
            story.append((event["attempt"], event["episode"], event["reward"], turns))
        if event["event"] == "reflection":
            # A reflection may be longer in this process than what is asked of a server.
            story.append(("reflection", event["episode"], event["text"][:TURN]))
    return story


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("kolb")
    parser.add_argument("folder", help="a checkpoint as Hugging Face writes it")
    parser.add_argument("--keep")
    arguments = parser.parse_args()
    keep = arguments.keep or tempfile.mkdtemp()
    os.makedirs(keep, exist_ok=True)
    os.environ["XDG_STATE_HOME"] = os.path.join(keep, "state")
    here = said(run(
        arguments.kolb, os.path.join(keep, "here"), f"--model={arguments.folder}"))
    server = subprocess.Popen(
        [arguments.kolb, "serve", arguments.folder, "--port=0",
         f"--corrections={keep}/corrections.jsonl"], stderr=subprocess.PIPE, text=True)
    try:
        url = server.stderr.readline().split(" at ")[1].split(" ")[0]
        there = said(run(
            arguments.kolb, os.path.join(keep, "there"), f"--policy=openai:{url}",
            f"--set=openai.reply_tokens={TURN}", "--set=openai.at_once=1"))
    finally:
        server.terminate()
        server.wait(60)
    print(f"{len(here)} attempts and reflections here, {len(there)} behind the port")
    for one, other in zip(here, there):
        if one != other:
            print(f"here:  {one}\nthere: {other}")
    if here != there or not here:
        sys.exit(1)
    turns = sum(len(entry[3]) for entry in here if entry[0] != "reflection")
    print(f"the same: {turns} turns, "
          f"{sum(entry[0] == 'reflection' for entry in here)} reflections")


if __name__ == "__main__":
    main()
