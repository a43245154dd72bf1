"""The rows of a training step, made of its log as the paper says (arXiv 2602.13949)."""

import sys
from collections import defaultdict
from dataclasses import dataclass
from statistics import mean, stdev

from conversation import Conversation, attempt


@dataclass
class Row:
    kind: str
    conversation: Conversation
    episode: int
    group: int
    reward: float
    # Its advantage, or the weight of a distilled one.
    weight: float = 0.0


class Step:
    """What the log says of one training step."""

    def __init__(self, events, step):
        self.attempts, self.reflections, self.update = {"first": {}, "second": {}}, {}, None
        for event in events:
            if event["event"] == "control" and "option" in event:
                sys.exit("options were changed while this run was trained, which is not followed")
            if event.get("step") != step:
                continue
            match event["event"]:
                case "attempt" if event["attempt"] in self.attempts and "branch" not in event:
                    self.attempts[event["attempt"]][event["episode"], event.get("retry", 1)] = event
                case "reflection":
                    self.reflections[event["id"]] = event
                case "update":
                    self.update = event
        if self.update is None:
            sys.exit(f"the log has no update of step {step}")
        self.is_whole = any("closing" in event for event in self.attempts["first"].values())


def rows_of(step, erl, words):
    """The rows of a step with their advantages, in the order first, reflection, second, distilled."""
    if erl.get("retry_on", "same") != "same" or erl.get("forget_routes", "off") != "off":
        sys.exit("retries on siblings and forgotten routes are not followed")
    firsts, seconds = ([a for _, a in sorted(step.attempts[k].items())] for k in ("first", "second"))
    rewards = defaultdict(list)
    for a in seconds:
        rewards[a["episode"]].append(a["reward"])
    openings = {a["episode"]: a["turns"][0].get("observation", "") for a in firsts}
    said = {a["episode"]: attempt(a, Conversation(words)) for a in firsts}

    def row(kind, conversation, record, reward):
        return Row(kind, conversation, record["episode"], record["group"], reward)

    def second(record):
        is_history = erl["reflector"] == "none"
        history = said[record["episode"]].as_history() if is_history else Conversation(words)
        return row("second", attempt(record, history), record, record["reward"])

    def reflection(record):
        told = step.reflections[record["reflection"]]
        conversation = said[told["episode"]].as_history()
        conversation.tell(told["saw"])
        conversation.write(told)
        return row("reflection", conversation, step.attempts["first"][told["episode"], 1],
                   mean(rewards[record["episode"]]))

    def distilled(record):
        conversation = attempt(record, Conversation(words), opening=openings[record["episode"]])
        result = row("distilled", conversation, record, record["reward"])
        by_reward = max(result.reward, 0) if erl["train"]["distillation"] == "reward" else 1
        result.weight = erl["train"]["distillation_weight"] * by_reward if result.reward > 0 else 0
        return result

    # What others than the policy wrote is no row.
    retried = {a["episode"]: a for a in seconds}.values()
    told = [a for a in retried if step.reflections.get(a.get("reflection"), {}).get("tokens")]
    if not step.is_whole and (told or seconds and erl["reflector"] == "none"):
        sys.exit("the log lacks what worlds said last, which a reflection and a history begin with")
    copies = 2 if erl["train"]["repeat_reflections"] else 1
    first_rows = [row("first", said[a["episode"]], a, a["reward"]) for a in firsts]
    reflection_rows = [reflection(a) for a in told for _ in range(copies)]
    second_rows = [second(a) for a in seconds]
    pools = [first_rows, second_rows]
    for rows in [first_rows + second_rows] if erl["advantages"] == "pooled" else pools:
        set_advantages(rows, erl["singleton"])
    set_advantages(reflection_rows, erl["singleton"])
    distilled_rows = [
        distilled(a) for a in seconds if erl["train"]["distillation"] != "off"
        and (a["reward"] > 0 or erl["train"]["keep_failed"])]
    return first_rows + reflection_rows + second_rows + distilled_rows


def set_advantages(rows, singleton):
    """GRPO: how far each reward lies above its group's mean, in deviations of the group."""
    groups = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
    for group in groups.values():
        rewards = [row.reward for row in group]
        for row in group:
            if len(group) == 1:
                row.weight = row.reward if singleton == "reward" else 0
            elif len(set(rewards)) > 1:
                row.weight = (row.reward - mean(rewards)) / (stdev(rewards) + 1e-6)


def is_by_policy(kind, erl):
    return kind != "reflection" or erl["reflector"] in ("self", "placebo", "human")


def is_trained(kind, erl):
    return kind == "distilled" or erl["train"][kind] and is_by_policy(kind, erl)
