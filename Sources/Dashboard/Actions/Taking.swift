/// Taking along what is under the cursor.
package enum Taking: Hashable, Sendable {
  case copy
  /// Puts a bookmark on the episode, or takes it off.
  case bookmark
  /// Writes it to a file, as text.
  case write
  /// Writes its episode to a file, as JSON.
  case writeData
  /// Writes the whole screen to a file.
  case writeScreen
}
