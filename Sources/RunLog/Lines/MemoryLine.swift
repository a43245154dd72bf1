import Basics
import RunModel

/// The keys of a change of the reflection memory.
struct MemoryLine: FieldLine {
  private var change: MemoryChange

  init(_ record: MemoryChange) { change = record }

  init() {
    change = MemoryChange(step: 0, change: .stored, id: 0, episode: 0, text: "", why: .other(""))
  }

  var record: MemoryChange? { change }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.required("step", &change.step)
    try coder.field("change", &change.change)
    try coder.field("id", &change.id)
    try coder.field("episode", &change.episode)
    try coder.field("text", &change.text)
    var why = change.why.text
    try coder.field("why", &why)
    change.why = MemoryReason(text: why)
  }
}

extension MemoryChange.Change: FieldWord {}
