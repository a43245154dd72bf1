extension GuideTopic {
  static let servers = GuideTopic(
    name: "servers", summary: "language models behind an address: play, reflect, what it costs",
    blocks: [
      .paragraph(
        "Any server that speaks as OpenAI's do can play and reflect: vLLM, SGLang, llama.cpp, Ollama, "
          + "transformers, hosted ones. It is not trained, so such a run measures what reflections "
          + "and memory alone are worth; it is evaluated once and nothing is updated. As a reflector "
          + "its words teach the small model that is trained here."),
      .code(
        """
        kolb doctor http://127.0.0.1:8000/v1       # what this server can and cannot do
        kolb run frozenlake-lm --policy openai:http://127.0.0.1:8000/v1 --model NAME
        kolb run frozenlake --reflector openai:http://127.0.0.1:8000/v1 --reflector-model NAME
        kolb run frozenlake-lm --policy openai:URL --dry-run    # the exact words, nothing asked
        """),
      .heading("Words"),
      .paragraph(
        "What a language model is told stands in files. A reply without an action between its tags "
          + "is a lost turn, and one without its marks a failed reflection: both are counted."),
      .code(
        """
        kolb list prompts --to my-words            # copies, to be changed
        kolb run frozenlake-lm --set frozenlake.prompts=my-words/frozenlake --policy …
        """),
      .paragraph(
        "What a world lets a model call for, such as the search of hotpotqa, is told as a tool where "
          + "the server has tools, and read out of its words where it has none. A reflection is shown "
          + "in its pair while it is written; openai.stream_reflections=false has it come whole."),
      .heading("Keys"),
      .paragraph(
        "OPENAI_API_KEY goes to api.openai.com alone. For any other host name a variable by "
          + "openai.key_variable, or a file of mode 600 by openai.key_file, with a line for each host: "
          + "HOST KEY. A key is sent to its host only, encrypted unless that is this machine, never "
          + "follows a redirect to another, and is written nowhere."),
      .paragraph(
        "openai.headers = \"X-Team=TEAM_NAME\" sends one more header, whose words come out of the "
          + "variable TEAM_NAME and are kept as keys are. openai.proxy and openai.authorities name a "
          + "proxy and a file of certificate authorities where those of the environment do not fit."
      ),
      .paragraph(
        "A configuration file may be anybody's and name any server, so one that you never named on "
          + "a command line is not asked: repeat its --policy or --reflector once, or add --trust. "
          + "A key that you gave one server is not sent to another, and a file outside the "
          + "configuration's own folder is not read before you named it too."),
      .heading("When a server fails"),
      .list([
        ("busy (429, 503)", "waits as long as Retry-After says, then asks less at a time"),
        (
          "away, or cut off",
          "tries again; after openai.failures in a row the run waits, says why "
            + "on the screen and in the log, and goes on when the server is back"
        ),
        ("stopped meanwhile", "Space or Ctrl-C ends the run at once, with a checkpoint"),
        ("resumed", "what whole attempts and reflections the log holds is not asked for again"),
      ]),
      .paragraph(
        "Before a run begins, one reply of each language model tells how long it may take at the most; "
          + "--dry-run repeats what was measured last. limits.tokens, limits.seconds and limits.money "
          + "end a run with a checkpoint after the step under way. Money is counted by "
          + "openai.price_read and openai.price_written, each for a million tokens, and stands in the "
          + "title and in kolb report. How many requests at a time "
          + "the server gains from is found out; openai.at_once fixes it. The proxies that https_proxy "
          + "names are used, and the certificate authorities of the file that SSL_CERT_FILE names."),
    ])
}
