#!/usr/bin/env python3
"""TextArena's games for one player as worlds for Kolb.

    pip install textarena
    kolb play 'exec:python3 textarena_games.py GuessTheNumber-v0'

A game is drawn by its seed; even seeds are trained on, odd ones kept out.
"""
import json, sys

import textarena

NAME = sys.argv[1] if len(sys.argv) > 1 else "GuessTheNumber-v0"
out, sys.stdout = sys.stdout, sys.stderr  # what libraries print is no answer
attempts = {}


def words(observation):
    """What the game says now: its last messages, without what the player wrote."""
    if isinstance(observation, str):
        return observation
    return "\n".join(message for sender, message, *_ in observation if sender != 0)


def begin(ask):
    game = attempts[ask["episode"]] = textarena.make(NAME)
    seed = 2 * (ask["index"] + 1_000_003 * ask["seed"]) + (ask["split"] != "training")
    game.reset(num_players=1, seed=seed % 2**31)
    game.heard = words(game.get_observation()[1])
    return {"prompt": game.heard, "length": {"text": 200}}


def act(game, text):
    done, _ = game.step(action=text)
    if done:
        rewards, info = game.close()
        reward = max(0.0, min(1.0, float(rewards[0])))
        reason = (info.get(0) or {}).get("reason", "") if isinstance(info, dict) else ""
        return {"observation": reason or "The game is over.", "reward": reward, "done": True}
    before, game.heard = game.heard, words(game.get_observation()[1])
    news = game.heard[len(before):] if game.heard.startswith(before) else game.heard
    told = [line for line in news.splitlines() if line and not line.startswith("[Player]")]
    return {"observation": "\n".join(told) or "The game goes on."}


def answer(ask):
    if ask["ask"] == "hello":
        return {"name": NAME, "version": getattr(textarena, "__version__", "1"),
                "tasks": {"training": "any", "held_out": "any"}}
    if ask["ask"] == "task":
        return {"task": f"{NAME}-{ask['split']}-{ask['seed']}-{ask['index']}"}
    if ask["ask"] == "begin":
        return begin(ask)
    if ask["ask"] == "act":
        return act(attempts[ask["episode"]], ask["text"])
    attempts.pop(ask["episode"], None)
    return {}


for line in sys.stdin:
    ask = json.loads(line)
    print(json.dumps({"id": ask["id"], **answer(ask)}), file=out, flush=True)
