import CResources

/// A file that is part of the program.
package struct EmbeddedFile: Sendable {
  /// Such as "base-models/NAME/config.json".
  package let path: String
  package let bytes: [UInt8]

  /// The folder that base models are in.
  package static let models = "base-models"

  /// Every one whose path begins with a folder.
  package static func files(in folder: String) -> [EmbeddedFile] {
    var files: [EmbeddedFile] = []
    var index: UInt = 0
    while let resource = kolb_resource_at(index)?.pointee {
      index += 1
      let path = String(cString: resource.path)
      guard path.hasPrefix(folder + "/") else { continue }
      let bytes = UnsafeRawBufferPointer(start: resource.bytes, count: Int(resource.count))
      files.append(EmbeddedFile(path: path, bytes: Array(bytes)))
    }
    return files
  }
}
