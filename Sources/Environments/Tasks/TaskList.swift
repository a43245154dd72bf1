import RLCore

/// What a task file holds, for whichever environment: tasks, and the rows that are none.
package struct TaskList: Sendable {
  package struct Entry: Sendable {
    /// Where in the file, from 1.
    package let line: Int
    package let task: any EnvironmentTask
    /// What is to be played, or `nil` where the row does not say.
    package let actions: [String]?

    package init(line: Int, task: any EnvironmentTask, actions: [String]?) {
      self.line = line
      self.task = task
      self.actions = actions
    }
  }

  package let tasks: [Entry]
  package let problems: [TaskFileProblem]

  package init(tasks: [Entry], problems: [TaskFileProblem]) {
    self.tasks = tasks
    self.problems = problems
  }
}
