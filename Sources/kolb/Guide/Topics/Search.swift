extension GuideTopic {
  static let search = GuideTopic(
    name: "search", summary: "finding episodes and reflections by what they are and say",
    blocks: [
      .paragraph(
        "'/' filters the rows of a view, over everything that was ever logged. Words side by side "
          + "must all hold; 'or' takes either, round brackets keep together, and ! or - before a "
          + "word turns it round. Tab completes, n and N go from one match to the next."),
      .heading("What an episode is"),
      .list([
        ("solved, failed", "by its first attempt"),
        ("fixed, unchanged, broken", "what the second attempt made of a first one"),
        ("kept", "its reflection went into memory"),
        ("step:100..200  step:100..", "ranges; also group, episode, memory, reflection, turns"),
        (
          "reward<1  r2>=1  lift>0", "rewards of the first and second attempt, and their difference"
        ),
        ("task:5x5", "what its task is called"),
        ("flag:truncated  flagged", "remarks on it, one or any"),
        ("author:human", "who wrote its reflection"),
      ]),
      .heading("What a reflection says"),
      .list([
        ("hole  \"fell in\"  /goal|won/", "a word, several of them, a regular expression"),
        ("claim:C  claim:\"C hole\"", "what it claims, whatever its words"),
        ("false, vague, leak", "claims something untrue; nothing much; a way or the answer"),
        ("rules<1", "the share of its rules that are true"),
        ("novelty<0.1  repeated", "how unlike it is to those before it"),
        ("length>20  !parsed", "its words; whether it is well-formed"),
        ("alike", "both attempts failed in the same way"),
      ]),
      .paragraph(
        "So '(solved or fixed) leak step:40..' finds what was given away after step 40. In view 3 "
          + "the same three marks are keys: ! for leaks, ~ for vague and X for false."),
      .heading("In the other lists"),
      .list([
        ("live, used, pinned", "in the memory: what an entry is; also edited, false"),
        ("used>3 won>=.5 age<10", "its columns; also step, id, episode, with ranges as above"),
        ("live, finished, kind:run", "in the list of runs; also task:, method:, heldout>, step>"),
        ("update, step:40", "in the log: kinds of events, and a step"),
      ]),
    ])
}
