import Basics

/// Why a request is not answered, in the form that clients of OpenAI's interface read.
struct ServingProblem: Error, Equatable {
  /// Of HTTP.
  var status: Int
  var words: String
  /// The member of the request that is wrong, if it is one.
  var parameter: String?

  static func wrong(_ parameter: String, _ words: String) -> ServingProblem {
    ServingProblem(status: 400, words: words, parameter: parameter)
  }

  static let noKey = ServingProblem(
    status: 401, words: "This server asks for its key: 'Authorization: Bearer KEY'.")
  static let otherHost = ServingProblem(
    status: 403, words: "This server answers under the names of this machine only.")
  static let noSuchPlace = ServingProblem(
    status: 404,
    words: "There are GET /v1/models, POST /v1/chat/completions and POST /v1/corrections.")
  static let noJSON = ServingProblem(
    status: 415, words: "The body must be JSON, with 'Content-Type: application/json'.")
  static func tooLong(_ most: Int) -> ServingProblem {
    ServingProblem(status: 413, words: "The body has more than \(most) bytes.")
  }

  var json: JSONValue {
    [
      "error": [
        "message": .string(words),
        "type": .string(status < 500 ? "invalid_request_error" : "server_error"),
        "param": parameter.map { .string($0) } ?? .null,
        "code": .null,
      ]
    ]
  }
}
