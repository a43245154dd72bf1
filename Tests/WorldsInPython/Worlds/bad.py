"""A world that does wrong when it is told to: each word that is acted is a way to be bad.

    python3 bad.py [AT-ONCE]

AT-ONCE is done before the first question is answered.
"""
import json
import os
import signal
import sys
import time

turns = {}


def misbehave(word, number):
    """Does something that is no answer, or gives an answer that is none."""
    match word:
        case "die":
            sys.exit("the ice broke")
        case "crash":
            raise ValueError("no such move")
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            time.sleep(3600)
        case "flood":
            while True:
                print("water " * 1000)
        case "endless-line":
            while True:
                sys.stdout.write("water " * 1000)
        case "out-of-step":
            print(json.dumps({"id": number + 7}), flush=True)
            time.sleep(3600)
        case "garbage":
            print("\x1b[2J\x07not json \u202e{", flush=True)
            sys.stdout.buffer.write(b"\xff\xfe\x00{\"id\":\n[1,2]\n")
        case "nan":
            return {"reward": float("nan")}
        case "infinite":
            return {"reward": float("inf")}
        case "too-much":
            return {"reward": 100}
        case "text-reward":
            return {"reward": "1"}
        case "unknown-outcome":
            return {"outcome": "glorious"}
        case "contradiction":
            return {"outcome": "solved", "done": False}
        case "off-the-board":
            return {"position": 400}
        case "ragged":
            return {"board": ["AB", "C"]}
        case "long":
            return {"observation": "x" * 30_000}
        case "error":
            return {"error": "the model of the world is missing\x1b[31m"}
        case "hostile":
            return {"observation": "a\x1b[2Jb\u202ec\r\n\td\x00"}
    return {}


def answer(asked, number):
    match asked["ask"]:
        case "hello":
            return {"name": "bad", "tasks": {"training": "any", "held_out": "any"}}
        case "task":
            return {"task": f"{asked['split']}-{asked['index']}", "board": ["AB", "CD"]}
        case "begin":
            turns[asked["episode"]] = []
            return {"prompt": "Go.", "length": "word", "position": 0}
        case "act":
            said = turns[asked["episode"]]
            said.append(asked["text"])
            told = {"observation": " ".join(said), "reward": 0}
            if asked["text"] == "win":
                told |= {"reward": 1, "done": True}
            return told | misbehave(asked["text"], number)
        case "end":
            return {}


for word in sys.argv[1:]:
    misbehave(word, 0)
for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps({"id": asked["id"], **answer(asked, asked["id"])}), flush=True)
    if asked["ask"] == "act" and asked["text"] == "leave":
        sys.exit(0)
