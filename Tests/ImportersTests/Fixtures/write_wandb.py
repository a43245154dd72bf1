"""Writes a run as in `wandb`, offline.

    pip install wandb
    python write_wandb.py FOLDER
"""

import os
import sys

os.environ.update(WANDB_MODE="offline", WANDB_SILENT="true")
os.makedirs(sys.argv[1], exist_ok=True)

import wandb  # noqa: E402, which reads its environment when it is imported

run = wandb.init(
    project="erl-demo", name="grpo tiny", dir=sys.argv[1],
    config={"lr": 0.001, "model": "tiny", "seed": 7})
for step in range(30):
    # Names of two parts are nested.
    run.log({"train/loss": 1 / (step + 1), "reward": {"mean": step / 30, "std": 0.5}})
run.log({"late": 1.0}, step=60)
run.finish()
