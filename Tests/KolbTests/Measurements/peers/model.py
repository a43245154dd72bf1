"""The model of `kolb benchmark` in PyTorch: a decoder in the style of Qwen3, as lean as it can be.

No dropout, no masks where the library has a causal kernel, fused projections, a static cache.
"""

import json

import torch
import torch.nn.functional as F
from safetensors.torch import load_file


class Decoder(torch.nn.Module):
    def __init__(self, shape):
        super().__init__()
        self.width = shape["hidden_size"]
        self.heads = shape["num_attention_heads"]
        self.groups = shape["num_key_value_heads"]
        self.part = shape["head_dim"]
        inner, width = shape["intermediate_size"], self.width
        queries, keys = self.heads * self.part, self.groups * self.part
        self.embedding = torch.nn.Parameter(0.05 * torch.randn(shape["vocab_size"], width))
        self.layers = torch.nn.ModuleList()
        for _ in range(shape["num_hidden_layers"]):
            layer = torch.nn.Module()
            layer.project = torch.nn.Linear(width, queries + 2 * keys, bias=False)
            layer.output = torch.nn.Linear(queries, width, bias=False)
            layer.gate_up = torch.nn.Linear(width, 2 * inner, bias=False)
            layer.down = torch.nn.Linear(inner, width, bias=False)
            layer.norms = torch.nn.ParameterList(
                torch.nn.Parameter(torch.ones(size)) for size in (width, width, self.part, self.part))
            self.layers.append(layer)
        self.norm = torch.nn.Parameter(torch.ones(width))
        theta = shape.get("rope_theta", 10000.0)
        positions = torch.arange(1024.0)[:, None]
        angles = positions * theta ** (-torch.arange(0, self.part, 2.0) / self.part)
        self.register_buffer("cosine", torch.cat([angles.cos()] * 2, -1))
        self.register_buffer("sine", torch.cat([angles.sin()] * 2, -1))

    @staticmethod
    def of_folder(folder):
        with open(f"{folder}/config.json") as file:
            model = Decoder(json.load(file))
        tensors = load_file(f"{folder}/model.safetensors")
        with torch.no_grad():
            model.embedding.copy_(tensors["model.embed_tokens.weight"])
            model.norm.copy_(tensors["model.norm.weight"])
            for index, layer in enumerate(model.layers):
                name = f"model.layers.{index}."
                layer.project.weight.copy_(torch.cat([
                    tensors[f"{name}self_attn.{part}_proj.weight"] for part in "qkv"]))
                layer.output.weight.copy_(tensors[name + "self_attn.o_proj.weight"])
                layer.gate_up.weight.copy_(torch.cat([
                    tensors[f"{name}mlp.{part}_proj.weight"] for part in ("gate", "up")]))
                layer.down.weight.copy_(tensors[name + "mlp.down_proj.weight"])
                for norm, key in zip(layer.norms, (
                        "input_layernorm", "post_attention_layernorm", "self_attn.q_norm",
                        "self_attn.k_norm")):
                    norm.copy_(tensors[f"{name}{key}.weight"])
        return model

    def normed(self, x, weight):
        return F.rms_norm(x, (x.shape[-1],), weight, 1e-6)

    def turned(self, x, cosine, sine):
        first, second = x.chunk(2, -1)
        return x * cosine + torch.cat((-second, first), -1) * sine

    def block(self, layer, x, cosine, sine, attend):
        rows, length, _ = x.shape
        projected = layer.project(self.normed(x, layer.norms[0]))
        parts = projected.view(rows, length, -1, self.part).transpose(1, 2)
        query, key, value = parts.split((self.heads, self.groups, self.groups), 1)
        query = self.turned(self.normed(query, layer.norms[2]), cosine, sine)
        key = self.turned(self.normed(key, layer.norms[3]), cosine, sine)
        mixed = attend(query, key, value).transpose(1, 2).reshape(rows, length, -1)
        x = x + layer.output(mixed)
        gate, up = layer.gate_up(self.normed(x, layer.norms[1])).chunk(2, -1)
        return x + layer.down(F.silu(gate) * up)

    def forward(self, tokens):
        """Logits after each token of whole sequences, which may be padded behind their ends."""
        length = tokens.shape[1]
        x = self.embedding[tokens]
        cosine, sine = self.cosine[:length], self.sine[:length]
        for layer in self.layers:
            x = self.block(
                layer, x, cosine, sine,
                lambda q, k, v: F.scaled_dot_product_attention(q, k, v, is_causal=True))
        return F.linear(self.normed(x, self.norm), self.embedding)


class Cache:
    """Keys and values of rows whose lengths differ, in memory that is taken once."""

    def __init__(self, model, rows, positions):
        shape = (len(model.layers), rows, model.groups, positions, model.part)
        self.keys, self.values = torch.zeros(shape), torch.zeros(shape)
        self.lengths = torch.zeros(rows, dtype=torch.long)
        self.places = torch.arange(positions)


@torch.inference_mode()
def extended(model, cache, rows, tokens, counts):
    """Reads tokens `[R, T]`, `counts` of each row, into the cache; logits after each row's last."""
    length = tokens.shape[1]
    begin = cache.lengths[rows]
    places = begin[:, None] + torch.arange(length)
    cosine, sine = model.cosine[places][:, None], model.sine[places][:, None]
    end = int((begin + counts).max())
    whole = end if length == 1 else int(begin.max()) + length
    seen = cache.places[:whole] <= places[:, :, None]
    # Rows that are all of one length need no mask for a single token.
    even = length == 1 and bool((begin == begin[0]).all())
    x = model.embedding[tokens]
    for index, layer in enumerate(model.layers):
        def attend(query, key, value):
            keys, values = cache.keys[index], cache.values[index]
            if even and len(rows) == keys.shape[0]:
                keys[:, :, end - 1:end], values[:, :, end - 1:end] = key, value
                return F.scaled_dot_product_attention(query, keys[:, :, :end], values[:, :, :end])
            keys[rows[:, None], :, places] = key.transpose(1, 2)
            values[rows[:, None], :, places] = value.transpose(1, 2)
            return F.scaled_dot_product_attention(
                query, keys[rows, :, :whole], values[rows, :, :whole], attn_mask=seen[:, None])
        x = model.block(layer, x, cosine, sine, attend)
    cache.lengths[rows] += counts
    last = x[torch.arange(len(rows)), counts - 1]
    return F.linear(model.normed(last, model.norm), model.embedding)


@torch.inference_mode()
def drawn(logits, temperature=1.0):
    logs = torch.log_softmax(logits / temperature, -1)
    tokens = torch.multinomial(logs.exp(), 1)
    return tokens, logs.gather(1, tokens)
