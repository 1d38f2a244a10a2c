import HubModel
import HubPolicy

/// A client with 1,000 grants for one action, entity and purpose, no two of which cover the same attributes under the same condition.
struct ThousandRules {
  static let client = "many-01"
  static let purpose = "statistics"
  let time: Int64

  /// Every set of some of ten public attributes has a grant of its own that also covers `code`.
  private static func attributes(_ number: Int, _ model: Model) -> [String] {
    let open = model.entity("enterprise")?.attributes.filter { $0.canRead && $0.level == .open }.map(\.name) ?? []
    let ten = open.filter { $0 != "code" }.prefix(10)
    return ["code"] + ten.enumerated().filter { number >> $0.offset & 1 == 1 }.map(\.element)
  }

  /// Every grant is asked for by just what it covers.
  func ownQuestions(_ model: Model) -> [AccessRequest] { (0..<1000).map { question(Self.attributes($0, model)) } }

  /// All grants cover it, and each has a condition of its own on the record.
  var sharedQuestion: AccessRequest { question(["code"]) }

  private func question(_ attributes: [String]) -> AccessRequest {
    AccessRequest(
      clientID: Self.client, action: .read, entity: "enterprise", attributes: attributes, purpose: Self.purpose,
      network: NetworkAddress("127.0.0.1"), time: time)
  }

  /// - Throws: `bench-policy-faulty`.
  func policy(_ model: Model) throws -> CompiledPolicy {
    let grants = (0..<1000).map { number in
      let names = Self.attributes(number, model).joined(separator: ", ")
      return """
          - {id: G\(number), title: 性能测试, read: enterprise, attributes: [\(names)], purposes: [\(Self.purpose)],
             hours: {from: "00:00", to: "24:00"}, networks: [127.0.0.0/8], when: ["province = 样例\(number)"]}
        """
    }
    let files = [
      PolicyFile(path: "purposes.yaml", text: Self.purposes), PolicyFile(path: "masks.yaml", text: "masks: {}\n"),
      PolicyFile(path: "roles/many.yaml", text: "role: many\ntitle: 性能测试\ngrants:\n" + grants.joined(separator: "\n")),
      PolicyFile(path: "clients/\(Self.client).yaml", text: Self.clientFile),
    ]
    let (set, faults) = PolicySet.load(files: files, model: model)
    guard let set else {
      throw HubError("bench-policy-faulty", faults.first?.rendered(chinese: false) ?? "The bench's own policy has a fault.")
    }
    return CompiledPolicy(set)
  }

  private static let purposes = """
    purposes:
      \(purpose): {title: 性能测试, basis: 虚构数据, deceased: indeterminate, superseded: indeterminate}

    """

  private static let clientFile = """
    client: \(client)
    title: 性能测试
    unit: {name: 市政务服务中心, code: 11110101MB0TE00113}
    kind: system
    status: active
    roles: [many]

    """
}
