/// The part of a written address that names province, prefecture and county.
///
/// Where it is not sure it stops early: too little is shown, never more than the county.
enum AddressPrefix {
  private enum Step { case prefecture, county }

  private static let provinces = ["省", "自治区", "特别行政区", "北京市", "天津市", "上海市", "重庆市"].map(Array.init)
  private static let prefectures = ["市", "自治州", "盟", "地区"].map(Array.init)
  /// 小区, 社区, 园区 … are parts of a street address.
  private static let notCounty: Set<Character> = ["小", "社", "园", "校", "厂", "院", "库", "景", "片", "住"]
  private static let stops: Set<Character> = Set("街号弄巷村室栋楼座层0123456789０１２３４５６７８９-（(,， ")
  /// The longest names of counties have 15 characters.
  private static let longest = 16

  /// How many of the characters may be shown.
  static func throughCounty(_ address: [Character]) -> Int {
    var end = province(address)
    for _ in 0..<2 {
      guard let (next, step) = segment(address, from: end) else { break }
      end = next
      if step == .county { break }
    }
    return end
  }

  private static func province(_ address: [Character]) -> Int {
    for end in 2..<max(3, min(address.count, 10) + 1) where end <= address.count {
      let part = address[..<end]
      if stops.contains(part[end - 1]) { return 0 }
      if provinces.contains(where: { part.count >= 3 && part.suffix($0.count) == $0[...] }) { return end }
    }
    return 0
  }

  private static func segment(_ address: [Character], from start: Int) -> (end: Int, step: Step)? {
    for index in start..<min(address.count, start + longest) {
      let character = address[index]
      if isStop(address, index, start) { return nil }
      guard index > start else { continue }
      let part = address[start...index]
      if prefectures.contains(where: { part.suffix($0.count) == $0[...] }) { return (index + 1, .prefecture) }
      if character == "区", notCounty.contains(address[index - 1]) { return nil }
      if character == "区" || character == "县" || character == "旗" { return (index + 1, .county) }
    }
    return nil
  }

  /// 路 begins names of counties, 镇 and 乡 stand in names of cities and counties just before their last character.
  private static func isStop(_ address: [Character], _ index: Int, _ start: Int) -> Bool {
    let character = address[index]
    if stops.contains(character) { return true }
    guard index > start else { return false }
    if character == "路" { return true }
    guard character == "镇" || character == "乡" else { return false }
    return index + 1 == address.count || !["市", "区", "县"].contains(address[index + 1])
  }
}
