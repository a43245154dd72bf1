extension GuideTopic {
  static let models = GuideTopic(
    name: "models", summary: "the model that learns, and others in its place",
    blocks: [
      .paragraph(
        "The usual model is a Qwen3-style decoder of about 209,000 parameters whose forward and "
          + "backward passes are plain Swift. 'kolb pretrain frozenlake' makes it again from nothing; "
          + "its model card says what it knew before it trained."),
      .code(
        """
        kolb list models
        kolb list policies                         # where models can run
        kolb run --model FOLDER                    # from a checkpoint of your own
        kolb run --reflector embedded --reflector-model FOLDER --set erl.reflector=external
        """),
      .paragraph(
        "A run knows the model, the wording and the build of Kolb that made it, and goes on only with "
          + "these: 'kolb resume --any-build' goes on with another build, whose numbers may differ in "
          + "the last digit."),
    ])
}
