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
        "A language model (a Llama or Qwen3 as 'transformers' writes it) is trained here too: by "
          + "adapters of low rank, which a checkpoint keeps in PEFT's form, or in full."),
      .code(
        """
        kolb run frozenlake-lm --model FOLDER --set lora.rank=8 --set lora.targets=q_proj,v_proj
        kolb run frozenlake-lm --model FOLDER --set lora.rank=0     # all weights
        kolb run frozenlake-lm --model FOLDER --set lora.reply_tokens=64   # it may not ramble
        kolb merge RUN --to FOLDER                 # what was learnt, in the weights
        """),
      .paragraph(
        "A checkpoint can be asked, and whoever asks can answer back: what should have been learnt "
          + "is kept, and told in the next run where its task fails, as a reflection that a person "
          + "wrote."),
      .code(
        """
        kolb serve RUN --port 8080                 # http://127.0.0.1:8080/v1, as OpenAI's
        curl http://127.0.0.1:8080/v1/corrections -H 'Content-Type: application/json' \\
          -d '{"task": "lake-5x5-886bc5a110ce3207", "lesson": "C kills. B wins."}'
        kolb run --reflector people:corrections.jsonl
        """),
      .paragraph(
        "A run knows the model, the wording and the build of Kolb that made it, and goes on only with "
          + "these: 'kolb resume --any-build' goes on with another build, whose numbers may differ in "
          + "the last digit."),
    ])
}
