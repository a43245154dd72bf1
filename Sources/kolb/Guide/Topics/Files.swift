extension GuideTopic {
  static let files = GuideTopic(
    name: "files", summary: "a run on disk, what you can take along, tasks of your own",
    blocks: [
      .list([
        ("of a run: run.toml", "what was asked: every option, with its meaning"),
        (
          "its events.jsonl",
          "what happened: one JSON object a line; only what is under \"time\" "
            + "depends on the clock"
        ),
        (
          "its checkpoints/",
          "where 'kolb resume' goes on from: weights, optimizer, memory; the "
            + "weights open in Hugging Face transformers"
        ),
        ("its orders.jsonl", "what is asked of it while it trains"),
        (
          "its events.history",
          "what its engine knew of a long log at the end, so that it opens at once for you; from "
            + "others it is passed over"
        ),
        (
          "its branches/",
          "what was tried of its episodes outside of it; of samples and of others' recordings it is in the "
            + "state folder, as bookmarks are"
        ),
        (
          "its bookmarks.jsonl",
          "marks on its episodes, with what was said of them; of runs that are not yours in "
            + "~/.local/state/kolb"
        ),
        (
          "~/.cache/kolb",
          "what is known of long logs, so that they open at once; it may be emptied at any time"
        ),
      ]),
      .paragraph(
        "The same configuration and seed give the same events, on any number of threads and across "
          + "a kill and a resume. A log is read by jq, pandas, 'tail -F' and 'kolb open', also while "
          + "it grows: ssh host tail -F events.jsonl | kolb open -"),
      .code(
        """
        echo '{"order":"pause"}' >> orders.jsonl    # steer it from a script
        kolb resume RUN --steps 200                     # a finished run, to 200 steps in all
        kolb report RUN1 RUN2 --format markdown         # figures with intervals; json, svg too
        kolb export RUN --what pairs                    # attempts and reflections, for pandas
        kolb branch RUN --help                          # a second attempt told something else
        """),
      .heading("From the screen"),
      .list([
        ("y", "copies what is under the cursor, over ssh too"),
        ("w, W", "writes it as text, the whole episode as JSON"),
        ("C", "writes the curves of a plot as CSV and SVG"),
        (":save FILE", "the screen as text, with its colours where FILE ends in .ansi"),
        (":export curve FILE.svg", "one curve"),
      ]),
      .heading("Tasks of your own"),
      .code(
        """
        kolb run --set frozenlake.tasks=maps.jsonl
        kolb run sokoban --set sokoban.tasks=levels.txt
        kolb run hotpotqa --set hotpotqa.tasks=questions.json
        """),
      .paragraph(
        "Read as they are published: maps as Gymnasium has them, collections of rooms as text, "
          + "questions of HotpotQA, MuSiQue and their kin. Every fifth board is held out of "
          + "training. Rows that cannot be played are counted, and told with their place and the "
          + "reason: when the run begins, in its log, as an alarm and in the report."),
      .heading("In place, and noticed"),
      .code(
        """
        kolb install --prefix DIR       # program, manual page, completions, samples; --remove
        kolb run --set checkpoint_keep=3               # only the latest checkpoints stay
        kolb run --bell end --on-event 'notify-send "$KOLB_MESSAGE"'
        """),
      .paragraph(
        "The program works wherever it is copied to. For machines without Swift, '.ci/release' in "
          + "a clone packs one that needs no library either, only a terminal's entry in terminfo, "
          + "and '.ci/release --try' tries it in a bare Debian."),
    ])
}
