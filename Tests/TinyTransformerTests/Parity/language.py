#!/usr/bin/env python3
"""What Hugging Face `transformers` and PyTorch make of a language model, for a comparison with ours.

  language.py FOLDER OUT [TEXT]

FOLDER is a checkpoint; TEXT a file of words, this one if none is named. Then
`KOLB_LANGUAGE=FOLDER KOLB_EXPECTED=OUT swift test -c release --filter LanguageModelParityTests`.
OUT gets sequences.json, logits.safetensors, gradients.safetensors, adapter_model.safetensors and
adapter_gradients.safetensors (as large as the model) and speeds.json. Needs: torch, transformers.
"""
import json, os, statistics, sys, time
import torch
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

RANK, SCALE = 8, 2.0
TARGETS = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj", "mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"]


def loss(model, sequences):
    x = torch.tensor(sequences)
    logits = model(x).logits
    return torch.nn.functional.cross_entropy(logits[:, :-1].reshape(-1, logits.shape[-1]), x[:, 1:].reshape(-1), reduction="sum")


def speed(tokens, work, times=5):
    """Tokens a second: the median of a few runs, of which the first also makes room."""
    seconds = []
    for _ in range(times):
        start = time.time()
        result = work()
        seconds.append(time.time() - start)
    return result, tokens / statistics.median(seconds)


def main():
    folder, out = sys.argv[1], sys.argv[2]
    os.makedirs(out, exist_ok=True)
    torch.set_num_threads(2)
    torch.manual_seed(1)
    words = open(sys.argv[3] if len(sys.argv) > 3 else __file__).read()
    ids = AutoTokenizer.from_pretrained(folder)(words)["input_ids"]
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    sequences = {"read": [ids[:300]], "opening": ids[:100], "learnt": [ids[i * 100:(i + 1) * 100] for i in range(4)]}
    speeds = {}
    with torch.no_grad():
        logits = model(torch.tensor(sequences["read"])).logits[0]
        # As generation reads a prompt: the last token's logits are all that it wants.
        _, speeds["prefill"] = speed(300, lambda: model(torch.tensor(sequences["read"]), logits_to_keep=1))
        start = time.time()
        written = model.generate(torch.tensor([sequences["opening"]]), max_new_tokens=1000, min_new_tokens=1000, do_sample=False, eos_token_id=None, pad_token_id=0)
        speeds["decode"] = 1000 / (time.time() - start)
        sequences["written"] = written[0, 100:].tolist()
    save_file({"logits": logits.contiguous()}, os.path.join(out, "logits.safetensors"))
    def learn():
        model.zero_grad()
        loss(model, sequences["learnt"]).backward()
    _, speeds["training"] = speed(400, learn)
    save_file({n: p.grad for n, p in model.named_parameters()}, os.path.join(out, "gradients.safetensors"))
    adapters, modules = {}, dict(model.named_modules())
    for p in model.parameters(): p.requires_grad, p.grad = False, None
    for layer in range(model.config.num_hidden_layers):
        for target in TARGETS:
            name = f"model.layers.{layer}.{target}"
            linear = modules[name]
            a = (0.02 * torch.randn(RANK, linear.weight.shape[1])).requires_grad_()
            b = (0.02 * torch.randn(linear.weight.shape[0], RANK)).requires_grad_()
            adapters[f"base_model.model.{name}.lora_A.weight"], adapters[f"base_model.model.{name}.lora_B.weight"] = a, b
            linear.forward = lambda x, w=linear.weight, a=a, b=b: torch.nn.functional.linear(x, w) + SCALE * ((x @ a.T) @ b.T)
    def adapt():
        for v in adapters.values(): v.grad = None
        loss(model, sequences["learnt"]).backward()
    _, speeds["adapters"] = speed(400, adapt)
    save_file({n: v.detach() for n, v in adapters.items()}, os.path.join(out, "adapter_model.safetensors"))
    save_file({n: v.grad for n, v in adapters.items()}, os.path.join(out, "adapter_gradients.safetensors"))
    json.dump(sequences, open(os.path.join(out, "sequences.json"), "w"))
    json.dump(speeds, open(os.path.join(out, "speeds.json"), "w"))
    print({k: round(v, 1) for k, v in speeds.items()}, "tokens a second")


main()
