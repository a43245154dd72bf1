import RLCore

/// What a task file holds, for whichever environment: tasks, and the rows that are none.
package struct TaskList: Sendable {
  package struct Entry: Sendable {
    package let place: TaskPlace
    package let task: any EnvironmentTask
    /// What is to be played, or `nil` where the row does not say.
    package let actions: [String]?

    package init(place: TaskPlace, task: any EnvironmentTask, actions: [String]?) {
      self.place = place
      self.task = task
      self.actions = actions
    }

    /// Where in the file: a line from 1, or an element of a list from 0.
    package var line: Int { place.number }
  }

  package let tasks: [Entry]
  package let problems: [TaskFileProblem]

  package init(tasks: [Entry], problems: [TaskFileProblem]) {
    self.tasks = tasks
    self.problems = problems
  }
}

/// The tasks of one world's file.
package struct TaskEntries<Task: EnvironmentTask>: Sendable {
  package struct Entry: Sendable {
    package let place: TaskPlace
    package let task: Task
    /// What is to be played, or `nil` where the row does not say.
    package let actions: [String]?

    package var line: Int { place.number }
  }

  package internal(set) var tasks: [Entry] = []
  /// Rows that are no task.
  package internal(set) var problems: [TaskFileProblem] = []

  /// The tasks as those of any environment.
  package var list: TaskList {
    TaskList(
      tasks: tasks.map { TaskList.Entry(place: $0.place, task: $0.task, actions: $0.actions) },
      problems: problems)
  }
}
