extension GuideTopic {
  /// Figures by `Tests/KolbTests/Measurements/carry.py KOLB --lengths 200,2000`, one run a row.
  static let scale = GuideTopic(
    name: "scale", summary: "from a laptop to a cluster: which command, and what ends first",
    blocks: [
      .paragraph(
        "The loop, the log and the screen are the same everywhere; what differs is where the model "
          + "lives."),
      .code(
        """
        kolb run frozenlake                           # a laptop: a model of 209,440 parameters
        kolb run frozenlake-lm --model FOLDER         # a checkpoint of up to some 100 M, by adapters
        kolb run frozenlake-lm --policy openai:URL --model NAME        # a server; nothing is trained
        kolb run frozenlake --policy tinker:URL --model FOLDER         # a server that trains
        """),
      .paragraph(
        "The last line is for one card, for eight and for a cluster alike: a server that speaks the "
          + "Tinker protocol, such as SkyRL's, spreads the work itself. It sums losses or takes their "
          + "mean: tinker.reduction says which. 'kolb guide servers' has keys, failures and what a "
          + "resume asks for again."),
      .paragraph(
        "SkyRL's backend on JAX takes the mean: --set tinker.reduction=mean. It compiles every new "
          + "length of text, some ten seconds each on two cores; the variables "
          + "JAX_COMPILATION_CACHE_DIR=FOLDER and JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS=0 have it "
          + "keep what it compiled for the next start, and a train_micro_batch_size of 1 leaves the "
          + "length as the one thing that differs."),
      .paragraph(
        "A model whose program died keeps its place on the server for some minutes, and whoever "
          + "needs it waits and says so. A server that was started anew has lost its models: the run "
          + "ends, and 'kolb resume' goes on from the last checkpoint that the server kept."),
      .heading("What of Kolb ends first"),
      .paragraph(
        "Kolb's own processor time, on one core, while a server that answers at once stands in for "
          + "the cluster (first attempts, reflections, second attempts and their training; no "
          + "screen):"),
      .table([
        [
          "tokens a reply", "in flight", "µs a token", "tokens/s of a core", "memory",
          "log a token",
        ],
        ["200", "100", "3.6", "276,000", "57 MiB", "16.7 bytes"],
        ["200", "1,000", "3.2", "317,000", "154 MiB", "16.4 bytes"],
        ["2,000", "100", "1.2", "813,000", "96 MiB", "10.6 bytes"],
        ["2,000", "400", "1.3", "774,000", "257 MiB", "10.5 bytes"],
        ["2,000", "1,000", "1.4", "716,000", "555 MiB", "10.5 bytes"],
      ]),
      .paragraph(
        "So memory ends first: half a megabyte for each attempt of 2,000 tokens in flight, reflection "
          + "and second attempt included. Then the log: at a million tokens a second ten megabytes a "
          + "second. A request costs some tenths of a millisecond whatever its length, which is why "
          + "short replies cost more a token. Ten thousand in flight were not tried."),
    ])
}
