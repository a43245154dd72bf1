"""Writes the log folder in `tinker`, with tinker-cookbook's own rollouts, stores and loggers.

    pip install tinker-cookbook
    python write_tinker.py FOLDER

What is rolled out is a policy that knows the answers, sometimes; no server is asked.
"""

import asyncio
import random
import sys
from pathlib import Path

import tinker
from tinker_cookbook.completers import TokenCompleter, TokensWithLogprobs
from tinker_cookbook.renderers.base import ParseTermination
from tinker_cookbook.rl.metric_util import compute_trajectory_metrics
from tinker_cookbook.rl.problem_env import ProblemEnv, ProblemGroupBuilder
from tinker_cookbook.rl.rollout_logging import serialize_rollout_summaries
from tinker_cookbook.rl.rollouts import do_group_rollout
from tinker_cookbook.rl.train import _get_logtree_scope
from tinker_cookbook.utils import logtree
from tinker_cookbook.utils.ml_log import JsonLogger


class Letters:
    """A renderer whose tokens are characters."""

    def build_generation_prompt(self, messages):
        text = "\n".join(f"{message['role']}: {message['content']}" for message in messages)
        return tinker.ModelInput.from_ints([ord(sign) for sign in text])

    def get_stop_sequences(self):
        return ["."]

    def parse_response(self, tokens):
        text = "".join(map(chr, tokens))
        return {"role": "assistant", "content": text}, ParseTermination.STOP_SEQUENCE


class Sum(ProblemEnv):
    def __init__(self, left, right):
        super().__init__(Letters())
        self.left, self.right = left, right

    def get_question(self):
        return f"What is {self.left} + {self.right}?"

    def check_answer(self, text):
        return text == self.get_reference_answer()

    def check_format(self, text):
        return text.isdigit()

    def get_reference_answer(self):
        return str(self.left + self.right)


class Guesses(TokenCompleter):
    def __init__(self, chance):
        self.chance = chance

    async def __call__(self, model_input, stop, *, max_tokens=None):
        asked = "".join(map(chr, model_input.to_ints()))
        left, right = [int(word.strip("?")) for word in asked.split("is ")[1].split(" + ")]
        answer = str(left + right + (self.chance.random() < 0.4))
        if self.chance.random() < 0.1:
            answer = "<b>I & you\n\n do not know</b>"
        tokens = [ord(sign) for sign in answer]
        return TokensWithLogprobs(tokens=tokens, maybe_logprobs=[-0.5] * len(tokens))


async def main():
    logger = JsonLogger(sys.argv[1])
    store, folder = logger.store, Path(sys.argv[1])
    logger.log_hparams({"model_name": "tiny", "batch_size": 2, "group_size": 2})
    policy = Guesses(random.Random(7))
    for step in range(2):
        where = folder / f"iteration_{step:06d}"
        builders = [
            ProblemGroupBuilder(lambda left=left: Sum(left, step), 2, "sums")
            for left in range(2)]
        groups = []
        with _get_logtree_scope(
            where, 1, "train", f"RL Iteration {step}", iteration=step, store=store
        ):
            for number, builder in enumerate(builders):
                with logtree.optional_enable_logging(number < 1):
                    groups.append(await do_group_rollout(builder, policy))
        tags = [builder.logging_tags() for builder in builders]
        store.write_rollouts(step, serialize_rollout_summaries(
            split="train", iteration=step, trajectory_groups_P=groups, taglist_P=tags))
        metrics = {"progress/batch": step, "optim/lr": 1e-4, "progress/done_frac": (step + 1) / 2}
        metrics |= compute_trajectory_metrics(groups, tags)
        logger.log_metrics(metrics, step=step)
        store.write_checkpoint({
            "name": f"{step:06d}", "batch": step, "state_path": f"tinker://run/weights/{step:06d}",
            "sampler_path": f"tinker://run/sampler_weights/{step:06d}"})
        (where / "train.html").unlink()


asyncio.run(main())
