"""Two OpenEnv servers: the echo world of its introduction, and a game of guessing a number.

    python3 openenv_guess.py echo|guess [SESSIONS]

The port that the system gave is the first line of standard output. Needs openenv-core.
"""
import random
import socket
import sys
from typing import Optional

import uvicorn
from openenv.core.env_server import Action, Environment, Observation, State, create_fastapi_app


class Said(Action):
    message: str


class Told(Observation):
    text: str
    guesses_left: Optional[int] = None


class Guess(Environment):
    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self):
        super().__init__()
        self.secret, self.left = 1, 0

    def reset(self, seed=None, episode_id=None, **_):
        self.secret, self.left = random.Random(seed).randint(1, 20), 4
        return Told(text="Guess a number from 1 to 20.", guesses_left=4, done=False, reward=None)

    def step(self, action, timeout_s=None, **_):
        if action.message == "break":
            raise ValueError("nothing to break here\x1b[31m")
        self.left -= 1
        guess = int("".join(filter(str.isdigit, action.message)) or 0)
        if guess == self.secret:
            return Told(text="Right!", guesses_left=self.left, done=True, reward=1.0)
        text = "Too low." if guess < self.secret else "Too high."
        return Told(text=text, guesses_left=self.left, done=self.left == 0, reward=0.0)

    @property
    def state(self):
        return State(episode_id="guess", step_count=4 - self.left)


class Echo(Guess):
    def reset(self, seed=None, episode_id=None, **_):
        return Told(text="Say something.", done=False, reward=0.0)

    def step(self, action, timeout_s=None, **_):
        return Told(text=action.message, done=False, reward=len(action.message) / 10)


world = {"echo": Echo, "guess": Guess}[sys.argv[1]]
sessions = int(sys.argv[2]) if len(sys.argv) > 2 else 4
app = create_fastapi_app(world, Said, Told, max_concurrent_envs=sessions)
listening = socket.socket()
listening.bind(("127.0.0.1", 0))
listening.listen()
print(listening.getsockname()[1], flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
