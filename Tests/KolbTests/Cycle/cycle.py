#!/usr/bin/env python3
"""One turn of a model's life on one machine: cycle.py KOLB [--keep FOLDER]

  deploy     a checkpoint of a short run is served on a free port
  ask        a client asks it, greedily, what the run asked it on a task that it failed
  reflect    the client posts what should have been learnt
  train      a run takes the correction up where that task fails
  redeploy   its checkpoint is served and asked the same

Uses only Python's standard library. Prints each step, and ends with 1 if one of them does not hold.
"""

import argparse
import json
import os
import subprocess
import tempfile
import urllib.request

RUN = ["--headless", "--seed=5", "--set=prompts_per_step=2", "--set=evaluation.episodes=20"]


def train(kolb, folder, *more):
    result = subprocess.run(
        [kolb, "run", "frozenlake", *RUN, f"--out={folder}", *more], stdin=subprocess.DEVNULL,
        capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return result.stderr


def events(folder):
    with open(os.path.join(folder, "events.jsonl"), encoding="utf-8") as file:
        return [json.loads(line) for line in file]


class Served:
    """A model on a port, for as long as the block lasts."""

    def __init__(self, kolb, run, corrections):
        self.process = subprocess.Popen(
            [kolb, "serve", run, "--port=0", f"--corrections={corrections}"],
            stderr=subprocess.PIPE, text=True)

    def __enter__(self):
        words = self.process.stderr.readline()
        self.url = words.split(" at ")[1].split(" ")[0]
        print("  " + words.strip())
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)

    def post(self, path, body):
        request = urllib.request.Request(
            self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)

    def answer(self, attempt):
        """What the model does first on a task, told nothing but what the run told it."""
        turns = attempt["turns"]
        messages = [{"role": "user", "content": turns[0]["observation"]}]
        if turns[0]["outcome"] == "planned":
            messages += [{"role": "assistant", "content": turns[0]["text"]},
                         {"role": "user", "content": turns[1]["observation"]}]
        reply = self.post("/chat/completions", {
            "messages": messages, "temperature": 0, "max_tokens": 1})
        return reply["choices"][0]["message"]["content"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kolb")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kolb-cycle-") as folder:
        corrections = os.path.join(folder, "corrections.jsonl")
        first, second = os.path.join(folder, "first"), os.path.join(folder, "second")
        print("train: a short run")
        train(options.kolb, first, "--steps=2")
        failed = next(e for e in events(first)
                      if e["event"] == "attempt" and e["attempt"] == "first" and e["reward"] == 0)
        holes = sorted({entry["symbol"] for entry in events(first)[0]["legend"]
                        if entry["meaning"] == "hole"})
        goal = next(entry["symbol"] for entry in events(first)[0]["legend"]
                    if entry["meaning"] == "goal")
        print("deploy:")
        with Served(options.kolb, first, corrections) as served:
            print(f"ask: on {failed['task']} it goes '{served.answer(failed)}'")
            lesson = f"{goal} wins. " + " ".join(f"{hole} kills." for hole in holes)
            kept = served.post("/corrections", {
                "task": failed["task"], "answer": served.answer(failed), "lesson": lesson})
            assert kept == {"kept": True}, kept
            print(f"reflect: '{lesson}'")
        said = train(options.kolb, second, "--steps=6", f"--reflector=people:{corrections}")
        told = [e for e in events(second)
                if e["event"] == "reflection" and e["author"] == "human"]
        assert told and all(e["text"] == lesson for e in told), "the correction was not told"
        again = [e for e in events(second) if e["event"] == "attempt" and e["attempt"] == "second"
                 and e.get("reflection") in {e["id"] for e in told}]
        print(f"train: told {len(told)} times, solved after it {sum(e['reward'] for e in again):g} "
              f"times; {said.strip().splitlines()[-1]}")
        print("redeploy:")
        with Served(options.kolb, second, corrections) as served:
            print(f"ask: on {failed['task']} it goes '{served.answer(failed)}'")


if __name__ == "__main__":
    main()
