#!/usr/bin/env python3
"""Writes attempts of a run of Kolb's as verl dumps them, by verl's own functions.

    write_verl.py VERL.whl EVENTS.jsonl FOLDER [STEPS] [SAMPLES]

Importing verl takes ray and more; the two functions that write are taken out of its wheel as they are.
"""
import ast, json, os, sys, textwrap, types, zipfile

wheel, events, folder = sys.argv[1:4]
steps, samples = (int(word) for word in (sys.argv[4:] + ["6", "12"][len(sys.argv) - 4:])[:2])
archive = zipfile.ZipFile(wheel)


def source(member, name):
    """The text of a function or class as it stands in the wheel."""
    text = archive.read(member).decode()
    found = next(node for node in ast.walk(ast.parse(text)) if getattr(node, "name", None) == name)
    return textwrap.dedent(ast.get_source_segment(text, found))


space = {"os": os, "json": json, "orjson": types.SimpleNamespace(
    dumps=lambda value, option: json.dumps(value, separators=(",", ":")).encode(), OPT_SERIALIZE_NUMPY=0)}
exec(source("verl/trainer/ppo/ray_trainer.py", "_write_generations"), space)
exec(source("verl/utils/tracking.py", "FileLogger"), space)

attempts, updates = {}, {}
for line in open(events):
    event = json.loads(line)
    if event["event"] == "attempt" and event["attempt"] == "first":
        attempts.setdefault(event["step"], []).append(event)
    if event["event"] == "update":
        updates[event["step"]] = event["rows"]["first"]
os.environ["VERL_FILE_LOGGER_PATH"] = os.path.join(folder, "metrics.jsonl")
os.makedirs(folder, exist_ok=True)
logger = space["FileLogger"]("kolb", "verl")
for step in sorted(attempts)[:steps]:
    group = attempts[step][:samples]
    answers = ["\n".join(f"{turn['text']}\n{turn.get('observation', '')}" if place else turn["text"]
                         for place, turn in enumerate(attempt["turns"])) for attempt in group]
    space["_write_generations"](
        [attempt["turns"][0]["observation"] for attempt in group], answers,
        [attempt["task"] for attempt in group],
        [float(attempt["reward"]) for attempt in group],
        {"acc": [float(attempt["reward"] >= 1) for attempt in group]}, folder, step)
    update = updates[step]
    logger.log({"actor/pg_loss": update["loss"], "actor/entropy": update["entropy"],
                "critic/rewards/mean": update["reward"]}, step)
logger.finish()
