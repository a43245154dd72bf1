extension GuideTopic {
  static let terminals = GuideTopic(
    name: "terminals", summary: "colours, themes, glyphs, the mouse, keyboards",
    blocks: [
      .paragraph(
        "Kolb draws on whatever terminal there is: from 16 million colours to none (NO_COLOR=1), "
          + "from braille to plain ASCII (LANG=C, or --glyphs ascii). A TERM that nobody knows is "
          + "taken for xterm-256color, and Kolb says so. Ctrl-L draws all again."),
      .list([
        (
          "t, --theme NAME",
          "the next theme, or one: dark, light, for colour-blind eyes, of high "
            + "contrast; 'kolb list themes' has them"
        ),
        (
          "--theme FILE",
          "your own, shown anew while you edit it; 'kolb list theme-keys' names what "
            + "can be set"
        ),
        ("kolb list config", "prints the settings that may stand in your own kolb.toml"),
        ("wheel, drag, click", "do what the keys do; hold Shift to select text, or --no-mouse"),
        ("ESCDELAY", "milliseconds that Esc waits for the rest of a key: 125, over ssh 400"),
      ]),
      .paragraph(
        "Keys do the same on Russian, Greek, Hebrew, Korean and full-width keyboards. What models, "
          + "files and servers write never reaches the terminal raw: control and direction characters "
          + "are shown as signs."),
    ])
}
