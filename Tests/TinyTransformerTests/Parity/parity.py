#!/usr/bin/env python3
"""Compares Kolb's transformer and its files with PyTorch and Hugging Face transformers.

    parity.py make-fixtures           writes Fixtures/ beside this file; needed only to change them
    parity.py check MODEL OUTPUTS     opens MODEL, a folder that Kolb wrote, and compares with OUTPUTS,
                                      what Kolb computed from it
    parity.py resave MODEL COPY       opens MODEL and saves it as COPY, for Kolb to open
    parity.py refuses MODEL           succeeds if transformers does not open MODEL

Needs torch, transformers and safetensors (pip install torch transformers); a CPU is enough.
Nothing is downloaded. Kolb's tests run all but the first with the Python that KOLB_PYTHON names,
or python3, and skip them where the packages are missing. The fixtures need no Python.
"""

import json
import os
import shutil
import sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM, AutoTokenizer, Qwen3Config, Qwen3ForCausalLM

FIXTURES = Path(__file__).parent / "Fixtures"

# One model with heads that share keys and a head width of its own, one whose sizes fit no vector,
# and one with Kolb's second embedding, of the previous token.
CONFIGURATIONS = {
    "grouped-heads": dict(
        vocab_size=40, hidden_size=32, intermediate_size=48, num_hidden_layers=2,
        num_attention_heads=4, num_key_value_heads=2, head_dim=16,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0},
        rms_norm_eps=1e-6, max_position_embeddings=64),
    "odd-sizes": dict(
        vocab_size=37, hidden_size=21, intermediate_size=35, num_hidden_layers=3,
        num_attention_heads=3, num_key_value_heads=1, head_dim=10,
        rope_parameters={"rope_type": "default", "rope_theta": 500000.0},
        rms_norm_eps=1e-5, max_position_embeddings=32),
    "previous-token": dict(
        vocab_size=24, hidden_size=16, intermediate_size=24, num_hidden_layers=2,
        num_attention_heads=2, num_key_value_heads=2, head_dim=8,
        rope_parameters={"rope_type": "default", "rope_theta": 10000.0},
        rms_norm_eps=1e-6, max_position_embeddings=32),
}
LENGTHS = [2, 9, 17, 24]

# The clipped objective is compared at probabilities that differ from those of sampling by this.
LOG_RATIO_DEVIATION = 0.3
CLIP_LOW, CLIP_HIGH = 0.2, 0.28
TEMPERATURE, ENTROPY_WEIGHT = 0.7, 0.5


def random_model(configuration, generator, previous_token):
    """A Qwen3 with weights large enough that every part of it shows in the logits."""
    model = Qwen3ForCausalLM(Qwen3Config(
        **configuration, tie_word_embeddings=True, attention_bias=False,
        # Without a padding token: PyTorch gives the embedding of that one no gradient.
        bos_token_id=1, eos_token_id=2, pad_token_id=None)).float()
    if previous_token:
        model.model.embed_previous = torch.nn.Embedding(model.config.vocab_size, model.config.hidden_size)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            noise = torch.randn(weight.shape, generator=generator)
            if weight.dim() == 1:
                weight.copy_(1 + 0.3 * noise)
            elif "embed" in name:
                weight.copy_(0.7 * noise)
            else:
                weight.copy_(noise / weight.shape[1] ** 0.5)
    return model


def logits_of(model, tokens):
    """[T, V] for [T] tokens; the first token has none before it, so nothing is added to it."""
    embedded = model.model.embed_tokens(tokens)
    if hasattr(model.model, "embed_previous"):
        embedded = embedded + F.pad(model.model.embed_previous(tokens[:-1]), (0, 0, 1, 0))
    return model(inputs_embeds=embedded[None]).logits[0]


def gradients(model, loss):
    model.zero_grad()
    loss.backward(retain_graph=True)
    return {name: weight.grad.clone() for name, weight in model.named_parameters()}


def expectation(model, generator):
    """Tokens, and what PyTorch makes of them: logits, losses, gradients.

    Sequences follow each other without padding. A sequence of n tokens has n - 1 predictions;
    log-probabilities, advantages and the rest hold one number for each of those.
    """
    vocabulary = model.config.vocab_size
    sequences = [torch.randint(vocabulary, (n,), generator=generator) for n in LENGTHS]
    logits = [logits_of(model, tokens) for tokens in sequences]
    predicting = torch.cat([l[:-1] for l in logits])
    targets = torch.cat([t[1:] for t in sequences])

    def log_probabilities_at(temperature):
        distribution = F.log_softmax(predicting / temperature, dim=-1)
        entropy = -(distribution.exp() * distribution).sum(-1)
        return distribution.gather(1, targets[:, None])[:, 0], entropy

    log_probabilities, _ = log_probabilities_at(1)
    cross_entropy = -log_probabilities.mean()

    count = log_probabilities.numel()
    advantages = torch.randn(count, generator=generator)
    noise = LOG_RATIO_DEVIATION * torch.randn(count, generator=generator)
    sampled = log_probabilities.detach() + noise
    ratio = torch.exp(log_probabilities - sampled)
    clipped = ratio.clamp(1 - CLIP_LOW, 1 + CLIP_HIGH)
    clipped_ratio = -torch.minimum(ratio * advantages, clipped * advantages).mean()

    tempered, entropy = log_probabilities_at(TEMPERATURE)
    entropy_bonus = -(tempered + ENTROPY_WEIGHT * entropy).mean()

    result = {
        "lengths": torch.tensor(LENGTHS).float(),
        "tokens": torch.cat(sequences).float(),
        "logits": torch.cat(logits),
        "log_probabilities": log_probabilities,
        "advantages": advantages,
        "sampled_log_probabilities": sampled,
        "tempered_log_probabilities": tempered,
        "tempered_entropy": entropy,
    }
    losses = {
        "cross_entropy": cross_entropy, "clipped_ratio": clipped_ratio,
        "entropy_bonus": entropy_bonus}
    for kind, loss in losses.items():
        result[f"{kind}.loss"] = loss.reshape(1)
        for name, gradient in gradients(model, loss).items():
            result[f"{kind}.grad.{name}"] = gradient
    return {name: tensor.detach().contiguous() for name, tensor in result.items()}


def save(model, folder):
    """As transformers saves it; with the second embedding it is no Qwen3 and must say so."""
    shutil.rmtree(folder, ignore_errors=True)
    model.save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    if hasattr(model.model, "embed_previous"):
        config = json.loads((folder / "config.json").read_text())
        config |= {"model_type": "kolb_previous_token", "previous_token_embedding": True,
                   "architectures": ["KolbPreviousTokenForCausalLM"]}
        (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n")


def make_fixtures():
    for seed, (name, configuration) in enumerate(CONFIGURATIONS.items()):
        generator = torch.Generator().manual_seed(seed)
        model = random_model(configuration, generator, previous_token=name == "previous-token")
        folder = FIXTURES / name
        save(model, folder)
        save_file(expectation(model, generator), folder / "expected.safetensors")
        for file in sorted(folder.iterdir()):
            print(f"{file.stat().st_size:8d} {file.relative_to(FIXTURES)}")


def check(model_folder, outputs_folder):
    """Logits within 1e-4; tokens and decoded texts equal."""
    words = json.loads((Path(outputs_folder) / "texts.json").read_text(encoding="utf-8"))
    numbers = load_file(Path(outputs_folder) / "logits.safetensors")

    tokenizer = AutoTokenizer.from_pretrained(model_folder)
    for case in words:
        expect(tokenizer.encode(case["text"]), case["tokens"], f"tokens of {case['text']!r}")
        expect(tokenizer.decode(case["tokens"]), case["decoded"], f"text of {case['tokens']}")
    roles = [tokenizer.pad_token_id, tokenizer.bos_token_id, tokenizer.eos_token_id,
             tokenizer.unk_token_id]
    expect(roles, [0, 1, 2, 3], "special tokens")

    model, report = AutoModelForCausalLM.from_pretrained(model_folder, output_loading_info=True)
    expect({key: list(names) for key, names in report.items() if names}, {}, "loading report")
    expect(model.dtype, torch.float32, "element type")
    tokens = numbers["tokens"].long()
    with torch.no_grad():
        logits = model(tokens[None]).logits[0]
    difference = (logits - numbers["logits"]).abs().max().item()
    if not difference <= 1e-4:
        sys.exit(f"logits differ by {difference}")
    print(f"logits differ by at most {difference:.2e}, of {logits.abs().max().item():.1f}")


def expect(found, expected, what):
    if found != expected:
        sys.exit(f"{what}: transformers has {found!r}, Kolb {expected!r}")


def resave(model_folder, copy):
    AutoModelForCausalLM.from_pretrained(model_folder).save_pretrained(copy)
    AutoTokenizer.from_pretrained(model_folder).save_pretrained(copy)


def refuses(model_folder):
    try:
        AutoModelForCausalLM.from_pretrained(model_folder)
    except ValueError as error:
        print(f"refused: {error}")
    else:
        sys.exit("transformers opened a model that it cannot compute")


def main(arguments):
    torch.set_num_threads(1)
    match arguments:
        case ["make-fixtures"]:
            make_fixtures()
        case ["check", model_folder, outputs_folder]:
            check(model_folder, outputs_folder)
        case ["resave", model_folder, copy]:
            resave(model_folder, copy)
        case ["refuses", model_folder]:
            refuses(model_folder)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
