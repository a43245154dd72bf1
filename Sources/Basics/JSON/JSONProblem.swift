/// What is wrong with a line of JSON, or a document, and at which of its bytes, counted from 0.
package struct JSONProblem: Error, Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    case endsTooSoon
    /// Something else was expected, named in words.
    case expected(String)
    case missingKey(String)
    case repeatedKey(String)
    case tooDeep
    case notUTF8
    case controlCharacter
    case badEscape
    case numberTooLarge
    case trailingBytes
    /// More bytes without a newline than a line may have.
    case lineTooLong(most: Int)
  }

  package var reason: Reason
  package var byte: Int

  package init(_ reason: Reason, byte: Int) {
    self.reason = reason
    self.byte = byte
  }
}

extension JSONProblem: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .endsTooSoon: "the line ends in the middle of a value"
    case .expected(let what): "\(what) was expected at byte \(byte)"
    case .missingKey(let key): "'\(key)' is missing"
    case .repeatedKey(let key): "'\(key)' is repeated at byte \(byte)"
    case .tooDeep: "values are nested too deep at byte \(byte)"
    case .notUTF8: "the text at byte \(byte) is not UTF-8"
    case .controlCharacter: "a text contains a control character at byte \(byte)"
    case .badEscape: "there is no such escape as at byte \(byte)"
    case .numberTooLarge: "the number at byte \(byte) is too large"
    case .trailingBytes: "there is more behind the end of the value at byte \(byte)"
    case .lineTooLong(let most): "the line has no end within \(most >> 20) MiB"
    }
  }
}
