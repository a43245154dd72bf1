#!/usr/bin/env python3
"""What Hugging Face `transformers` makes of conversations by a chat template.

  chats.py OUT.json COUNT TEMPLATE.jinja …

Each case: the template's name, the messages, whether a reply is asked for, further variables, and the
text, or null where the template refuses. Needs: transformers, jinja2.
"""
import json, os, random, sys
from transformers.utils.chat_template_utils import _compile_jinja_template

WORDS = ["Up", "go <b>left</b>", "", "  blanks \n", "é 世界 👩‍👩‍👧", "it's \"so\"", "<think>\nA hole.\n</think>\n\nDown",
         "<result>ok</result>", "a\tb\\n", "line\n\nline\n", "{{ not a template }} {% if %}", "\u2028\u0000", "<|im_end|>"]
TOOLS = [{"type": "function", "function": {"name": "search", "description": "Finds <pages> & \"é\"",
          "parameters": {"type": "object", "properties": {"query": {"type": "string"}}, "required": ["query"]}}},
         {"name": "none", "empty": {}, "list": [], "n": 1.5, "big": 1e20, "small": 1e-7, "t": True, "z": None}]


def text(): return "".join(random.choice(WORDS) for _ in range(random.randint(0, 3)))


def call():
    arguments = random.choice([{"query": text(), "n": [1, {"a": None}]}, {}])
    return {"type": "function", "function": {"name": "search", "arguments": arguments}}


def conversation():
    messages = []
    if random.random() < 0.5: messages.append({"role": "system", "content": text()})
    for _ in range(random.randint(0, 4)):
        messages.append({"role": "user", "content": text()})
        if random.random() < 0.8:
            reply = {"role": "assistant", "content": text()}
            if random.random() < 0.2: reply["reasoning_content"] = text()
            if random.random() < 0.2: reply["tool_calls"] = [call() for _ in range(random.randint(1, 2))]
            messages.append(reply)
            if "tool_calls" in reply:
                messages += [{"role": "tool", "content": text()} for _ in reply["tool_calls"]]
    return messages or [{"role": "user", "content": text()}]


def main():
    out, count, files = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    random.seed(1)
    cases = []
    for file in files:
        template = _compile_jinja_template(open(file).read())
        for _ in range(count):
            variables = {"bos_token": "<s>", "eos_token": "</s>", "fixed_day": True, "date_string": "26 Jul 2024"}
            if random.random() < 0.5: del variables["date_string"]
            if "strftime_now" in open(file).read() and "fixed_day" not in open(file).read(): variables["date_string"] = "1 Jan 2025"
            if random.random() < 0.3: variables["tools"] = random.sample(TOOLS, random.randint(1, 2))
            if random.random() < 0.3: variables["enable_thinking"] = random.random() < 0.5
            if random.random() < 0.3: variables["loud"] = True
            messages, asks = conversation(), random.random() < 0.5
            try:
                found = template.render(messages=messages, add_generation_prompt=asks, documents=None, **({"tools": None} | variables))
            except Exception as error:
                found = None
            cases.append([os.path.basename(file), messages, asks, variables, found])
    json.dump(cases, open(out, "w"), ensure_ascii=True, separators=(",", ":"))
    print(len(cases), "conversations,", sum(c[4] is None for c in cases), "refused,", os.path.getsize(out), "bytes")


main()
