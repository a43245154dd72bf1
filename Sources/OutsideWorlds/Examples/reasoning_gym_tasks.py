#!/usr/bin/env python3
"""reasoning-gym's tasks as a world for Kolb: one question, one answer, scored from 0 to 1.

    pip install reasoning-gym
    kolb play 'exec:python3 reasoning_gym_tasks.py chain_sum min_terms=2 max_terms=4'

Each task is a dataset of one question, made by a seed of its own; even seeds are trained on.
"""
import json, re, sys

import reasoning_gym

NAME = sys.argv[1]
SETTINGS = {key: json.loads(value) for key, value in (word.split("=", 1) for word in sys.argv[2:])}
out, sys.stdout = sys.stdout, sys.stderr  # what libraries print is no answer
attempts = {}


def make(ask):
    seed = 2 * (ask["index"] + 1_000_003 * ask["seed"]) + (ask["split"] != "training")
    data = reasoning_gym.create_dataset(NAME, size=1, seed=seed % 2**31, **SETTINGS)
    return data, data[0]


def act(data, entry, text):
    said = re.findall(r"<answer>(.*?)</answer>", text, re.DOTALL)
    said = (said[-1] if said else text).strip()
    score = float(data.score_answer(answer=said, entry=entry))
    told = "That is right." if score >= 1 else f"The score is {score:.2f}."
    return {"observation": told, "action": said[:200], "reward": score, "done": True,
            "outcome": "solved" if score >= 1 else "failed"}


def answer(ask):
    if ask["ask"] == "hello":
        return {"name": NAME, "version": reasoning_gym.__version__, "actions": ["the answer"],
                "tasks": {"training": "any", "held_out": "any"}}
    if ask["ask"] == "task":
        return {"task": f"{NAME}-{ask['split']}-{ask['seed']}-{ask['index']}"}
    if ask["ask"] == "begin":
        attempts[ask["episode"]] = data, entry = make(ask)
        return {"prompt": entry["question"] + "\n\nWrite the answer between <answer> and </answer>.",
                "length": {"text": 400}}
    if ask["ask"] == "act":
        return act(*attempts[ask["episode"]], ask["text"])
    attempts.pop(ask["episode"], None)
    return {}


for line in sys.stdin:
    ask = json.loads(line)
    print(json.dumps({"id": ask["id"], **answer(ask)}), file=out, flush=True)
