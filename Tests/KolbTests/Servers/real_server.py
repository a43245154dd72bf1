#!/usr/bin/env python3
"""Short runs against a real chat server: real_server.py KOLB URL MODEL [--server COMMAND]
[--keep FOLDER] [--only PART]

  reflect    the small model trains, and the server's model reflects, to the end
  away       the same, with the server killed at the second reflection and started again (--server)
  act        the server's model plays and reflects, to the end

COMMAND is what starts the server; it is then started, killed and ended here. Without it the server
must be running, and 'away' is left out. Only Python's standard library is used. What does not hold
is said, and ends it with 1.
"""

import argparse
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

SMALL = [
    "--headless", "--seed=5", "--set=prompts_per_step=1", "--set=erl.group_size=2",
    "--set=evaluation.episodes=2", "--set=openai.at_once=1", "--set=openai.failures=2",
]
PATIENCE = 3600


class Server:
    """A server that is started here, or one that runs already where there is no command."""

    def __init__(self, command, url):
        self.command, self.url, self.process = command, url, None

    def start(self):
        if not self.command:
            return
        self.process = subprocess.Popen(
            shlex.split(self.command), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)
        end = time.time() + 600
        while not self.answers():
            assert self.process.poll() is None, "the server ended before it answered"
            assert time.time() < end, "the server does not answer"
            time.sleep(1)

    def answers(self):
        try:
            with urllib.request.urlopen(self.url + "/models", timeout=10) as reply:
                return reply.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def kill(self):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Run:
    """A run of Kolb whose standard error is kept as it comes."""

    def __init__(self, kolb, folder, *words):
        self.folder = folder
        self.errors = open(folder + ".txt", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [kolb, "run", *words, f"--out={folder}"], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=self.errors)

    def words(self):
        with open(self.errors.name, encoding="utf-8") as file:
            return file.read()

    def events(self):
        try:
            with open(os.path.join(self.folder, "events.jsonl"), encoding="utf-8") as file:
                return [json.loads(line) for line in file if line.endswith("\n")]
        except FileNotFoundError:
            return []

    def story(self):
        """The events without the clock and without what was said and done."""
        events = [event for event in self.events() if event["event"] != "control"]
        for event in events:
            event.pop("time", None)
        return events

    def until(self, holds, what):
        end = time.time() + PATIENCE
        while not holds():
            assert self.process.poll() is None, f"the run ended before {what}:\n{self.words()}"
            assert time.time() < end, f"no {what} in {PATIENCE} s:\n{self.words()}"
            time.sleep(0.2)

    def end(self):
        code = self.process.wait(PATIENCE)
        assert code == 0, f"ended with {code}:\n{self.words()}"
        assert self.story()[-1]["event"] == "run_finished", "the log has no end"
        return self


def count(run, kind):
    return sum(event["event"] == kind for event in run.events())


def tell(name, run, begin):
    reflections = [event for event in run.events() if event["event"] == "reflection"]
    read = sum(bool(event.get("parsed")) for event in reflections)
    solved = sum(
        event["event"] == "attempt" and event.get("attempt") == "second"
        and event.get("reward", 0) >= 1 for event in run.events())
    print(f"{name}: ended after {time.time() - begin:.0f} s, {len(reflections)} reflections, "
          f"{read} of them read, {solved} second attempts solved")
    sys.stdout.flush()


def reflecting(arguments, folder, name):
    return Run(
        arguments.kolb, os.path.join(folder, name), "frozenlake", "--steps=3", *SMALL,
        f"--reflector=openai:{arguments.url}", f"--reflector-model={arguments.model}",
        "--set=openai.reply_tokens=32")


def acting(arguments, folder):
    return Run(
        arguments.kolb, os.path.join(folder, "act"), "frozenlake-lm", "--steps=2", *SMALL,
        f"--policy=openai:{arguments.url}", f"--model={arguments.model}",
        "--set=openai.reply_tokens=24", "--set=frozenlake.budget=2",
        "--set=frozenlake.distance=[1,2]")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("kolb")
    parser.add_argument("url")
    parser.add_argument("model")
    parser.add_argument("--server", help="the command that starts the server")
    parser.add_argument("--keep", help="where the runs are kept")
    parser.add_argument("--only", choices=["reflect", "act"], help="leave the others out")
    arguments = parser.parse_args()
    folder = arguments.keep or tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    os.environ["XDG_STATE_HOME"] = os.path.join(folder, "state")
    server = Server(arguments.server, arguments.url)
    server.start()
    try:
        if arguments.only != "act":
            begin = time.time()
            calm = reflecting(arguments, folder, "reflect").end()
            tell("reflect", calm, begin)
        if arguments.server and not arguments.only:
            begin = time.time()
            run = reflecting(arguments, folder, "away")
            run.until(lambda: count(run, "reflection") >= 2, "second reflection")
            server.kill()
            run.until(lambda: "unreachable" in run.words(), "word that the server is away")
            print("away: " + [line for line in run.words().split("\n") if "unreachable" in line][0])
            server.start()
            tell("away", run.end(), begin)
            assert re.search(r"^ *reachable ", run.words(), re.M), run.words()
            if run.story() == calm.story():
                print("away: its events but for 'control' are those of the undisturbed run")
            else:
                raise AssertionError("the events differ from those of the undisturbed run")
        if arguments.only != "reflect":
            begin = time.time()
            tell("act", acting(arguments, folder).end(), begin)
    finally:
        server.kill()


if __name__ == "__main__":
    try:
        main()
    except AssertionError as problem:
        print(f"does not hold: {problem}")
        sys.exit(1)
