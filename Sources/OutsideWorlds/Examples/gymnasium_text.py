#!/usr/bin/env python3
"""Gymnasium's worlds of text and small boards as worlds for Kolb.

    pip install gymnasium
    kolb play 'exec:python3 gymnasium_text.py FrozenLake-v1 is_slippery=false'

Any environment with numbered actions will do, best one with a picture in text (Gymnasium's mode
"ansi"). A task is what a seed draws; even seeds are trained on, odd ones kept out.
"""
import json, re, sys

import gymnasium

NAME = sys.argv[1]
SETTINGS = {key: json.loads(value) for key, value in (word.split("=", 1) for word in sys.argv[2:])}
NAMES = {"FrozenLake": "left down right up", "CliffWalking": "up right down left",
         "Taxi": "south north east west pickup dropoff", "Blackjack": "stick hit"}
out, sys.stdout = sys.stdout, sys.stderr  # what libraries print is no answer
attempts = {}


def make():
    world = gymnasium.make(NAME, **SETTINGS)
    if "ansi" not in world.metadata.get("render_modes", []):
        return world
    return gymnasium.make(NAME, render_mode="ansi", **SETTINGS)


def picture(world, seen):
    text = world.render() if world.render_mode == "ansi" else f"You see {seen}."
    text = re.sub(r"\x1b\[4[0-9]m(.)\x1b\[0m", r"[\1]", text)  # the agent's place, in brackets
    return re.sub(r"\x1b\[[0-9;]*m", "", text).strip()


def begin(ask):
    world = attempts[ask["episode"]] = make()
    seed = 2 * (ask["index"] + 1_000_003 * ask["seed"]) + (ask["split"] != "training")
    seen, _ = world.reset(seed=seed % 2**31)
    world.unwrapped.np_random, _ = gymnasium.utils.seeding.np_random(ask["chance"])
    return {"prompt": f"{picture(world, seen)}\n\nActions: {', '.join(names)}. "
                      "End your answer with one of them."}


def act(world, text):
    said = [word for word in re.findall(r"\w+", text.lower()) if word in names]
    if not said:
        return {"observation": f"Name one of {', '.join(names)}.", "outcome": "invalid"}
    seen, reward, done, truncated, _ = world.step(names.index(said[-1]))
    return {"observation": picture(world, seen), "action": said[-1], "reward": float(reward),
            "done": bool(done or truncated), "truncated": bool(truncated and not done)}


def answer(ask):
    if ask["ask"] == "hello":
        return {"name": NAME, "version": gymnasium.__version__, "rewards": [-1e6, 1e6],
                "tasks": {"training": "any", "held_out": "any"}, "actions": names}
    if ask["ask"] == "task":
        return {"task": f"{NAME}-{ask['split']}-{ask['seed']}-{ask['index']}"}
    if ask["ask"] == "begin":
        return begin(ask)
    if ask["ask"] == "act":
        return act(attempts[ask["episode"]], ask["text"])
    attempts.pop(ask["episode"], None)
    return {}


names = NAMES.get(NAME.split("-")[0], "").split()
names = names or [str(number) for number in range(make().action_space.n)]
for line in sys.stdin:
    ask = json.loads(line)
    print(json.dumps({"id": ask["id"], **answer(ask)}), file=out, flush=True)
