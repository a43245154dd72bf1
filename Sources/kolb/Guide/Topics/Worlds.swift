extension GuideTopic {
  static let worlds = GuideTopic(
    name: "worlds", summary: "a world of your own, in any language: lines of JSON over a pipe",
    blocks: [
      .code(
        """
        kolb play 'exec:python3 guess.py'                          # by hand
        kolb run --environment 'exec:python3 my_world.py' --set exec.processes=4
        """),
      .paragraph(
        "Kolb starts the program, writes one JSON object a line to its standard input and reads "
          + "one a line from its standard output: each question is answered once, in order, with the "
          + "question's \"id\". Standard error is free for words of your own; the last line of it is "
          + "told where the program goes. The end of its input is its end too. Sources/OutsideWorlds/Examples has worlds of a page: one in "
          + "Python's standard library, and adapters for Gymnasium, reasoning-gym and TextArena."),
      .heading("Questions"),
      .code(
        """
        {"id":0,"ask":"hello","protocol":1,"wording":"plain"}
        {"id":1,"ask":"task","split":"training","index":0,"seed":1}
        {"id":2,"ask":"begin","episode":7,"split":"training","index":0,"seed":1,
                "wording":"plain","chance":1234}
        {"id":3,"ask":"act","episode":7,"turn":0,"text":"what the policy wrote"}
        {"id":4,"ask":"end","episode":7}
        """),
      .paragraph(
        "Splits are \"training\", \"held_out\" and \"permuted\" (held-out tasks whose symbols mean "
          + "something else). The same place of a split must always be the same task, and no task may "
          + "be both trained on and held out. Seeds and chance are whole numbers below 2^31; chance is "
          + "for what the world leaves to it. Many episodes are open at once in one process, and any of "
          + "them can be begun again and played over, so the same moves must come to the same."),
      .heading("Answers"),
      .list([
        (
          "hello",
          "name, version, tasks: {\"training\": 100, \"held_out\": 20} or \"any\" for as many as are "
            + "asked for; optional: wordings [\"plain\"] or [\"compact\"], rewards [least, most] of a turn, "
            + "[0, 1] if not said, actions (how they are written), legend [{symbol, meaning, role, sign}], "
            + "reflect and reflect_length, again, nothing, language"
        ),
        (
          "task",
          "task: its name; optional: board (rows of symbols, without the agent), rules (the truth as "
            + "advice), truth"
        ),
        (
          "begin",
          "prompt: what the policy is told, with {advice} where advice belongs; optional: system, "
            + "length of a reply (\"word\", \"line\", {\"words\": 2} or {\"text\": 200}), position (row × "
            + "width + column)"
        ),
        (
          "act",
          "observation, reward, done; optional: truncated (the turns are used up), outcome (planned, "
            + "moved, blocked, invalid, solved, failed, exhausted), action (as it was read), effective, "
            + "position, board, length, feedback (at the end, for people)"
        ),
        ("end", "nothing; the attempt is of no more use"),
        ("any", "error: why there is no answer; it costs the attempt"),
      ]),
      .paragraph(
        "An attempt that ends with a reward of 1 or more is solved unless outcome says otherwise. "
          + "Without {advice} in the prompt, what was learnt stands before it. In reflect, {memory} and "
          + "{feedback} are filled in, in again {prompt}."),
      .heading("Truth"),
      .paragraph(
        "With truth, reflections are judged as in the worlds that ship. All of it is optional:"),
      .code(
        """
        {"symbols": {"A": "agent", "B": "goal", "C": "danger", "D": "floor"}, "budget": 8,
         "statements": [{"subject": "edge", "phrases": ["edge … nothing"], "true": true}],
         "causes": {"fell": ["fell in"]}, "endings": {"failed": "fell"},
         "start": 12, "moves": {"up": [-1, 0]}, "solutions": [["up", "left"]],
         "answer": "Paris"}
        """),
      .paragraph(
        "Roles are agent, goal, danger, movable, wall and floor. The embedded models read compact "
          + "words alone, each a word of their vocabulary: a world that says another is refused before "
          + "training, with the word. Every language model reads plain ones."),
      .heading("What goes wrong, and what it costs"),
      .table([
        ["the world", "costs"],
        ["ends, or is killed", "the attempt that it was asked about; the others are played over"],
        ["says nothing for exec.timeout seconds", "the same; it is killed"],
        ["writes 1 MiB that is no answer", "the same; it is killed"],
        ["answers another question", "the same; it is killed"],
        ["goes three times while nothing is asked", "the attempt that it went under"],
        ["comes to something else when played over", "the attempt"],
        ["gives a reward out of range, or none", "the attempt; the process stays"],
        ["says what cannot be so, or too much", "the attempt; the process stays"],
        ["prints lines that are no JSON object", "nothing; told where an answer is missing"],
        ["sends control characters", "nothing; they are replaced"],
        ["does not end an attempt", "it is over after exec.turns turns"],
        ["cannot be begun three times in a row", "every attempt; without tasks, the run stops"],
      ]),
      .paragraph(
        "A lost attempt is in the log with its reason, on screen and in the report; each restart is "
          + "one of them. The others are played over in a new process, so that which attempts are lost "
          + "does not depend on how many were under way. Texts have at most 20,000 characters, boards "
          + "100 by 100 symbols, answers 1 MiB."),
      .heading("OpenEnv"),
      .code("kolb play openenv:localhost:8000"),
      .paragraph(
        "A server of openenv-core is a world too: a task is a seed that it is reset with (even ones "
          + "are trained on, odd ones held out), a turn a step. Where an action has one member that "
          + "must be, the whole answer is its value (openenv.field names another), else the answer "
          + "ends with an object of JSON. openenv.sessions says how many worlds the server keeps at "
          + "once; the other attempts wait. Only plain http is spoken: to a server behind TLS open a "
          + "tunnel. A session that breaks costs its attempt."),
      .heading("Whose program"),
      .paragraph(
        "A program is started where you named it on the command line, in this folder, now or earlier "
          + "(~/.local/state/kolb/programs.jsonl): your own runs resume. A run.toml, an experiment or "
          + "a recording of somebody else's that names one starts nothing until you do."),
    ])
}
