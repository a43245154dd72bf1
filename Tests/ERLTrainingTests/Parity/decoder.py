"""The model in PyTorch, in double precision."""

import json

import torch
import torch.nn.functional as F
from safetensors import safe_open

# Sequences that go through the model together.
BATCH = 24


class Model:
    """A Qwen3 decoder, whose head is its embedding, optionally with one more for the token before."""

    def __init__(self, folder):
        self.c = json.loads((folder / "config.json").read_text())
        with safe_open(folder / "model.safetensors", "pt") as file:
            self.weights = {name: file.get_tensor(name).double() for name in file.keys()}
        self.weights.pop("lm_head.weight", None)
        for weight in self.weights.values():
            weight.requires_grad_()

    def names(self):
        """In the order in which the optimizer keeps what it remembers of them."""
        layer = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
                 "self_attn.q_norm", "self_attn.k_norm", "mlp.gate_proj", "mlp.up_proj",
                 "mlp.down_proj", "input_layernorm", "post_attention_layernorm"]
        names = ["embed_tokens", "embed_previous"] + [
            f"layers.{i}.{name}" for i in range(self.c["num_hidden_layers"]) for name in layer]
        names = [f"model.{name}.weight" for name in names + ["norm"]]
        return [name for name in names if name in self.weights]

    def norm(self, x, name):
        scale = torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.c["rms_norm_eps"])
        return x * scale * self.weights[f"model.{name}.weight"]

    def linear(self, x, name):
        return F.linear(x, self.weights[f"model.{name}.weight"])

    def hidden(self, tokens):
        """[B, T] tokens to [B, T, C]."""
        x = F.embedding(tokens, self.weights["model.embed_tokens.weight"])
        previous = self.weights.get("model.embed_previous.weight")
        if previous is not None:
            x = x + F.pad(F.embedding(tokens[:, :-1], previous), (0, 0, 1, 0))
        for i in range(self.c["num_hidden_layers"]):
            at = f"layers.{i}."
            x = x + self.attention(self.norm(x, at + "input_layernorm"), at + "self_attn.")
            y = self.norm(x, at + "post_attention_layernorm")
            gated = F.silu(self.linear(y, at + "mlp.gate_proj")) * self.linear(y, at + "mlp.up_proj")
            x = x + self.linear(gated, at + "mlp.down_proj")
        return self.norm(x, "norm")

    def attention(self, x, at):
        (batch, length, _), width = x.shape, self.c["head_dim"]
        query, key, value = (
            self.linear(x, at + name).view(batch, length, -1, width)
            for name in ("q_proj", "k_proj", "v_proj"))
        query, key = (
            self.turn(self.norm(y, at + name)) for y, name in ((query, "q_norm"), (key, "k_norm")))
        sharing = query.shape[2] // key.shape[2]
        key, value = (y.repeat_interleave(sharing, dim=2) for y in (key, value))
        scores = torch.einsum("bqhd,bkhd->bhqk", query, key) / width ** 0.5
        future = torch.ones(length, length, dtype=torch.bool).triu(1)
        mixed = torch.einsum("bhqk,bkhd->bqhd", scores.masked_fill(future, -torch.inf).softmax(-1), value)
        return self.linear(mixed.reshape(batch, length, -1), at + "o_proj")

    def turn(self, x):
        """Rotary embedding: element j of a head's first half and j of its second are a pair."""
        half = x.shape[-1] // 2
        theta = self.c["rope_parameters"]["rope_theta"]
        frequency = theta ** (-torch.arange(half, dtype=torch.double) / half)
        angle = (torch.arange(x.shape[1], dtype=torch.double)[:, None] * frequency)[:, None]
        a, b = x[..., :half], x[..., half:]
        return torch.cat(
            (a * angle.cos() - b * angle.sin(), b * angle.cos() + a * angle.sin()), dim=-1)

    def log_probabilities(self, conversations, temperature):
        """Of the drawn tokens of each conversation; what pads the short ones nobody looks at."""
        longest = max(len(c.tokens) for c in conversations)
        tokens = torch.tensor([c.tokens + [0] * (longest - len(c.tokens)) for c in conversations])
        hidden = self.hidden(tokens)
        result = []
        for row, conversation in enumerate(conversations):
            positions = torch.tensor(conversation.drawn)
            logits = hidden[row, positions - 1] @ self.weights["model.embed_tokens.weight"].T
            said = F.log_softmax(logits / temperature, dim=-1)
            result.append(said.gather(1, tokens[row, positions][:, None])[:, 0])
        return result


def in_batches(rows):
    """Rows of about one length together."""
    rows = sorted(rows, key=lambda row: len(row.conversation.tokens))
    return [rows[i:i + BATCH] for i in range(0, len(rows), BATCH)]


@torch.no_grad()
def measured(model, rows, temperature):
    """log π of each row's drawn tokens, by the identity of the row."""
    result = {}
    for batch in in_batches(rows):
        values = model.log_probabilities([row.conversation for row in batch], temperature)
        result |= {id(row): value for row, value in zip(batch, values)}
    return result
