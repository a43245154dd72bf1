"""What is killed: each scene kills programs at random moments and says what was wrong afterwards.

A scene returns how many kills found a program alive, and what was wrong or None.
"""

import filecmp
import glob
import json
import os
import pty
import shutil
import signal
import subprocess
import time

from common import begin, call, crashed, difference, events, resume, stable_events, weights

EXPERIMENT = """
baseline = "erl"
seeds = 2
preset = "frozenlake"
[set]
steps = 4
prompts_per_step = 2
checkpoint_every = 2
evaluation = { episodes = 8, every = 2 }
[arms.erl]
[arms.rlvr]
set.algorithm = "rlvr"
"""


def start(kolb, arguments, terminal=subprocess.DEVNULL):
    return subprocess.Popen(
        [kolb, *arguments], stdin=terminal, stdout=terminal,
        stderr=terminal, start_new_session=True)


def kill(process):
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return alive


def moment(chance, length):
    """Half of the kills fall near a place that matters: soon after the start."""
    return chance.uniform(0, length) * chance.choice([0.2, 1])


def finish(kolb, arguments):
    """What is wrong with how a killed program goes on to its end; None if nothing.

    A run that was killed before its log began needs a second try, not a third.
    """
    for _ in range(3):
        code, said = call(kolb, arguments)
        if code == 0:
            return None
        if crashed(code, said):
            break
    return f"code {code}: {said[-400:]}"


class Scenes:
    """The programs to kill, beside what each leaves where nobody kills it."""

    def __init__(self, kolb, folder, chance):
        self.kolb, self.folder, self.chance = kolb, folder, chance
        self.whole = os.path.join(folder, "whole")
        began = time.time()
        code, said = call(kolb, begin(self.whole))
        assert code == 0, said
        self.length = time.time() - began
        self.made = {}

    def undisturbed(self, name, arguments):
        """A folder that a program made in peace, made when it is first needed."""
        if name not in self.made:
            path = os.path.join(self.folder, name)
            began = time.time()
            code, said = call(self.kolb, [*arguments, f"--out={path}"])
            assert code == 0, said
            self.made[name] = (path, time.time() - began)
        return self.made[name]

    def next_arguments(self, run):
        if os.path.exists(os.path.join(run, "run.toml")):
            return resume(run)
        # Nothing was acknowledged yet: what lies there may be begun again.
        shutil.rmtree(run, ignore_errors=True)
        return begin(run, threads=self.chance.choice((1, 2)))

    def runs(self, place):
        """A run, killed up to six times: rollouts, updates, checkpoints, writes of its log."""
        run, kills = os.path.join(place, "run"), 0
        for _ in range(self.chance.randint(1, 6)):
            process = start(self.kolb, self.next_arguments(run))
            time.sleep(moment(self.chance, self.length))
            kills += kill(process)
        problem = finish(self.kolb, self.next_arguments(run))
        return kills, problem or difference(run, self.whole)

    def orders(self, place):
        """A run that is given notes: what stood in the log before a kill must stand there after."""
        run, kills, given, promised = os.path.join(place, "run"), 0, 0, set()
        orders, log = (os.path.join(run, name) for name in ("orders.jsonl", "events.jsonl"))
        for _ in range(self.chance.randint(2, 5)):
            process = start(self.kolb, [*self.next_arguments(run), "--pace=8"])
            end = time.time() + 0.1 + moment(self.chance, 2 * self.length)
            while time.time() < end:
                time.sleep(self.chance.uniform(0, 0.1))
                if os.path.exists(orders):
                    given += 1
                    with open(orders, "ab") as file:
                        file.write(b'{"order":"note","text":"note %d"}\n' % given)
            promised |= set(self.notes(log))
            kills += kill(process)
        problem = finish(self.kolb, self.next_arguments(run))
        if problem:
            return kills, problem
        kept = self.notes(log)
        if not promised <= set(kept) or len(kept) != len(set(kept)):
            return kills, f"notes {sorted(promised - set(kept))} lost, or some twice: {kept}"
        if stable_events(run) != stable_events(self.whole) or weights(run) != weights(self.whole):
            return kills, "events or weights differ"
        return kills, None

    @staticmethod
    def notes(log):
        if not os.path.exists(log):
            return []
        with open(log, "rb") as file:
            lines = [line for line in file if line.endswith(b"\n") and b'"note"' in line]
        return [json.loads(line)["detail"] for line in lines]

    def dashboards(self, place):
        """Dashboards that attach to a live run, put marks on it and are killed; then the run is."""
        run, kills = os.path.join(place, "run"), 0
        engine = start(self.kolb, [*begin(run, threads=self.chance.choice((1, 2))), "--pace=4"])
        for _ in range(self.chance.randint(3, 8)):
            if not os.path.exists(os.path.join(run, "events.jsonl")):
                time.sleep(0.05)
                continue
            master, slave = pty.openpty()
            os.environ["TERM"] = "xterm-256color"
            board = start(self.kolb, ["open", run], slave)
            time.sleep(moment(self.chance, 0.6))
            os.write(master, self.chance.choice([b"2b", b"?", b"3b\r", b" ", b":note x\r"]))
            time.sleep(self.chance.uniform(0, 0.2))
            kills += kill(board)
            os.close(master)
            os.close(slave)
        kills += kill(engine)
        problem = finish(self.kolb, self.next_arguments(run))
        if problem is None:
            code, said = call(self.kolb, ["open", run, "--once", "--size=100x30"])
            problem = f"does not open: {said[-200:]}" if code else None
        if problem is None and stable_events(run) != stable_events(self.whole):
            problem = "the events differ"
        return kills, problem

    def branches(self, place):
        """Second attempts that are tried again: the run stays as it was, and the next one works."""
        run, kills = os.path.join(place, "run"), 0
        shutil.copytree(self.whole, run)
        episode = self.chance.choice([event["episode"] for event in events(run)
                                      if event.get("attempt") == "second"])
        command = ["branch", run, f"--episode={episode}", "--times=1"]
        for _ in range(self.chance.randint(2, 6)):
            process = start(self.kolb, command)
            time.sleep(self.chance.uniform(0, 0.25))
            kills += kill(process)
        problem = finish(self.kolb, command)
        code, said = call(self.kolb, ["open", run, "--once", "--size=100x30"])
        if problem is None and code:
            problem = f"does not open: {said[-200:]}"
        log = [os.path.join(path, "events.jsonl") for path in (run, self.whole)]
        if problem is None and not filecmp.cmp(*log, shallow=False):
            problem = "the log was changed"
        return kills, problem

    def experiments(self, place):
        """An experiment whose runs are processes of their own."""
        file = os.path.join(place, "small.toml")
        with open(file, "w") as text:
            text.write(EXPERIMENT)
        whole, length = self.undisturbed("experiment", ["experiment", file, "--jobs=2"])
        out, kills = os.path.join(place, "out"), 0
        command = ["experiment", file, "--jobs=2", f"--out={out}"]
        for _ in range(self.chance.randint(2, 5)):
            process = start(self.kolb, command)
            time.sleep(moment(self.chance, length))
            kills += kill(process)
        problem = finish(self.kolb, command)
        for path in glob.glob(os.path.join(whole, "runs", "*", "*")):
            other = os.path.join(out, os.path.relpath(path, whole))
            if problem is None and events(path) != events(other):
                problem = f"the events of {os.path.relpath(path, whole)} differ"
        return kills, problem

    def pretraining(self, place):
        """A base model that is made: interrupted, which keeps what there is, and killed."""
        command = ["pretrain", "frozenlake", "--batches=12", "--threads=1"]
        whole, _ = self.undisturbed("model", command)
        out, kills = os.path.join(place, "model"), 0
        for _ in range(self.chance.randint(6, 12)):
            process = start(self.kolb, [*command, f"--out={out}"])
            time.sleep(self.chance.uniform(0.1, 1.2))
            if process.poll() is None and self.chance.random() < 0.7:
                process.send_signal(signal.SIGINT)
                time.sleep(self.chance.uniform(0, 0.4))
            kills += kill(process)
        problem = finish(self.kolb, [*command, f"--out={out}"])
        for name in ("model.safetensors", "tokenizer.json", "config.json"):
            pair = [os.path.join(path, name) for path in (out, whole)]
            if problem is None and not filecmp.cmp(*pair, shallow=False):
                problem = f"{name} differs"
        return kills, problem


# How often each is chosen.
SHARES = {"runs": 45, "orders": 18, "dashboards": 15, "branches": 14, "experiments": 6,
          "pretraining": 2}
