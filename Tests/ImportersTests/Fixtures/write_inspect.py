"""Writes the logs in `inspect`, with Inspect and its mock model.

    pip install inspect_ai
    python write_inspect.py FOLDER
"""

import json
import os
import sys

from inspect_ai import Task, eval
from inspect_ai.dataset import Sample
from inspect_ai.model import ModelOutput, ModelUsage, get_model
from inspect_ai.scorer import match
from inspect_ai.solver import generate

folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
samples = [Sample(id=f"sum{n}", input=f"What is {n} + {n}?", target=f"{2 * n}") for n in range(4)]


def answer(n):
    """Wrong for one sum; counted here, because the mock model would fetch a tokenizer for that."""
    output = ModelOutput.from_content("mockllm/model", f"{2 * n + (n == 2)}")
    output.usage = ModelUsage(input_tokens=5, output_tokens=3, total_tokens=8)
    return output


for form in ["eval", "json"]:
    eval(
        Task(name="sums", dataset=samples, solver=generate(), scorer=match(), epochs=2),
        model=get_model("mockllm/model", custom_outputs=[answer(n) for n in range(4)] * 2),
        log_dir=folder, log_format=form, max_connections=1, max_samples=1, display="none")
