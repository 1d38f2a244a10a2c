import HubYAML

/// `codes/<name>.yaml`, canonical (`words:`) or a department's (`target:` and `map:`).
struct CodeListReader {
  let reader: YAMLReader

  static let keys = ["codes", "title", "standard", "words", "target", "map"]
  static let wordKeys = ["title", "from"]

  func read() -> CodeList? {
    guard let map = reader.mapping(reader.root, keys: Self.keys, required: ["codes", "title"]),
      let name = reader.string(map["codes"]), let title = reader.string(map["title"])
    else { return nil }
    _ = reader.string(map["standard"])
    if reader.file != "codes/\(name).yaml" {
      reader.report(map["codes"], "name-differs", zh: "代码表名应与文件名相同", en: "the list's name must be that of its file")
    }
    var list = CodeList(name: name, title: title, words: [], target: nil, map: [:])
    switch (map["words"], map["target"]) {
    case (let words?, nil): read(words: words, into: &list)
    case (nil, let target?):
      list.target = reader.string(target)
      read(map: map["map"], into: &list)
    default:
      reader.report(reader.root, "words-or-target", zh: "须有 words，或 target 与 map，二者择一", en: "give either words, or target and map")
    }
    return list
  }

  private func read(words node: YAMLNode, into list: inout CodeList) {
    for (key, word, value) in reader.pairs(node) ?? [] {
      if PlainScalar.isAmbiguous(word), reader.string(key) == nil { continue }
      guard let map = reader.mapping(value, keys: Self.wordKeys, required: ["title"]), let title = reader.string(map["title"])
      else { continue }
      list.words.append(CodeList.Word(word: word, title: title))
      add(key, word, word, &list)
      if title != word { add(key, title, word, &list) }
      for item in reader.list(map["from"]) ?? [] {
        if let text = reader.string(item), text != title { add(item, text, word, &list) }
      }
    }
  }

  private func read(map node: YAMLNode?, into list: inout CodeList) {
    for (key, text, value) in reader.pairs(node) ?? [] {
      guard reader.string(key) != nil else { continue }
      if value.isNull { add(key, text, "", &list) } else if let word = reader.string(value) { add(key, text, word, &list) }
    }
  }

  private func add(_ node: YAMLNode, _ text: String, _ word: String, _ list: inout CodeList) {
    if let other = list.map[text], other != word {
      reader.report(
        node, "ambiguous-code", zh: "“\(text)”已对应“\(other)”", en: "\"\(text)\" already stands for \"\(other)\"")
      return
    }
    list.map[text] = word
  }
}
