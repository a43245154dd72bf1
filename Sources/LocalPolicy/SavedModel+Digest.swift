import TinyTransformer

extension Parameters {
  /// FNV-1a over the bits of every weight.
  var digest: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for value in values { hash = (hash ^ UInt64(value.bitPattern)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }
}

extension SavedModel {
  /// Of the weights and, behind a hyphen, of the words.
  var digest: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for word in tokenizer.vocabulary {
      for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      // So that words cannot flow into one another.
      hash = (hash ^ 0x0A) &* 0x100_0000_01B3
    }
    return parameters.digest + "-" + String(hash, radix: 16)
  }
}
