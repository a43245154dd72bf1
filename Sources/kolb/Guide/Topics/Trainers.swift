extension GuideTopic {
  static let trainers = GuideTopic(
    name: "trainers", summary: "watching what other programs train, and your own",
    blocks: [
      .paragraph(
        "'kolb open PATH' shows what other trainers write as it is, live, and writes nothing beside "
          + "it. What a format holds and what not says 'kolb list formats'; on the screen 9 shows "
          + "the numbers that a trainer gave names of its own, and what its log cannot tell."),
      .code(
        """
        kolb open runs/tb                     # TensorBoard: every folder with event files is a run
        kolb open wandb/                      # W&B, offline or not
        kolb open logs/erl/frozenlake         # episodes of the official ERL code
        kolb open dumps 'val/*.jsonl'         # verl's dumps of rollouts, and of validation
        kolb open outputs --from trl --threshold 0.5
        kolb open 'logs/*.eval'               # Inspect's evaluations, one of them or a folder
        kolb open dumps metrics.jsonl.gz      # packed by gzip, zstd, xz or bzip2
        ssh host tail -n +1 -F metrics.jsonl | kolb open -
        kolb import outputs --out runs/trl    # as a run of kolb's own
        """),
      .heading("Your own trainer"),
      .paragraph(
        "A log is one JSON object a line, and its first key is the event. Whatever is left out is "
          + "absent on the screen; keys that are not known are passed over. A file of such lines is "
          + "opened by its name, and a pipe by -: my_trainer | kolb open -"),
      .table([
        ["event", "needs", "may have"],
        ["run_started", "run", "environment, algorithm, seed, steps, threshold, model, summary"],
        [
          "attempt", "step, episode, reward",
          "group, attempt, task, turns, feedback, tokens, flags",
        ],
        ["reflection", "step, episode, id, text", "advice, parsed, prompt, author, tokens"],
        ["metrics", "step, values", "values are any numbers by name; null where there is none"],
        ["evaluation", "step, name, success_rate", "low, high, episodes, rewards"],
        ["checkpoint", "step, path", "digest"],
        ["run_finished", "step", "run_failed instead has a reason too"],
      ]),
      .paragraph(
        "Episodes are counted upwards; the rollouts of one prompt at one step have one group; steps "
          + "ascend. attempt is first or second, and a second one names the reflection that it was "
          + "told. A turn has observation, text, and an action where there is one; its outcome is "
          + "moved, and of the last one solved or failed. Each event may have "
          + "{\"time\": {\"elapsed\": SECONDS}}. For plain reinforcement learning leave out what "
          + "follows a failed attempt:"),
      .code(TrainerExample.python),
      .heading("TRL and transformers"),
      .paragraph(
        "The output folder is read as it is, its trainer_state.json with every checkpoint. A callback "
          + "writes the numbers as they come; open the file, or both at once:"),
      .code(TrainerExample.callback),
      .heading("verl"),
      .code(
        """
        VERL_FILE_LOGGER_PATH=dumps/metrics.jsonl python -m verl.trainer.main_ppo ... \\
          trainer.rollout_data_dir=dumps trainer.logger='["console","file"]'
        kolb open dumps                       # samples and metrics together
        """),
    ])
}

/// Programs that write a log, as they stand in the guide; tests run them.
enum TrainerExample {
  /// A trainer of Python's standard library alone, which pretends to learn.
  static let python = """
    import json, random, sys, time

    log = open(sys.argv[1], "a") if len(sys.argv) > 1 else sys.stdout
    begin = time.time()

    def say(event, **fields):
        clock = {"time": {"elapsed": time.time() - begin}}
        print(json.dumps({"event": event, **fields, **clock}), file=log, flush=True)

    say("run_started", run="mine", environment="sums", algorithm="erl", steps=20, threshold=1)
    random.seed(0)
    episode = group = 0
    for step in range(1, 21):
        for task in range(4):
            for rollout in range(4):
                where = {"step": step, "episode": episode, "group": group, "task": f"{task} + 2"}
                for attempt in ["first", "second"]:
                    right = random.random() < step / 25 + 0.2 * (attempt == "second")
                    turn = {"observation": f"{task} + 2 = ?", "text": str(task + 3 - right),
                            "outcome": "solved" if right else "failed"}
                    told = {"reflection": episode} if attempt == "second" else {}
                    say("attempt", **where, attempt=attempt, turns=[turn], reward=float(right),
                        feedback="right" if right else "wrong", tokens=1, **told)
                    if right or attempt == "second":
                        break
                    advice = f"The sum is {random.choice(['smaller', 'larger'])}."
                    say("reflection", step=step, episode=episode, id=episode, text=advice,
                        advice=advice, parsed=True, author="self", tokens=5)
                episode += 1
            group += 1
        say("metrics", step=step, values={"loss": 1 / step, "entropy": 2 - step / 20})
    say("run_finished", step=20)
    """

  /// A callback for the trainers of transformers and TRL.
  static let callback = """
    import json
    from transformers import TrainerCallback

    class KolbCallback(TrainerCallback):
        def __init__(self, path):
            self.log = open(path, "a")

        def on_log(self, args, state, control, logs=None, **kwargs):
            values = {k: v for k, v in (logs or {}).items() if isinstance(v, (int, float))}
            event = {"event": "metrics", "step": state.global_step, "values": values}
            print(json.dumps(event), file=self.log, flush=True)

    # trainer = GRPOTrainer(..., callbacks=[KolbCallback("metrics-of-kolb.jsonl")])
    """
}
