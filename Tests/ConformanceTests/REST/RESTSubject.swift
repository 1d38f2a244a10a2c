#if canImport(RESTConnector)
  import Foundation
  import HubConnectorKit
  import HubTesting
  import RESTConnector

  /// The REST connector on an interface that answers JSON by pages, in seconds since 1970.
  enum RESTSubject {
    static let bypasses: [Bypass] = []
    private static let secret = ["user": PeopleServer.user, "password": PeopleServer.password]

    static func subject(_ server: PeopleServer, expired: WebServer) throws -> ConnectorSubject {
      var subject = ConnectorSubject(RESTConnector.self) { rows, load in
        let service = PeopleService(rows)
        return PreparedSource(
          try connector(server, service, load: load), add: { service.add($0) }, remove: { service.remove($0) })
      }
      subject.bypasses = bypasses
      subject.instant = { String($0) }
      subject.wrongPassword = { word in
        try connector(server, PeopleService([]), secret: ["user": PeopleServer.user, "password": word])
      }
      subject.unreachable = { try connector("http://127.0.0.1:\(try Loopback.freePort())/") }
      subject.expiredCertificate = { try connector(expired.address + "/", ["authorities": .text(expired.authorities)]) }
      let silent = try SilentPort()
      subject.stalled = { try connector("http://127.0.0.1:\(silent.port)/") }
      subject.badRow = { rows, position in
        var all = rows
        all.insert(ConformanceRows.person(99_999, name: "\(ConformanceRows.marker)\0", changed: "1767312000"), at: position)
        return try connector(server, PeopleService(all))
      }
      subject.large = { try connector(server, PeopleService([], largeRows: $0 * 32)) }
      subject.encodings = ["UTF-8", "GBK", "GB18030"].map { encoding in
        EncodedSource(encoding, isUnicode: encoding != "GBK") { rows in
          try connector(server, PeopleService(rows), encoding: encoding)
        }
      }
      subject.secrets = [PeopleServer.password]
      return subject
    }

    private static func connector(
      _ server: PeopleServer, _ service: PeopleService, load: SourceLoad = .fullSnapshot, encoding: String = "UTF-8",
      secret: [String: String] = RESTSubject.secret
    ) throws -> RESTConnector {
      let address = server.add { request in
        let page = request.query["page"].flatMap { Int($0) } ?? 1
        let from = request.query["from"].flatMap { Int64($0) } ?? 0
        return answer(service.page(page - 1, from: from), encoding)
      }
      return try connector(address, ["encoding": .text(encoding)], load: load, secret: secret)
    }

    private static func connector(
      _ address: String, _ more: [String: SourceSettings.Value] = [:], load: SourceLoad = .fullSnapshot,
      secret: [String: String] = RESTSubject.secret
    ) throws -> RESTConnector {
      var query = ["page": "{page}"]
      if load.kind == .incremental { query["from"] = "{from}" }
      let pagination = SourceSettings(["kind": .text("page"), "size": .count(PeopleService.pageSize)])
      let settings: [String: SourceSettings.Value] = [
        "url": .text(address), "records": .text("rows"), "query": .table(query), "pagination": .group(pagination),
        "auth": .group(SourceSettings(["kind": .text("basic")])), "time_format": .text("unix"),
      ]
      return try RESTConnector(SourceRequest(settings.merging(more) { $1 }, load: load, secret: secret))
    }

    private static func answer(_ rows: [[String?]], _ encoding: String) -> AnsweringServer.Response {
      let text = JSONPage.rows(rows, columns: ConformanceRows.columns)
      let bytes = encoding == "UTF-8" ? Array(text.utf8) : (try? EncodedText.bytes(text, encoding)).map { Array($0) } ?? []
      return AnsweringServer.Response(bytes, type: "application/json")
    }
  }
#endif
