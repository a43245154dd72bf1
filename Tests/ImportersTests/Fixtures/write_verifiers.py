"""Writes the traces in `verifiers`, with the models of verifiers and its own writer.

    pip install verifiers
    python write_verifiers.py FOLDER

They lie where prime-rl's file monitor puts them; its metrics are lines as it writes them.
"""

import json
import sys
from pathlib import Path

from verifiers.v1.configs.agent import AgentConfig
from verifiers.v1.episode import Episode, EnvInfo, GroupInfo, TrainRunInfo, TrainWorkInfo
from verifiers.v1.graph import MessageNode
from verifiers.v1.task import WireTaskData
from verifiers.v1.trace import AgentInfo, ModelCall, Reward, Timing, TimeSpan, Trace, TraceTask
from verifiers.v1.types import AssistantMessage, SystemMessage, ToolMessage, Usage, UserMessage
from verifiers.v1.utils.trace_store import write_episode

CLOCK = 1_700_000_000.0


def trace(task, step, rollout, answer, right):
    messages = [
        SystemMessage(content="Add. Use the tool once."),
        UserMessage(content=task.data.prompt),
        AssistantMessage(content=f"I add them: {answer}?"),
        ToolMessage(content="noted", tool_call_id="c1"),
        AssistantMessage(content=str(answer)),
    ]
    begin = CLOCK + 10 * step + rollout
    nodes = [
        MessageNode(
            parent=place - 1 if place else None, message=message,
            sampled=isinstance(message, AssistantMessage), timestamp=begin + place / 10)
        for place, message in enumerate(messages)
    ]
    calls = [
        ModelCall(
            node=place, model="tiny", finish_reason="stop",
            usage=Usage(prompt_tokens=9 + place, completion_tokens=3))
        for place in (2, 4)
    ]
    return Trace(
        id=f"trace-{step}-{rollout}-{task.key}", task=task, agent=AgentInfo(config=AgentConfig()),
        nodes=nodes, calls=calls, rewards={"exact": Reward(score=right), "short": Reward(score=1, weight=0.1)},
        metrics={"turns": 2.0}, is_completed=True, ok=True, stop_condition="agent_completed",
        timing=Timing(start=begin, scoring=TimeSpan(start=begin + 1, end=begin + 2)))


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for step in range(1, 4):
        place = folder / f"rollouts/step_{step}/train/all"
        place.mkdir(parents=True)
        for number in range(4):
            question, rollout = divmod(number, 2)
            task = TraceTask(
                type="Sum", data=WireTaskData(idx=question, prompt=f"What is {question} + {step}?"), key=f"sum{question}", hash=f"h{question}")
            right = float((number + step) % 3 != 0)
            answer = question + step + int(not right)
            episode = Episode(
                id=f"episode-{step}-{number}", env=EnvInfo(id="sums", name="sums"), task=task,
                group=GroupInfo(id=f"{step}-{question}"), ok=True,
                run=TrainRunInfo(id="r", name="tiny", work=TrainWorkInfo(step=step)),
                traces=[trace(task, step, rollout, answer, right)])
            write_episode(place, episode)
        with open(folder / "metrics.jsonl", "a") as log:
            log.write(json.dumps({"step": step, "time": CLOCK + 10 * step, "loss/mean": 1 / step}) + "\n")


main()
