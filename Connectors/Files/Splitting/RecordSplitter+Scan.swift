import HubModel

private let lineFeed = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")

extension RecordSplitter {
  /// Runs the states until the batch is full (true) or the text is used up (false).
  mutating func scan(_ bytes: UnsafePointer<UInt8>, to end: Int, atEnd: Bool) throws(HubError) -> Bool {
    while state != .recordStart || !isFull {
      let goesOn =
        switch state {
        case .recordStart: startRecord(bytes, to: end)
        case .fieldStart: startField(bytes, to: end, atEnd: atEnd)
        case .unquoted: try scanUnquoted(bytes, to: end, atEnd: atEnd)
        case .quoted: try scanQuoted(bytes, to: end, atEnd: atEnd)
        case .quoteSeen: try scanAfterQuote(bytes, to: end, atEnd: atEnd)
        case .skipping: scanSkipped(bytes, to: end, atEnd: atEnd)
        }
      if !goesOn { return false }
    }
    return true
  }

  /// Passes the LF of a CR LF and empty lines, which hold nothing.
  private mutating func startRecord(_ bytes: UnsafePointer<UInt8>, to end: Int) -> Bool {
    guard cursor < end else { return false }
    let byte = bytes[cursor]
    let isSecondHalf = followsCarriageReturn && byte == lineFeed
    followsCarriageReturn = byte == carriageReturn
    guard byte == lineFeed || byte == carriageReturn else {
      beginRecord()
      return true
    }
    if !isSecondHalf { line += 1 }
    cursor += 1
    recordStart = cursor
    return true
  }

  private mutating func startField(_ bytes: UnsafePointer<UInt8>, to end: Int, atEnd: Bool) -> Bool {
    guard cursor < end || atEnd else { return false }
    if cursor < end, bytes[cursor] == dialect.quote {
      cursor += 1
      hasQuoted = true
      isEscaped = false
      state = .quoted
    } else {
      state = .unquoted
    }
    fieldStart = cursor
    return true
  }

  private mutating func scanUnquoted(_ bytes: UnsafePointer<UInt8>, to end: Int, atEnd: Bool) throws(HubError) -> Bool {
    let stop = firstFieldEnd(bytes, from: cursor, to: end, delimiter: dialect.delimiter)
    if stop - fieldStart > limits.field {
      return try skip(bytes, from: stop, "field-too-long", "a field is longer than \(limits.field) bytes")
    }
    cursor = stop
    guard stop < end || atEnd else { return false }
    if recordStart < suspectEnd, let quote = dialect.quote, first(quote, bytes, from: fieldStart, to: stop) < stop {
      recordFault = "stray-quote"
    }
    endField(bytes, fieldStart, stop, isQuoted: false)
    return try passFieldEnd(bytes, to: end)
  }

  private mutating func scanQuoted(_ bytes: UnsafePointer<UInt8>, to end: Int, atEnd: Bool) throws(HubError) -> Bool {
    guard let quote = dialect.quote else { return false }
    let farthest = min(end, fieldStart + limits.field + 1)
    let stop = first(quote, bytes, from: cursor, to: farthest)
    if stop < farthest {
      cursor = stop + 1
      state = .quoteSeen
      return true
    }
    cursor = farthest
    if farthest < end || stop - fieldStart > limits.field || atEnd { return try giveUpQuote(bytes, at: farthest, to: end) }
    return false
  }

  private mutating func scanAfterQuote(_ bytes: UnsafePointer<UInt8>, to end: Int, atEnd: Bool) throws(HubError) -> Bool {
    guard cursor < end || atEnd else { return false }
    let byte = cursor < end ? bytes[cursor] : lineFeed
    if byte == dialect.quote {
      isEscaped = true
      cursor += 1
      state = .quoted
    } else if byte == dialect.delimiter || byte == lineFeed || byte == carriageReturn {
      endField(bytes, fieldStart, cursor - 1, isQuoted: true)
      return try passFieldEnd(bytes, to: end)
    } else if firstLineEnd(bytes, from: fieldStart, to: cursor) < cursor {
      return try giveUpQuote(bytes, at: cursor, to: end)
    } else {
      recordFault = "stray-quote"
      state = .unquoted
    }
    return true
  }

  /// Stands at a delimiter, a line end or the end of the text.
  private mutating func passFieldEnd(_ bytes: UnsafePointer<UInt8>, to end: Int) throws(HubError) -> Bool {
    if cursor - recordStart > limits.record {
      return try skip(bytes, from: cursor, "record-too-long", "the row is longer than \(limits.record) bytes")
    }
    if cursor < end, bytes[cursor] == dialect.delimiter {
      cursor += 1
      state = .fieldStart
    } else {
      try endRecord(bytes, cursor, to: end)
    }
    return true
  }

  private mutating func scanSkipped(_ bytes: UnsafePointer<UInt8>, to end: Int, atEnd: Bool) -> Bool {
    cursor = firstLineEnd(bytes, from: cursor, to: end)
    guard cursor < end || atEnd, let skipped else { return false }
    refuse(skipped.reason, skipped.detail, raw: skipped.raw)
    line += skipped.lines
    self.skipped = nil
    startNext(bytes, after: cursor, to: end)
    return true
  }
}
