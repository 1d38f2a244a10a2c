import ArgumentParser

/// Which access request, and why: what every act that changes its course asks for.
struct ReasonedRequest: ParsableArguments {
  @Argument(help: "The request's id.") var id: String
  @Option(help: "Why; for `resume`, what was mended.") var reason: String
  @Flag(help: "As JSON.") var json = false

  func validate() throws { try RequestCommand.requireReason(reason) }
}
