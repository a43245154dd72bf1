import Environments

extension GridTask where Code.Kind: HiddenKind {
  /// What every letter stands for.
  var truth: Belief<Code.Kind> { Belief(kinds: code.kinds) }

  /// `B c3`: a letter and a square.
  func words(_ letter: Int, _ square: Int) -> String {
    "\(Code.letters[letter]) \(name(of: square))"
  }
}
