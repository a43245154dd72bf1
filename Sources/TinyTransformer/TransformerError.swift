/// What can be wrong with what a caller hands to the model.
package enum TransformerError: Error, Equatable {
  case badConfiguration(String)
  case parameterCount(Int, expected: Int)
  case tokenOutOfRange(Int32, vocabularySize: Int)
  case sequenceTooLong(Int, maximumPositions: Int)
  case wantedPositionOutOfRange(Int, tokenCount: Int)
  case unknownRow
  case rowUsedTwice
  case emptyRow
}

extension TransformerError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .badConfiguration(let fault):
      "This model cannot be built: \(fault)."
    case .parameterCount(let count, let expected):
      "There are \(count) parameters, but this shape of model has \(expected)."
    case .tokenOutOfRange(let token, let size):
      "Token \(token) is not in the vocabulary, which has the tokens 0 to \(size - 1)."
    case .sequenceTooLong(let length, let maximum):
      "A sequence of \(length) tokens is longer than the \(maximum) positions of this model."
    case .wantedPositionOutOfRange(let position, let count):
      "Position \(position) cannot be predicted in a sequence of \(count) tokens: "
        + "the first position has nothing before it, the last is \(count - 1)."
    case .unknownRow:
      "This row is not in the batch: it was removed, or belongs to another batch."
    case .rowUsedTwice:
      "A row can be extended only once in one call; fork it to go on in two ways."
    case .emptyRow:
      "A row without tokens cannot go on; append its prompt first."
    }
  }
}
