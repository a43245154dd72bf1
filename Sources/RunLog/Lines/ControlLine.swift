import Basics
import RunModel

/// The keys of what somebody did to a run.
struct ControlLine: FieldLine {
  private var step: Int
  private var action: String
  private var detail: String
  private var who: String
  private var episode: Int?
  private var option: String?
  private var old: String?
  private var new: String?
  private var order: Int?

  init(_ record: ControlRecord) {
    (step, action, detail) = (record.step, record.action.name, record.detail)
    who = record.who
    episode = record.action.episode
    order = record.order
    let setting = record.action.setting
    (option, old, new) = (setting?.key, setting?.old, setting?.new)
  }

  init() { (step, action, detail, who) = (0, "", "", "") }

  var record: ControlRecord? {
    let setting = option.flatMap { key in
      key.isEmpty ? nil : SettingChange(key: key, old: old ?? "", new: new ?? "")
    }
    var record = ControlRecord(
      step: step, name: action, detail: detail, who: who, setting: setting, episode: episode)
    record.order = order
    return record
  }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.required("step", &step)
    try coder.field("action", &action)
    try coder.field("detail", &detail)
    try coder.field("who", &who)
    try coder.field("episode", &episode)
    try coder.field("option", &option)
    try coder.field("from", &old)
    try coder.field("to", &new)
    try coder.field("order", &order)
  }
}

/// The keys of a question to a person.
struct QuestionLine: FieldLine {
  private var question: Question

  init(_ record: Question) { question = record }

  init() { question = Question(step: 0, episode: 0, wait: 0) }

  var record: Question? { question }

  mutating func fields<Coder: FieldCoder>(_ coder: inout Coder) throws(JSONProblem) {
    try coder.required("step", &question.step)
    try coder.required("episode", &question.episode)
    try coder.field("wait", &question.wait)
  }
}
