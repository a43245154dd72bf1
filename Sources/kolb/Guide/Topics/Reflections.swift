extension GuideTopic {
  static let reflections = GuideTopic(
    name: "reflections", summary: "reading what the model wrote, and trying what it might have",
    blocks: [
      .paragraph(
        "The worlds speak a small closed English whose every word is a token, and nothing keeps a "
          + "reflection from being vague, wrong, or a way through this very task. What you or another "
          + "model write in English of your own is read for what it claims and told to the small model "
          + "in its words; where nothing can be read, the reflection has failed and says so."),
      .paragraph(
        "Each claim is held against the hidden truth and against what its attempt showed. View 3 says "
          + "in a sentence what a run's reflections do; there m groups them by what they claim, "
          + "whatever their words, and c shows who believed what when, claims by steps. View 8 has "
          + "what second attempts made of first ones."),
      .list([
        (
          "e",
          "writes another reflection in its place and runs the second attempt again, with exactly "
            + "the weights of then; 'kolb branch' does the same for scripts"
        ),
        (
          "--set erl.reflector=human",
          "asks you, for one attempt a step, what is to be learnt from a "
            + "failure, and goes on without you if you do not answer in time"
        ),
        (
          "probes.share",
          "how many retries are repeated blind, with another task's reflection, with "
            + "none, with shuffled words and on held-out tasks; nothing is learnt from these"
        ),
      ]),
    ])
}
