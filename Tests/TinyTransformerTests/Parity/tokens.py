#!/usr/bin/env python3
"""What Hugging Face `tokenizers` makes of hard texts, for a comparison with ours.

  tokens.py TOKENIZER.json OUT [COUNT]   writes OUT/NAME.json and OUT/NAME.cases.json

  tokens.py --fixture OUT.json           a small tokenizer trained here, and fifty cases of each

for the tokenizer itself and for the ways in which the GPT-2, Llama 3, Qwen, Olmo and GPT-4o
families cut text, put in its place. A case is [text, tokens, the text that they read].
Needs: tokenizers.
"""
import json, os, random, sys, unicodedata
from tokenizers import Tokenizer

LLAMA3 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
QWEN = LLAMA3.replace(r"\p{N}{1,3}", r"\p{N}")
GPT4O = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
         r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")
BYTES = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": False, "use_regex": False}


def cut(pattern):
    split = {"type": "Split", "pattern": {"Regex": pattern}, "behavior": "Isolated", "invert": False}
    return {"type": "Sequence", "pretokenizers": [split, BYTES]}


def variants(base):
    yield "own", base
    gpt2 = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
    digits = {"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": True}, gpt2]}
    yield "digits", base | {"pre_tokenizer": digits}
    llama = base | {"pre_tokenizer": cut(LLAMA3)}
    llama["model"] = base["model"] | {"ignore_merges": True}
    yield "llama3", llama
    yield "qwen", base | {"pre_tokenizer": cut(QWEN), "normalizer": {"type": "NFC"}}
    yield "olmo2", base | {"pre_tokenizer": cut(LLAMA3)}
    yield "gpt4o", base | {"pre_tokenizer": cut(GPT4O)}


def texts(count, specials):
    random.seed(1)
    assigned = [chr(c) for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF and unicodedata.category(chr(c)) not in ("Cn", "Co")]
    by_category = {}
    for c in assigned: by_category.setdefault(unicodedata.category(c), []).append(c)
    words = "don't I'M we'LL they've 'S 'ſ it'ſ Hello world the 1234567 3.14 x² Ⅷ naïve Ångström straße ΑΒΓ мир 世界 مرحبا שלום नमस्ते ไทย 한국어 👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 \u0344 \u1e9b\u0323 ﬁ def f(x): return\tx  \r\n\n \u00a0 \u2003 \u200b \ufeff \x00 \x7f \u2028 <action>Up</action> '' '' ....... ----- ___ aaaaaaaaaaaaaaaaaaaaaaaa".split(" ")
    blanks = ["", " ", "  ", "\n", "\t", "\r\n", "\u00a0", "\u3000", " \n ", "   "]
    for index in range(count):
        kind = index % 5
        if kind == 0:
            text = "".join(random.choice(by_category[random.choice(sorted(by_category))]) for _ in range(random.randint(0, 30)))
        elif kind == 1:
            text = "".join(random.choice(words) + random.choice(blanks) for _ in range(random.randint(0, 15)))
        elif kind == 2:
            text = "".join(chr(random.choice([random.randint(0, 127), random.randint(0, 0x2FF)])) for _ in range(random.randint(0, 40)))
        elif kind == 3:
            text = "".join(random.choice(words + specials + blanks + [random.choice(assigned)]) for _ in range(random.randint(0, 15)))
        else:
            base = random.choice(words + assigned)
            marks = [chr(random.choice([0x300, 0x301, 0x308, 0x323, 0x3099, 0x5B0, 0x64B, 0x93C, 0x1161, 0x11A8])) for _ in range(random.randint(0, 6))]
            text = base + "".join(marks) + random.choice(blanks) + base * random.randint(1, 4)
        yield text


def cases(document, count, specials):
    tokenizer = Tokenizer.from_str(json.dumps(document))
    for text in texts(count, specials):
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        yield [text, ids, tokenizer.decode(ids, skip_special_tokens=True)]


def fixture(path):
    """A vocabulary of a few hundred tokens, so that the file stays small."""
    from tokenizers import decoders, models, pre_tokenizers, trainers
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(vocab_size=700, special_tokens=["<|endoftext|>", "<|im_start|>", "<|im_end|>"],
                                  initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    tokenizer.train_from_iterator([open(__file__).read(), *texts(2000, [])], trainer)
    base = json.loads(tokenizer.to_str())
    # One byte without a token, which is left out, and tokens of every kind that are looked for.
    base["added_tokens"].append({"id": 700, "content": "<tool>", "single_word": False, "lstrip": True, "rstrip": True,
                                 "normalized": False, "special": False})
    base["added_tokens"].append({"id": 701, "content": "\u00e9t\u00e9", "single_word": False, "lstrip": False, "rstrip": False,
                                 "normalized": True, "special": False})
    specials = [t["content"] for t in base["added_tokens"]] + ["\U000204E8\u0308", "\ubd78\u11a8", " <tool> ", "e\u0301te\u0301"]
    result = {"base": base, "variants": {}}
    for name, document in variants(base):
        result["variants"][name] = {
            "replace": {k: document[k] for k in ("normalizer", "pre_tokenizer")},
            "ignore_merges": document["model"].get("ignore_merges", False),
            "cases": list(cases(document, 60, specials))}
    json.dump(result, open(path, "w"), ensure_ascii=True, separators=(",", ":"))
    print(path, os.path.getsize(path), "bytes")


def main():
    if sys.argv[1] == "--fixture": return fixture(sys.argv[2])
    source, out = sys.argv[1], sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    os.makedirs(out, exist_ok=True)
    base = json.load(open(source))
    specials = [t["content"] for t in base["added_tokens"]][:6]
    for name, document in variants(base):
        path = os.path.join(out, name + ".json")
        json.dump(document, open(path, "w"), ensure_ascii=False)
        found = list(cases(document, count, specials))
        json.dump(found, open(os.path.join(out, name + ".cases.json"), "w"), ensure_ascii=False)
        print(name, len(found), "cases", sum(len(c[1]) for c in found), "tokens")


main()
