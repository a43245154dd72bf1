enum DashboardSession {
  static func live(_ prepare: @escaping RunSession.Preparation) throws {}
}
