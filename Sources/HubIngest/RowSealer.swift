import HubCrypto
import HubMapping
import HubModel
import HubPostgres
import HubStore

/// Turns conformed rows into the bytes of binary COPY: keys and hashes in the first pass, sealed rows for what changed.
///
/// One per worker: the buffers are its own.
struct RowSealer {
  private let attributes: [AttributePlan]
  private let subjectKey: SubjectKey
  private let memberKey: Fingerprinter?
  private let rowKey: Fingerprinter
  private let rowHash: Fingerprinter
  private let refusedKey: Fingerprinter
  private let refusedCells: CellSealer
  private let oneRowPerSubject: Bool
  /// Whose rows are refused.
  private let erased: Set<Fingerprint>
  private var cell: [UInt8] = []

  private struct AttributePlan {
    let index: Int
    let type: ValueType
    /// Both nil for level 1–2.
    let key: AttributeKey?
    let cells: CellSealer?
    let hasFoldColumn: Bool
  }

  /// `sealer` is the run's one sealer of the dataset, so that no nonce is used twice.
  init(
    landing: LandingTable, identityEntity: String, keys: KeyRing, sealer: Sealer, erased: Set<Fingerprint> = []
  ) throws {
    let dataset = landing.dataset.name
    attributes = try landing.attributes.enumerated().map { index, attribute in
      AttributePlan(
        index: index, type: attribute.type,
        key: attribute.level.isSealed ? try keys.attributeKey(entity: landing.entity.name, attribute: attribute.name) : nil,
        cells: attribute.level.isSealed ? sealer.attribute(attribute.name) : nil,
        hasFoldColumn: !attribute.level.isSealed && attribute.type == .organisationName)
    }
    subjectKey = try keys.subjectKey(entity: identityEntity)
    memberKey = landing.isRelation ? try keys.fingerprinter(.subject, label: "member \(landing.entity.name)") : nil
    rowKey = try keys.fingerprinter(.rowKey, label: dataset)
    rowHash = try keys.fingerprinter(.rowHash, label: dataset)
    refusedKey = try keys.refusedRows(of: dataset)
    refusedCells = sealer.attribute(refusedCellName)
    oneRowPerSubject = landing.dataset.oneRowPerSubject
    self.erased = erased
  }

  // MARK: what identifies and tells apart

  private func subject(_ batch: borrowing ConformedBatch, _ row: Int, _ bytes: UnsafeRawBufferPointer) -> Subject {
    let kind = DocumentKind(rawValue: batch.subjectKind[row]) ?? .residentID
    return subjectKey.subject(kind: kind, number: bytes.at(batch.subjectNumber[row]))
  }

  private func alias(_ batch: borrowing ConformedBatch, _ row: Int, _ bytes: UnsafeRawBufferPointer) -> Fingerprint? {
    let span = batch.aliasNumber[row]
    guard !span.isAbsent, let kind = DocumentKind(rawValue: batch.aliasKind[row]) else { return nil }
    return subjectKey.subject(kind: kind, number: bytes.at(span)).fingerprint
  }

  private func key(_ batch: borrowing ConformedBatch, _ row: Int, _ bytes: UnsafeRawBufferPointer, _ subject: Subject)
    -> Fingerprint
  {
    oneRowPerSubject ? subject.fingerprint : rowKey(bytes.at(batch.rowKey[row]))
  }

  /// Over everything the row says, so that a change of any part is seen.
  private func hash(_ batch: borrowing ConformedBatch, _ row: Int, _ bytes: UnsafeRawBufferPointer) -> Fingerprint {
    let width = attributes.count
    var fixed: (Int64, UInt32) = (batch.observedAt[row], batch.remarks[row])
    let spans = batch.spans
    let alias = batch.aliasNumber[row]
    return rowHash { parts in
      for index in 0..<width {
        let span = spans[row * width + index]
        if span.isAbsent { parts.absent() } else { parts.part(bytes.at(span)) }
      }
      if alias.isAbsent { parts.absent() } else { parts.part(bytes.at(alias)) }
      withUnsafeBytes(of: &fixed.0) { parts.part($0) }
      withUnsafeBytes(of: &fixed.1) { parts.part($0) }
    }
  }

  // MARK: encoding

  /// Line, row key, row hash and time of every row: what finds changed rows and rows that went.
  func encodeKeys(_ batch: borrowing ConformedBatch, into copy: inout CopyBuffer) {
    batch.bytes.withUnsafeBytes { bytes in
      for row in 0..<batch.rows {
        let subject = subject(batch, row, bytes)
        copy.beginRow(columns: 4)
        copy.int8(Int64(batch.lines[row]))
        copy.fingerprint(key(batch, row, bytes, subject))
        if isErased(subject) {
          copy.null()
          copy.null()
          continue
        }
        copy.fingerprint(hash(batch, row, bytes))
        copy.instant(batch.observedAt[row])
      }
    }
  }

  /// Refused rows whose key is known still stand in their source: a key without a hash.
  func encodeKeys(_ refused: [RefusedRow], into copy: inout CopyBuffer) {
    for row in refused {
      guard let key = refusedRowKey(row) else { continue }
      copy.beginRow(columns: 4)
      copy.int8(Int64(row.line))
      copy.fingerprint(key)
      copy.null()
      copy.null()
    }
  }

  /// Line and row key of the rows that the source says were deleted.
  func encodeRemoved(_ removed: [RemovedRow], into copy: inout CopyBuffer) {
    for row in removed {
      let subject = row.subject.map { subjectKey.subject(kind: $0.kind, number: $0.number) }
      guard let key = oneRowPerSubject ? subject?.fingerprint : rowKey(row.rowKey) else { continue }
      copy.beginRow(columns: 2)
      copy.int8(Int64(row.line))
      copy.fingerprint(key)
    }
  }

  private func refusedRowKey(_ row: RefusedRow) -> Fingerprint? {
    if oneRowPerSubject { return refusedSubject(row)?.fingerprint }
    return row.rowKey.map { rowKey($0) }
  }

  private func refusedSubject(_ row: RefusedRow) -> Subject? {
    row.subject.map { subjectKey.subject(kind: $0.kind, number: $0.number) }
  }

  /// The sealed rows whose line `isWanted`, in the columns of `LandingTable.stagedColumns` behind the line.
  mutating func encodeRows(
    _ batch: borrowing ConformedBatch, wanted: (UInt64) -> Bool, into copy: inout CopyBuffer
  ) throws {
    let columns =
      1 + 2 + (memberKey == nil ? 0 : 1) + 2 + 2
      + attributes.reduce(0) { $0 + ($1.key != nil || $1.hasFoldColumn ? 2 : 1) }
    try batch.bytes.withUnsafeBytes { bytes in
      for row in 0..<batch.rows where wanted(batch.lines[row]) {
        let subject = subject(batch, row, bytes)
        if isErased(subject) { continue }
        let key = key(batch, row, bytes, subject)
        copy.beginRow(columns: columns)
        copy.int8(Int64(batch.lines[row]))
        copy.fingerprint(key)
        copy.fingerprint(subject.fingerprint)
        if let memberKey { copy.fingerprint(memberKey(bytes.at(batch.member[row]))) }
        if let alias = alias(batch, row, bytes) { copy.fingerprint(alias) } else { copy.null() }
        copy.fingerprint(hash(batch, row, bytes))
        for attribute in attributes {
          let place = row * attributes.count + attribute.index
          try encode(attribute, bytes, batch.spans[place], batch.folded[place], subject: subject, key: key, into: &copy)
        }
        copy.instant(batch.observedAt[row])
        copy.int4(Int32(bitPattern: batch.remarks[row]))
      }
    }
  }

  private mutating func encode(
    _ attribute: AttributePlan, _ bytes: UnsafeRawBufferPointer, _ span: ValueSpan, _ folded: ValueSpan, subject: Subject,
    key: Fingerprint, into copy: inout CopyBuffer
  ) throws {
    if span.isAbsent {
      copy.null()
      if attribute.key != nil || attribute.hasFoldColumn { copy.null() }
      return
    }
    if let attributeKey = attribute.key, let cells = attribute.cells {
      copy.fingerprint(attributeKey.fingerprint(subject: subject, value: bytes.at(folded)))
      cell.removeAll(keepingCapacity: true)
      try cells.seal(bytes.at(span), rowKey: key, into: &cell)
      cell.withUnsafeBytes { copy.bytes($0) }
      return
    }
    copy.value(bytes.at(span), type: attribute.type)
    if attribute.hasFoldColumn { copy.text(bytes.at(folded)) }
  }

  /// Refused rows in the columns of the staging table: line, reason, field, detail, subject, row key, fingerprint, sealed raw text.
  mutating func encodeRefused(_ refused: [RefusedRow], into copy: inout CopyBuffer) throws {
    for row in refused {
      if let subject = refusedSubject(row), isErased(subject) {
        try encodeErased(line: row.line, subject, key: refusedRowKey(row) ?? subject.fingerprint, into: &copy)
        continue
      }
      let raw = refusedKey(row.raw)
      copy.beginRow(columns: 8)
      copy.int8(Int64(row.line))
      copy.text(row.reason)
      if let field = row.field { copy.text(field) } else { copy.null() }
      copy.text(row.detail)
      if let subject = refusedSubject(row) { copy.fingerprint(subject.fingerprint) } else { copy.null() }
      if let key = refusedRowKey(row) { copy.fingerprint(key) } else { copy.null() }
      copy.fingerprint(raw)
      cell.removeAll(keepingCapacity: true)
      try row.raw.withUnsafeBytes { try refusedCells.seal($0, rowKey: raw, into: &cell) }
      cell.withUnsafeBytes { copy.bytes($0) }
    }
  }

  // MARK: erased subjects

  private func isErased(_ subject: Subject) -> Bool { !erased.isEmpty && erased.contains(subject.fingerprint) }

  /// Rows of erased subjects, as refused ones without their text; tells how many.
  func encodeErased(_ batch: borrowing ConformedBatch, into copy: inout CopyBuffer) throws -> Int {
    guard !erased.isEmpty else { return 0 }
    var count = 0
    try batch.bytes.withUnsafeBytes { bytes in
      for row in 0..<batch.rows {
        let subject = subject(batch, row, bytes)
        guard isErased(subject) else { continue }
        try encodeErased(line: batch.lines[row], subject, key: key(batch, row, bytes, subject), into: &copy)
        count += 1
      }
    }
    return count
  }

  private func encodeErased(
    line: UInt64, _ subject: Subject, key: Fingerprint, into copy: inout CopyBuffer
  ) throws {
    let print = refusedKey.ofErased(key)
    copy.beginRow(columns: 8)
    copy.int8(Int64(line))
    copy.text(ErasedSubjects.reason)
    copy.null()
    copy.text(ErasedSubjects.detail)
    copy.fingerprint(subject.fingerprint)
    copy.fingerprint(key)
    copy.fingerprint(print)
    copy.bytes(try refusedCells.seal([], rowKey: print))
  }
}
