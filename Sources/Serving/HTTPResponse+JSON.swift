import Basics
import FlyingFox
import Foundation

extension HTTPResponse {
  static func json(_ document: Basics.JSONValue, status: Int = 200) -> HTTPResponse {
    HTTPResponse(
      statusCode: HTTPStatusCode(status, phrase: phrases[status] ?? "OK"),
      headers: [.contentType: "application/json"], body: Data(document.compactText().utf8))
  }

  static func events(_ text: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: .ok, headers: [.contentType: "text/event-stream"], body: Data(text.utf8))
  }

  private static let phrases = [
    201: "Created", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    413: "Content Too Large", 415: "Unsupported Media Type", 500: "Internal Server Error",
  ]
}
