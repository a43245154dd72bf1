import Basics
import RLCore

/// The keys of what became of a file of tasks.
struct TaskFileLine: FieldLine {
  private var account: TaskFileAccount

  init(_ record: TaskFileAccount) { account = record }

  init() { account = TaskFileAccount(file: "", rows: "tasks", used: 0) }

  var record: TaskFileAccount? { account }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.field("file", &account.file)
    try coder.field("rows", &account.rows)
    try coder.field("used", &account.used)
    try coder.field("held_out", &account.heldOut)
    try coder.records("refused", &account.refused, as: RemarkLine.self)
    try coder.records("doubtful", &account.doubtful, as: RemarkLine.self)
  }

  /// The keys of what is so of some rows.
  private struct RemarkLine: FieldLine {
    private var remark: TaskFileAccount.Remark

    init(_ record: TaskFileAccount.Remark) { remark = record }

    init() { remark = TaskFileAccount.Remark(count: 0, places: "", reason: "") }

    var record: TaskFileAccount.Remark? { remark }

    mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
      try coder.field("count", &remark.count)
      try coder.field("places", &remark.places)
      try coder.field("reason", &remark.reason)
    }
  }
}
