/// A kind of policies: where they run, what they can do, and how one is made.
///
/// To add one, write a target `<Name>Policy` with a type that conforms to this, and put one line
/// into the catalog of backends. Whoever needs a policy asks the catalog; nobody else names one.
package protocol PolicyBackend: Sendable {
  /// The name used in configurations, such as "embedded".
  var name: String { get }

  /// One line for people.
  var summary: String { get }

  /// Whether its policies can learn.
  var isTrainable: Bool { get }

  /// What its policies can do; a policy of its own may say more.
  var traits: PolicyTraits { get }

  /// The model of a configuration that names none.
  var usualModel: String { get }

  /// The models that come with it, by name.
  var shippedModels: [String] { get }

  /// Its own options, if it has any, beyond which model and where; see `DescribedOptions`.
  var options: OptionTable? { get }

  /// Tells the model that is meant from any other, without making a policy of it.
  ///
  /// - Throws: why there is no such model.
  func identify(_ source: PolicySource) async throws -> ModelIdentity

  /// A policy that begins with a model's weights.
  ///
  /// - Throws: why there is none.
  func makePolicy(_ source: PolicySource) async throws -> any Policy

  /// A policy that can also learn.
  ///
  /// - Throws: `PolicyBackendError.notTrainable` where none of this backend can, or why there is
  ///   none.
  func makeTrainable(_ source: PolicySource) async throws -> any TrainablePolicy
}

extension PolicyBackend {
  package var usualModel: String { "" }

  package var shippedModels: [String] { [] }

  package var options: OptionTable? { nil }

  package func makeTrainable(_ source: PolicySource) async throws -> any TrainablePolicy {
    throw PolicyBackendError.notTrainable(name)
  }
}

/// Which model of a backend, as a configuration names it.
package struct PolicySource: Sendable, Equatable {
  /// A name that ships, or a folder, or what a server calls it.
  package var model: String
  /// Where the backend is; empty for one in this process.
  package var url: String
  /// Compute threads; `nil` takes one a core.
  package var threads: Int?
  /// The values of the backend's own options.
  package var options: OptionValues

  package init(
    model: String, url: String = "", threads: Int? = nil, options: OptionValues = OptionValues()
  ) {
    self.model = model
    self.url = url
    self.threads = threads
    self.options = options
  }
}

/// A model, and what tells it from any other.
package struct ModelIdentity: Sendable, Equatable {
  package var name: String
  /// Of its weights and its words.
  package var digest: String
  /// How the model is spoken to, which depends on what it learnt and not on where it runs.
  package var wording: Wording

  package init(name: String, digest: String, wording: Wording) {
    self.name = name
    self.digest = digest
    self.wording = wording
  }
}

/// Why a backend makes no policy.
package enum PolicyBackendError: Error, Equatable, CustomStringConvertible {
  case notTrainable(String)
  case urlNotTaken(String, url: String)

  package var description: String {
    switch self {
    case .notTrainable(let name):
      "Policies of the backend '\(name)' cannot be trained. 'kolb list policies' says which can."
    case .urlNotTaken(let name, let url):
      "The backend '\(name)' runs in this process and has no address, but policy.url is '\(url)'. "
        + "Leave it empty, or name another backend."
    }
  }
}
