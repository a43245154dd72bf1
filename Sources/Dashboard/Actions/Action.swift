/// What a key or a command means, whatever view one is in.
package enum Action: Hashable, Sendable {
  case show(ViewID)
  case nextPane
  case previousPane
  /// Rows down, or up if negative.
  case move(Int)
  /// Half pages down, or up if negative.
  case halfPage(Int)
  case page(Int)
  case first
  case last
  /// Columns right, or left if negative: the cursor of a plot.
  case sideways(Int)
  case enter
  case back
  case openCommandLine
  case openFilter
  case nextMatch
  case previousMatch
  case pauseOrResume
  case playReplay
  case runPhase
  case follow
  case earlierStep
  case laterStep
  case nextAxis
  case nextTheme
  case turn(Int)
  /// Episodes on, or back if negative, while reading or playing one.
  case episode(Int)
  /// A faster replay, or a slower one if negative.
  case speed(Int)
  /// The next way to read the reflection between the boards.
  case nextReflectionText
  /// What the reflector saw, and back.
  case reflectorView
  /// The memory entry that the reflection started from.
  case openMemory
  case copy
  /// Writes what is under the cursor to a file, as text.
  case write
  /// Writes the episode under the cursor to a file, as JSON.
  case writeData
  /// Magnifies the plots, or shows more of them if negative.
  case zoom(Int)
  /// Quarters of what shows, to the right if positive.
  case pan(Int)
  case resetZoom
  /// Smooths the curves more, or less if negative.
  case smooth(Int)
  case nextScale
  case nextChart(Int)
  case nextLayout
  /// Writes the plot to files.
  case writeCurve
  /// Answers the run's question, or tries another reflection on the selected episode.
  case editReflection
  case tryAnother
  /// The same in a program of one's own.
  case editOutside
  case help
  case quit
  case nextSort
  case reverseSort
}
