#!/usr/bin/env python3
"""Guess a number: a world for Kolb in Python's standard library; 'kolb guide worlds' explains it.

    kolb play 'exec:python3 guess.py'
"""
import json, random, re, sys

WORLD = {"name": "guess", "version": "1", "actions": ["guess: NUMBER"],
         "tasks": {"training": "any", "held_out": "any"}}
attempts = {}  # the secret of each attempt that is under way, and the guesses that are left


def secret(place):
    return random.Random(f"{place['split']} {place['index']} {place['seed']}").randint(1, 100)


def act(attempt, text):
    attempt["left"] -= 1
    numbers = [int(digits) for digits in re.findall(r"\d+", text)]
    if not numbers:
        turn = {"observation": "That is no number.", "outcome": "invalid"}
    elif numbers[-1] == attempt["secret"]:
        return {"observation": "Right!", "reward": 1, "done": True}
    else:
        turn = {"observation": "Too low." if numbers[-1] < attempt["secret"] else "Too high."}
    if attempt["left"] == 0:
        return {"observation": turn["observation"] + " No guess is left.", "truncated": True}
    return turn


def answer(ask):
    if ask["ask"] == "hello":
        return WORLD
    if ask["ask"] == "task":
        return {"task": f"guess-{ask['split']}-{ask['seed']}-{ask['index']}",
                "rules": "Halve what is left with each guess."}
    if ask["ask"] == "begin":
        attempts[ask["episode"]] = {"secret": secret(ask), "left": 8}
        return {"prompt": "I think of a number from 1 to 100. Guess it, within 8 guesses."}
    if ask["ask"] == "act":
        return act(attempts[ask["episode"]], ask["text"])
    attempts.pop(ask["episode"], None)  # "end": the attempt is of no more use
    return {}


for line in sys.stdin:
    ask = json.loads(line)
    print(json.dumps({"id": ask["id"], **answer(ask)}), flush=True)
