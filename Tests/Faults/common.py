"""What the trials of faults share: a small run, its record, and how two runs are held together."""

import hashlib
import json
import os
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
STEPS = 6
OPTIONS = [
    "--headless", "--seed=5", f"--steps={STEPS}", "--set=evaluation.episodes=8",
    "--set=evaluation.every=3", "--set=prompts_per_step=2", "--set=checkpoint_every=1",
]


def preload():
    """Builds the library that stands between a program and its file system."""
    library = os.path.join(tempfile.gettempdir(), f"libfaults-{os.getpid()}.so")
    source = os.path.join(HERE, "faults.c")
    subprocess.run(["clang", "-shared", "-fPIC", "-O1", "-o", library, source], check=True)
    return library


def begin(run, preset="frozenlake", threads=1):
    """With two threads an evaluation goes on beside the steps; the events are the same."""
    return ["run", preset, *OPTIONS, f"--threads={threads}", f"--out={run}"]


def resume(run):
    return ["resume", "--headless", run]


def call(kolb, arguments, environment=None, timeout=600):
    """The exit code and what was said on standard error; a program that hangs is an error."""
    result = subprocess.run(
        [kolb, *arguments], env={**os.environ, **(environment or {})}, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=timeout)
    return result.returncode, result.stderr.decode("utf-8", "replace")


def events(run):
    """The events of a run without what depends on the clock or the program that wrote them."""
    found = []
    with open(os.path.join(run, "events.jsonl"), "rb") as file:
        for line in file:
            event = json.loads(line)
            for key in ("time", "run"):
                event.pop(key, None)
            found.append(event)
    return found


def stable_events(run):
    """The events of a run that neither people nor the clock had a part in."""
    return [event for event in events(run) if event["event"] not in ("control", "pace")]


def weights(run):
    """A digest of the last checkpoint's weights."""
    return weights_of(run, STEPS)


def weights_of(run, step):
    """A digest of the weights of one checkpoint."""
    folder = os.path.join(run, "checkpoints", f"step-{step:06d}")
    with open(os.path.join(folder, "model.safetensors"), "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def difference(run, whole):
    """Where a run differs from the undisturbed one, in words; None if it does not."""
    ours, theirs = events(run), events(whole)
    for number, (one, other) in enumerate(zip(ours, theirs), 1):
        if one != other:
            return f"event {number}: {json.dumps(one)[:200]} instead of {json.dumps(other)[:200]}"
    if len(ours) != len(theirs):
        return f"{len(ours)} events instead of {len(theirs)}"
    if weights(run) != weights(whole):
        return "the weights"
    return None


def crashed(code, said):
    """Whether a program ended by a fault of its own."""
    signs = ("Fatal error", "Illegal instruction", "Crash:", "Segmentation")
    return code < 0 or code >= 128 and code != 130 or any(sign in said for sign in signs)
