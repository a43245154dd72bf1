"""Writes the dumps in `skyrl`, with SkyRL's own function.

    pip download --no-deps skyrl && unzip skyrl-*.whl -d skyrl
    python write_skyrl.py skyrl/skyrl/train/utils/trainer_utils.py FOLDER

The function is taken out of its file, because importing that wants Ray, a cluster's libraries and
PyTorch, none of which the function uses.
"""

import ast
import json
import logging
import random
import sys
from pathlib import Path
from typing import Any, Dict, List

source, folder = open(sys.argv[1]).read(), Path(sys.argv[2])
wanted = {"sanitize_data_source", "dump_per_dataset_eval_results"}
functions = [
    node for node in ast.parse(source).body
    if isinstance(node, ast.FunctionDef) and node.name in wanted]
names = {
    "json": json, "Path": Path, "Any": Any, "Dict": Dict, "List": List,
    "logger": logging.getLogger(), "AutoTokenizer": Any, "GeneratorOutput": Any}
exec(compile(ast.Module(functions, []), sys.argv[1], "exec"), names)


class Letters:
    def decode(self, tokens):
        return "".join(map(chr, tokens))


chance = random.Random(0)
for step in (0, 5, 10):
    questions = [(left, right) for left in range(3) for right in range(2)]
    rewards = [float(chance.random() < 0.3 + step / 20) for _ in questions]
    prompts = [f"<|user|>What is {left} + {right}?<|assistant|>" for left, right in questions]
    answers = [str(left + right + int(1 - won)) for (left, right), won in zip(questions, rewards)]
    where = folder / f"global_step_{step}_evals"
    where.mkdir(parents=True)
    names["dump_per_dataset_eval_results"](
        where, Letters(),
        {
            "prompt_token_ids": [[ord(sign) for sign in text] for text in prompts],
            "response_ids": [[ord(sign) for sign in text] for text in answers],
            # By sequence for one source, by token for the other: both are written so.
            "rewards": [won if place < 3 else [0.0] * 2 + [won] for place, won in enumerate(rewards)],
            "stop_reasons": ["stop"] * 5 + ["length"],
        },
        ["openai/gsm8k"] * 3 + ["sums"] * 3, ["gsm8k"] * 6, [{"reward_spec": {"ground_truth": "?"}}] * 6,
        {"eval/all/avg_score": sum(rewards) / 6, "eval/all/pass_at_1": sum(rewards) / 6})
