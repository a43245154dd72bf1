/// The way that requests to one server take, where the environment's is not the right one.
package struct Route: Sendable, Equatable {
  /// A proxy such as `http://proxy.example:3128`; `nil` takes the one that `https_proxy` and its
  /// like name.
  package var proxy: String?
  /// A file of certificate authorities in PEM; `nil` takes the one that `SSL_CERT_FILE` names, or
  /// the system's.
  package var authorities: String?

  package init(proxy: String? = nil, authorities: String? = nil) {
    self.proxy = proxy
    self.authorities = authorities
  }
}
