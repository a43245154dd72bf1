import Basics

/// A file of a model folder that cannot be used: which file, what is wrong, what to do.
package struct ModelFileError: Error, Equatable, Sendable {
  /// The path as it was asked for.
  package let file: String
  package let problem: ModelFileProblem

  package init(file: String, problem: ModelFileProblem) {
    self.file = file
    self.problem = problem
  }

  /// Does something with the content of a file, and names the file in a problem that comes of it.
  static func naming<Result>(_ file: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let problem as ModelFileProblem {
      throw ModelFileError(file: file, problem: problem)
    }
  }
}

/// What can be wrong with a file of a model folder.
package enum ModelFileProblem: Error, Equatable, Sendable {
  // Files and folders
  case cannotRead(reason: String)
  case cannotWrite(reason: String)
  case notARegularFile
  case tooLarge(bytes: Int, limit: Int)
  case unfinishedFolder
  case damaged
  case missingFiles([String])

  // JSON
  case malformedJSON(JSONProblem)
  case missingKey(String)
  case unknownKey(String)
  case wrongType(key: String, expected: String, found: String)
  case unsupportedValue(key: String, found: String, supported: String)

  // Safetensors
  case fileTooShort(bytes: Int)
  case headerTooLong(bytes: UInt64, available: Int)
  case wrongElementType(tensor: String, found: String, read: [String] = ["F32"])
  case offsetsDisagreeWithShape(tensor: String, bytes: Int, shape: [Int], elementSize: Int = 4)
  case offsetsOutOfRange(tensor: String, begin: Int, end: Int, available: Int)
  case overlapOrGap(tensor: String, begin: Int, expected: Int)
  case unusedBytes(Int)

  // Configuration
  case impossibleModel(String)

  // Tensors against a configuration
  case missingTensors([String])
  case unexpectedTensors([String])
  case wrongShape(tensor: String, found: [Int], expected: [Int])
  case notFinite(tensor: String, index: Int)
  case tensorInSeveralFiles(String)
  case notInIndexedFile(tensor: String, file: String)
  case badFileName(String)

  // Tokenizer
  case unreachableWord(String)
  case idsNotDense(word: String, id: Int, words: Int)
  case vocabularyTooLarge(words: Int, embeddings: Int)
  case unknownInPattern(key: String, construct: String, place: Int)
}
