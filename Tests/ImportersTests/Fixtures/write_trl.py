"""Writes the output folder in `trl`, with TRL's GRPO and a tiny random model.

    pip install trl pandas pyarrow
    python write_trl.py FOLDER

Completions come as Parquet; the command that `kolb open` names makes JSON lines of them.
"""

import os
import shutil
import sys

from datasets import Dataset
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM, set_seed
from trl import GRPOConfig, GRPOTrainer

folder = sys.argv[1]
set_seed(0)
signs = [chr(code) for code in range(32, 127)]
words = {sign: place for place, sign in enumerate(["<pad>", "<eos>", "<unk>"] + signs)}
tokens = Tokenizer(models.WordLevel(words, unk_token="<unk>"))
tokens.pre_tokenizer = pre_tokenizers.Split("", "isolated")
tokens.decoder = decoders.Fuse()
tokenizer = PreTrainedTokenizerFast(
    tokenizer_object=tokens, pad_token="<pad>", eos_token="<eos>", unk_token="<unk>")
model = Qwen2ForCausalLM(
    Qwen2Config(
        vocab_size=len(words), hidden_size=16, intermediate_size=32, num_hidden_layers=1,
        num_attention_heads=2, num_key_value_heads=1, max_position_embeddings=128,
        pad_token_id=0, eos_token_id=1))


def digits_reward(completions, **others):
    """More of a text that is digits is better."""
    return [sum(sign.isdigit() for sign in text) / max(1, len(text)) for text in completions]


def short_reward(completions, **others):
    return [0.1 * (len(text) < 12) for text in completions]


trainer = GRPOTrainer(
    model, [digits_reward, short_reward],
    args=GRPOConfig(
        output_dir=folder, per_device_train_batch_size=8, num_generations=4, max_steps=6,
        max_completion_length=16, logging_steps=1, save_steps=3, log_completions=True,
        learning_rate=1e-2, report_to=[], use_cpu=True, bf16=False, disable_tqdm=True, seed=0,
        num_completions_to_print=0),
    train_dataset=Dataset.from_dict({"prompt": [f"What is {n} + {n}? " for n in range(12)]}),
    processing_class=tokenizer)
trainer.train()
# Only what is read: weights are of no use here.
for name in os.listdir(folder):
    if name.startswith("checkpoint-"):
        for inside in os.listdir(f"{folder}/{name}"):
            if inside != "trainer_state.json":
                os.remove(f"{folder}/{name}/{inside}")
    elif name != "completions":
        path = f"{folder}/{name}"
        shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)
