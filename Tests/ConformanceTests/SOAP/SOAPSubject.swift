#if canImport(SOAPConnector)
  import Foundation
  import HubConnectorKit
  import HubTesting
  import SOAPConnector

  /// The SOAP connector on a service that answers by pages, in seconds since 1970.
  enum SOAPSubject {
    static let bypasses: [Bypass] = []
    private static let secret = ["user": PeopleServer.user, "password": PeopleServer.password]

    static func subject(_ server: PeopleServer, expired: WebServer) throws -> ConnectorSubject {
      var subject = ConnectorSubject(SOAPConnector.self) { rows, load in
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
        all.insert(ConformanceRows.person(99_999, name: ConformanceRows.marker, changed: "no time"), at: position)
        let increment = SourceLoad.incremental(Increment(cursor: ConformanceRows.cursor))
        return try connector(server, PeopleService(all), load: increment)
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
      secret: [String: String] = SOAPSubject.secret
    ) throws -> SOAPConnector {
      let address = server.add { request in
        let page = XMLPage.element("page", in: request.text).flatMap { Int($0) } ?? 1
        let from = XMLPage.element("from", in: request.text).flatMap { Int64($0) } ?? 0
        return answer(service.page(page - 1, from: from), encoding)
      }
      return try connector(address, ["encoding": .text(encoding)], load: load, secret: secret)
    }

    private static func connector(
      _ address: String, _ more: [String: SourceSettings.Value] = [:], load: SourceLoad = .fullSnapshot,
      secret: [String: String] = SOAPSubject.secret
    ) throws -> SOAPConnector {
      let from = load.kind == .incremental ? "<from>{from}</from>" : ""
      let settings: [String: SourceSettings.Value] = [
        "url": .text(address), "template": .text(envelope("<ask><page>{page}</page>\(from)</ask>")),
        "records": .text("//row"), "authentication": .text("basic"), "time_format": .text("unix"),
        "ok": .group(SourceSettings(["path": .text("count(//list)"), "equals": .text("1")])),
      ]
      return try SOAPConnector(SourceRequest(settings.merging(more) { $1 }, load: load, secret: secret))
    }

    private static func answer(_ rows: [[String?]], _ encoding: String) -> AnsweringServer.Response {
      let text = envelope("<list>\(XMLPage.rows(rows, columns: ConformanceRows.columns))</list>")
      let bytes = encoding == "UTF-8" ? Array(text.utf8) : (try? EncodedText.bytes(text, encoding)).map { Array($0) } ?? []
      return AnsweringServer.Response(bytes, type: "text/xml; charset=\(encoding)")
    }

    private static func envelope(_ body: String) -> String {
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\(body)</s:Body></s:Envelope>"
    }
  }
#endif
