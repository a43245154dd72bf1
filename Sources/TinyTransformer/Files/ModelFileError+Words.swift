extension ModelFileError: CustomStringConvertible {
  package var description: String { "\(file): \(problem)" }
}

extension ModelFileProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .cannotRead(let reason): "cannot be read: \(reason)."
    case .cannotWrite(let reason): "cannot be written: \(reason)."
    case .notARegularFile: "is not a regular file. Name a model folder with plain files."
    case .tooLarge(let bytes, let limit):
      "has \(bytes) bytes, more than the \(limit) that are read here. Is it the right file?"
    case .unfinishedFolder:
      "was never finished: writing stopped half-way. Use an earlier checkpoint, "
        + "and delete this folder."
    case .damaged: "is not as it was written. Use an earlier checkpoint, and delete this folder."
    case .missingFiles(let names):
      "lacks \(quotedList(names)). Use another checkpoint, or restore the files."

    case .malformedJSON(let problem):
      "is no valid JSON: \(problem)."
    case .missingKey(let key): "lacks the key \(quoted(key))."
    case .unknownKey(let key):
      "has the key \(quoted(key)), whose meaning is not known here. "
        + "Remove it if the model does not depend on it."
    case .wrongType(let key, let expected, let found):
      "\(quoted(key)) must be \(expected), but is \(found)."
    case .unsupportedValue(let key, let found, let supported):
      "\(quoted(key)) is \(found), but only \(supported) is supported."

    case .fileTooShort(let bytes):
      "has \(bytes) bytes, too few for a safetensors file. Was it copied in full?"
    case .headerTooLong(let bytes, let available):
      "announces a header of \(bytes) bytes, but \(available) follow. "
        + "Was it copied in full, and is it a safetensors file?"
    case .wrongElementType(let tensor, let found, let read):
      "tensor \(quoted(tensor)) has element type \(quoted(found)), but only \(quotedList(read)) "
        + "is read. Save the model as float32."
    case .offsetsDisagreeWithShape(let tensor, let bytes, let shape, let size):
      "tensor \(quoted(tensor)) of shape \(shape) spans \(bytes) bytes, "
        + "which is not \(size) for each element. The file is damaged."
    case .offsetsOutOfRange(let tensor, let begin, let end, let available):
      "tensor \(quoted(tensor)) lies at bytes \(begin) to \(end), but the file has "
        + "\(available) bytes of data. Was it copied in full?"
    case .overlapOrGap(let tensor, let begin, let expected):
      "tensor \(quoted(tensor)) begins at byte \(begin) of the data, but the one before it "
        + "ends at \(expected). The file is damaged."
    case .unusedBytes(let count):
      "has \(count) bytes after its last tensor. The file is damaged."

    case .impossibleModel(let reason): "describes no model. \(reason)"

    case .missingTensors(let names):
      "lacks the tensors \(quotedList(names)). Does config.json belong to this file?"
    case .unexpectedTensors(let names):
      "holds tensors that the configuration does not name: \(quotedList(names)). "
        + "Does config.json belong to this file?"
    case .wrongShape(let tensor, let found, let expected):
      "tensor \(quoted(tensor)) has shape \(found), but the configuration asks for "
        + "\(expected). Does config.json belong to this file?"
    case .notFinite(let tensor, let index):
      "tensor \(quoted(tensor)) is not finite at element \(index): training diverged before "
        + "it was saved. Use an earlier checkpoint."

    case .tensorInSeveralFiles(let tensor):
      "holds tensor \(quoted(tensor)), which another file of the folder holds too. "
        + "Remove one of them."
    case .notInIndexedFile(let tensor, let file):
      "says that tensor \(quoted(tensor)) is in \(quoted(file)), where it is not. "
        + "Do the files belong together?"
    case .badFileName(let name):
      "names the file \(quoted(name)), but only files of the same folder are read."

    case .unreachableWord(let word):
      "has the word \(quoted(word)), which no text can give: words are not empty, hold no white "
        + "space, and hold no special token."
    case .idsNotDense(let word, let id, let words):
      "gives \(quoted(word)) the id \(id), but \(words) words need the ids 0 to \(words - 1), "
        + "each once."
    case .vocabularyTooLarge(let words, let embeddings):
      "has \(words) words, but the model has \(embeddings) embeddings. "
        + "Does config.json belong to this tokenizer?"
    case .unknownInPattern(let key, let construct, let place):
      "\(quoted(key)) has \(quoted(construct)) at character \(place + 1) of a regular expression, "
        + "whose meaning is not known here."
    }
  }
}
