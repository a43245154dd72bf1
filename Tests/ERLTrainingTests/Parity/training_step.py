#!/usr/bin/env python3
"""Takes training steps of a run once more, in PyTorch and in double precision, from its log alone.

    training_step.py RUN [STEP ...] [--base MODEL]

For each STEP with a checkpoint, or for all whose next step has one too, it reads the words of the
next step in RUN/events.jsonl, makes the rows, advantages, loss and gradient of Experiential RL of
them as the paper says (arXiv 2602.13949), moves the checkpoint's weights by AdamW, and compares
with the checkpoint of the next step. MODEL is the folder of the base model, which a divergence is
measured from; if not given it is looked for beside the sources.

It shares no code with Kolb. Needs Python 3.11, torch and safetensors; a CPU is enough. The log must
say what was said (`log.turns`), and options must not have been changed on the way. The run is best
made with `checkpoint_every = 1`. Ends with 1 where something differs by more than it may, or where
nothing was learnt, so that nothing was compared.
"""

import argparse
import json
import sys
import tomllib
from pathlib import Path
from statistics import mean

import torch

from conversation import Words
from decoder import Model, measured
from rows import Step, is_by_policy, is_trained, rows_of
from update import AdamW, temperature_of, update

SHIPPED_MODELS = Path(__file__).parents[3] / "Sources/LocalPolicy/BaseModels"
# Logged in thousandths of a nat, and computed in single precision.
LOGGED_PRECISION = 0.5e-3 + 2e-5
# Single precision, summed over some thousand tokens.
NORM_TOLERANCE, LOSS_TOLERANCE, ADVANTAGE_TOLERANCE = 1e-5, 1e-4, 0.51e-6
# Of the learning rate, by which Adam moves a weight at most, about. Weights whose gradients are
# mostly rounding can only be held to going no farther.
WEIGHT_TOLERANCE, ROUNDED_TOLERANCE = 3e-3, 0.5


def check(run, number, configuration, events, base):
    """Takes the step after a checkpoint and prints what it differs in.

    Returns whether that is little, and whether anything was learnt.
    """
    before, after = (run / f"checkpoints/step-{n:06}" for n in (number, number + 1))
    erl, temperature = configuration["erl"], temperature_of(configuration)
    step, model = Step(events, number + 1), Model(before)
    rows = rows_of(step, erl, Words(before))
    old = measured(
        model, [r for r in rows if r.kind != "distilled" and is_by_policy(r.kind, erl)], temperature)
    has_penalty = configuration["optimizer"]["kl"] > 0
    trained = [
        row for row in rows if row.conversation.drawn and is_trained(row.kind, erl)
        and (row.weight != 0 or has_penalty and row.kind != "distilled")]
    optimizer = AdamW(before, model)
    norm, losses = update(model, optimizer, rows, trained, old, base, configuration)
    expected, rounding = Model(after).weights, optimizer.is_rounding()
    moved = {n: (weight - expected[n]).flatten() for n, weight in model.weights.items()}
    options = configuration["optimizer"]
    move = options["learning_rate"] * max(options["epochs"], 1)
    differences = {
        "weights": (largest(d[~rounding[n]] for n, d in moved.items()), move * WEIGHT_TOLERANCE),
        f"the {sum(r.sum().item() for r in rounding.values())} weights of rounded gradients": (
            largest(d[rounding[n]] for n, d in moved.items()), move * ROUNDED_TOLERANCE),
        "gradient norm": (relative(norm, step.update["gradient_norm"]), NORM_TOLERANCE),
        "log π": (
            largest(old[id(r)] - torch.tensor(r.conversation.logged) for r in rows if id(r) in old),
            LOGGED_PRECISION),
        "loss": (loss_difference(rows, losses, step), LOSS_TOLERANCE),
        "advantages": (advantage_difference(rows, step), ADVANTAGE_TOLERANCE),
    }
    print(f"step {number + 1}: {len(rows)} rows, {len(trained)} with a gradient of {norm:.3g}; differs in "
          + ", ".join(f"{name} by {value:.2g}" for name, (value, _) in differences.items()))
    excess = [f"{name} by more than {most:g}" for name, (value, most) in differences.items()
              if not value <= most]
    if excess:
        print(f"step {number + 1} DIFFERS in {', '.join(excess)}")
    return not excess, bool(trained)


def largest(tensors):
    return max((t.abs().max().item() for t in tensors if t.numel()), default=0.0)


def relative(value, expected):
    return abs(value - expected) / max(abs(expected), 1e-6)


def kinds(rows, step):
    """The rows of each kind, with what the log says of them."""
    found = {kind: [row for row in rows if row.kind == kind] for kind in dict.fromkeys(r.kind for r in rows)}
    logged = step.update["rows"]
    if {k: len(r) for k, r in found.items()} != {k: logged[k]["rows"] for k in logged}:
        sys.exit(f"there are {({k: len(r) for k, r in found.items()})} rows, "
                 f"the log has {({k: logged[k]['rows'] for k in logged})}")
    return [(rows, logged[kind]) for kind, rows in found.items()]


def loss_difference(rows, losses, step):
    """Of the mean loss a row of each kind."""
    return max(abs(sum(losses.get(id(row), 0) for row in rows) / len(rows) - logged["loss"])
               for rows, logged in kinds(rows, step))


def advantage_difference(rows, step):
    """Of each row's advantage or weight; of its mean, where the log has only that."""
    difference = 0.0
    for found, logged in kinds(rows, step):
        weights = [row.weight for row in found]
        if "weights" not in logged:
            difference = max(difference, abs(mean(weights) - logged["advantage_mean"]))
            continue
        if [row.episode for row in found] != logged["episodes"]:
            sys.exit(f"the rows are of episodes {[row.episode for row in found]}, "
                     f"in the log of {logged['episodes']}")
        difference = max([difference] + [abs(a - b) for a, b in zip(weights, logged["weights"])])
    return difference


def base_model(configuration, named):
    """The model that training began with, where a divergence from it is part of the loss."""
    if not configuration["optimizer"]["kl"] > 0:
        return None
    policy = configuration["policy"]
    name = policy.get("model") or policy.get("base")
    return Model(named or (Path(name) if "/" in name else SHIPPED_MODELS / name))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("steps", type=int, nargs="*")
    parser.add_argument("--base", type=Path)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    run = arguments.run
    configuration = tomllib.loads((run / "run.toml").read_text())
    events = [json.loads(line) for line in (run / "events.jsonl").read_text().splitlines()]
    saved = {int(folder.name.removeprefix("step-")) for folder in (run / "checkpoints").glob("step-*")}
    steps = arguments.steps or sorted(step for step in saved if step + 1 in saved)
    if not steps:
        sys.exit(f"{run} has no checkpoints of two steps one after the other; set checkpoint_every = 1")
    base = base_model(configuration, arguments.base)
    results = [check(run, step, configuration, events, base) for step in steps]
    if not any(has_learnt for _, has_learnt in results):
        sys.exit("nothing was learnt in these steps, so nothing was compared")
    sys.exit(not all(is_little for is_little, _ in results))


if __name__ == "__main__":
    main()
