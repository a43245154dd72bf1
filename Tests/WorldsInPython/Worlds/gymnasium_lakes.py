"""Gymnasium's own FrozenLake on recorded maps: a task is a row of the file.

    python3 gymnasium_lakes.py FILE
"""
import json
import sys

import gymnasium

with open(sys.argv[1]) as file:
    ROWS = [json.loads(line) for line in file]
NAMES = ["left", "down", "right", "up"]
out, sys.stdout = sys.stdout, sys.stderr
attempts = {}


class Lake:
    def __init__(self, row):
        self.world = gymnasium.make(
            "FrozenLake-v1", desc=row["map"], is_slippery=row["is_slippery"],
            max_episode_steps=row["max_steps"])
        self.at, _ = self.world.reset(seed=0)

    def act(self, text):
        before = self.at
        self.at, reward, done, truncated, _ = self.world.step(NAMES.index(text.lower()))
        self.at = int(self.at)
        return {"action": text.lower(), "reward": float(reward), "effective": self.at != before,
                "position": self.at, "done": bool(done or truncated),
                "truncated": bool(truncated and not done), "observation": f"You are at {self.at}."}


def answer(asked):
    match asked["ask"]:
        case "hello":
            count = len(ROWS) // 2
            return {"name": "gymnasium", "version": gymnasium.__version__,
                    "tasks": {"training": count, "held_out": count}}
        case "task":
            row = ROWS[2 * asked["index"] + (asked["split"] != "training")]
            return {"task": row["uid"], "board": row["map"]}
        case "begin":
            row = ROWS[2 * asked["index"] + (asked["split"] != "training")]
            lake = attempts[asked["episode"]] = Lake(row)
            return {"prompt": "Go.", "length": "word", "position": int(lake.at)}
        case "act":
            return attempts[asked["episode"]].act(asked["text"])
        case "end":
            attempts.pop(asked["episode"], None)
            return {}


for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps({"id": asked["id"], **answer(asked)}), file=out, flush=True)
