#!/usr/bin/env python3
"""Writes made-up episodes in the shape in which the episode logger of rLLM, and so of the official
ERL code, writes them.

    write_erl.py FOLDER

That code is in no package registry and needs a GPU's libraries to be imported. The shape is that of
`rllm/utils/episode_logger.py`: a folder `{train|val}_step_{S}_epoch_{E}` for each step, in it a file
for each episode, named by eight digits of the SHA-256 of its task, and `batch_summary.json`. Later
versions of rLLM add `session_id` and `metadata` to an episode. The names of trajectories are those
that `examples/erl_frozenlake` gives: in training the first attempt's is doubled, and a reflection
that is trained on is listed twice. Needs nothing but Python.
"""
import hashlib, json, os, sys

folder = os.path.join(sys.argv[1], "episodes")
# By step, task and rollout: the rewards of the first and the second attempt, and whether the
# reflection has its marks.
STEPS = {
    1: {(0, 0): (0, 0, True), (0, 1): (0, 1, True), (1, 0): (0, 0, True), (1, 1): (1, None, True)},
    2: {(0, 0): (0, 1, True), (0, 1): (1, None, True), (1, 0): (1, None, True), (1, 1): (0, 0, False)},
}
VALIDATION = {1: 1, 2: 2}


def messages(*texts):
    return [{"role": role, "content": text} for role, text in zip(("system", "user", "assistant"), texts)]


def step(observation, thought, action, reward, done, response, chat):
    return {"observation": observation, "thought": thought, "action": action, "reward": reward,
            "done": done, "model_response": response, "chat_completions": chat, "timing": {}}


def trajectory(name, uid, reward, steps):
    return {"name": name, "uid": uid, "reward": float(reward), "num_steps": len(steps), "timing": {},
            "steps": steps}


def attempt(name, uid, reward, told, actions):
    return trajectory(name, uid, reward, [
        step(f"board {turn}", "think", action, float(reward) if turn else 0.0, turn == 1,
             f"<reason>think</reason><act>{action}</act>",
             messages(told, f"board {turn}", f"<act>{action}</act>"))
        for turn, action in enumerate(actions)])


def reflection(task, reward, is_marked):
    advice = f"Go {'Down' if reward else 'Left'} first, task {task}"
    text = f"The agent at A moves towards B. Rule {task}. <prompt>{advice}</prompt>"
    return trajectory("erl_updater", "u2", reward, [
        step(None, "", advice, 0.0, False, "", messages(
            "You are the chief strategist", "seed 1, observation ...",
            text if is_marked else "no marks here"))])


def trajectories(task, first, second, is_marked):
    name = "solver_attempt_attempt{0}_batch0"
    found = [attempt(name.format(1) + "_attempt1_batch0", "u1", first, "init", ("Right", "Down"))]
    if second is not None:
        found += [reflection(task, second, is_marked)] * 2
        found.append(attempt(name.format(2), "u3", second, "Go", ("Down", "Right")))
        # Learnt without the reflection, so that it has the first prompt again.
        found.append(attempt(name.format(2) + "_distilled", "u3", second, "init", ("Down", "Right")))
    return found


def named(task, rollout):
    about = {"id": f"task{task}", "seed": task}
    digest = hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:8]
    return about, digest, f"episode_hash{digest}_idtask{task}_{rollout}.json"


def summary(number, mode, rollouts, correct, trajectories):
    count = len(rollouts)
    return {"training_step": number, "epoch": 0, "mode": mode, "num_episodes": count,
            "episode_files": [named(*rollout)[2] for rollout in rollouts],
            "summary_stats": {"total_correct": correct, "total_incorrect": count - correct,
                              "accuracy": correct / count,
                              "avg_trajectories_per_episode": trajectories / count}}


def write(place, name, document, end=""):
    os.makedirs(os.path.join(folder, place), exist_ok=True)
    with open(os.path.join(folder, place, name), "w") as file:
        file.write(json.dumps(document, indent=2) + end)


for number, episodes in STEPS.items():
    place = f"train_step_{number}_epoch_0"
    correct = total = 0
    for (task, rollout), (first, second, is_marked) in episodes.items():
        about, digest, name = named(task, rollout)
        found = trajectories(task, first, second, is_marked)
        is_correct = bool(first if second is None else second)
        write(place, name, {
            "training_step": number, "epoch": 0, "episode_id": f"task{task}:{rollout}", "task": about,
            "task_hash": digest, "is_correct": is_correct, "termination_reason": "env_done",
            "metrics": {}, "timing": {}, "trajectories": found}, "\n")
        correct, total = correct + is_correct, total + len(found)
    write(place, "batch_summary.json", summary(number, "train", list(episodes), correct, total))
    # Of validation the summary is read.
    write(f"val_step_{number}_epoch_0", "batch_summary.json",
          summary(number, "val", list(episodes), VALIDATION[number], len(episodes)))
