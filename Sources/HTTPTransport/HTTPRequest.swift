/// One request to a server.
package struct HTTPRequest: Sendable, Equatable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
  }

  package var method: Method
  package var url: String
  package var headers: [String: String]
  package var body: [UInt8]
  package var patience: Patience
  package var route: Route

  package init(
    _ method: Method, _ url: String, headers: [String: String] = [:], body: [UInt8] = [],
    patience: Patience = Patience(), route: Route = Route()
  ) {
    self.route = route
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.patience = patience
  }
}

/// How long a request may take, and how much may come back.
package struct Patience: Sendable, Equatable {
  /// Seconds without a byte.
  package var idle: Double
  /// Seconds in all.
  package var total: Double
  /// Bytes of the answer.
  package var bytes: Int

  package init(idle: Double = 30, total: Double = 60, bytes: Int = 64 << 20) {
    self.idle = idle
    self.total = total
    self.bytes = bytes
  }
}

/// What a server says before the body of its answer.
package struct HTTPHead: Sendable, Equatable {
  package var status: Int
  /// By names in small letters.
  package var headers: [String: String]

  package init(status: Int, headers: [String: String] = [:]) {
    self.status = status
    self.headers = headers
  }

  package var isSuccess: Bool { (200..<300).contains(status) }

  /// What the body is, without parameters and in small letters; empty where nothing is said.
  package var contentType: String {
    let type = headers["content-type"] ?? ""
    return (type.split(separator: ";").first.map(String.init) ?? "").lowercased()
      .filter { $0 != " " }
  }
}

/// A whole answer.
package struct HTTPReply: Sendable, Equatable {
  package var head: HTTPHead
  package var body: [UInt8]

  package init(_ head: HTTPHead, _ body: [UInt8]) {
    self.head = head
    self.body = body
  }

  package var text: String { String(decoding: body, as: UTF8.self) }
}

/// An answer that arrives piece by piece.
package struct HTTPStream: Sendable {
  package var head: HTTPHead
  /// Cut wherever the line cut it.
  package var pieces: AsyncThrowingStream<[UInt8], any Error>

  package init(_ head: HTTPHead, _ pieces: AsyncThrowingStream<[UInt8], any Error>) {
    self.head = head
    self.pieces = pieces
  }
}
