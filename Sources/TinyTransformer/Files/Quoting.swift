/// A name from a file, fit for an error: in quotes, on one line, of bounded length.
///
/// Names in model files are hostile until shown otherwise. Control and format characters, which
/// could move the cursor or turn the reading direction, appear as their code points.
func quoted(_ name: String) -> String {
  let longest = 80
  var text = ""
  for scalar in name.unicodeScalars.prefix(longest) {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
      text += "\\u{\(String(scalar.value, radix: 16))}"
    default: text.unicodeScalars.append(scalar)
    }
  }
  return name.unicodeScalars.count > longest ? "'\(text)…'" : "'\(text)'"
}

/// A list of a few of the names: "'a', 'b', 'c' and 17 more".
func quotedList(_ names: [String], showing limit: Int = 4) -> String {
  let shown = names.prefix(limit).map(quoted).joined(separator: ", ")
  return names.count > limit ? "\(shown) and \(names.count - limit) more" : shown
}
