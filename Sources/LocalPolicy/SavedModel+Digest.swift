import Basics
import TinyTransformer

extension Parameters {
  /// Over the bits of every weight.
  var digest: String {
    var hash = FNV1a()
    for value in values { hash.add(UInt64(value.bitPattern)) }
    return String(hash.digest, radix: 16)
  }
}

extension SavedModel {
  /// Of the weights and, behind a hyphen, of the words.
  var digest: String {
    var hash = FNV1a()
    for word in tokenizer.vocabulary {
      hash.add(word.utf8)
      // So that words cannot flow into one another.
      hash.add(0x0A)
    }
    return parameters.digest + "-" + String(hash.digest, radix: 16)
  }
}
