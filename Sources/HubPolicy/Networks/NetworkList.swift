import HubYAML

extension PolicyFileReader {
  /// `networks:` of a client, a grant or a deny.
  func networks(_ node: YAMLNode?) -> [NetworkRange] {
    if let node, node.isEmptyList {
      reader.report(
        node, "empty-list", zh: "空列表含义不明：不限来源请删去此键", en: "an empty list is unclear: leave the key out where any network may call")
    }
    return reader.list(node)?.compactMap { reader.network($0) } ?? []
  }
}

extension YAMLReader {
  /// Unquoted addresses are what people write, although `10.1` alone would be a number.
  func network(_ node: YAMLNode) -> NetworkRange? {
    guard let text = node.scalar else { return string(node).flatMap { try? NetworkRange($0) } }
    do throws(NetworkRange.Fault) {
      return try NetworkRange(text)
    } catch {
      reportNetwork(error, node)
      return nil
    }
  }

  private func reportNetwork(_ fault: NetworkRange.Fault, _ node: YAMLNode) {
    switch fault {
    case .malformed:
      report(node, "network-malformed", zh: "不是网络地址，例如 10.0.8.0/24", en: "not a network such as 10.0.8.0/24")
    case .hostBits(let network):
      report(
        node, "network-host-bits", zh: "前缀之后还有地址位", en: "bits are set behind the prefix", nearest: network.description)
    case .everything:
      report(node, "wildcard", zh: "/0 等于不限制来源，请列出网络或删去此键", en: "/0 holds every address: list networks, or leave the key out")
    }
  }
}
