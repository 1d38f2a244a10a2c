internal import HubModel

/// Finds persons by what they are to show.
struct PersonChoice {
  let world: SampleWorld
  let words: SampleVocabulary
  private let changed: Set<Int>

  init(world: SampleWorld, words: SampleVocabulary) {
    self.world = world
    self.words = words
    changed = Set(world.changes.map(\.row))
  }

  func subject(_ kind: SampleSubject.Kind) -> SampleSubject? { row(kind).map { describe($0, kind) } }

  private func row(_ kind: SampleSubject.Kind) -> Int? {
    switch kind {
    case .personPlain: plain { $0.document == .resident && $0.name.style == .three && $1.state == .normal }
    case .personDeceased: plain { $0.document == .resident && $1.state == .deceased }
    case .personMovedOut: plain { $0.document == .resident && $1.state == .movedOut }
    case .personDottedName: plain { $0.name.style == .dotted && $1.state == .normal }
    case .personHongKong: holder(of: .hongKong)
    case .personMacau: holder(of: .macau)
    case .personTaiwan: holder(of: .taiwan)
    case .personForeignCard: holder(of: .foreign2023)
    case .personOldForeignCard: holder(of: .foreign2017)
    case .personFifteenDigits: faulty(.fifteenDigits)
    case .personRareCharacter: faulty(.rareCharacter)
    case .personFormerPrivateUse: faulty(.formerPrivateUse)
    case .personCheckDiffers: faulty(.checkDiffers)
    case .personCanary: faulty(.canaryName)
    case .personQuarantined: faulty(.emptyName)
    case .personSuperseded: world.changes.first { state($0.row) == .normal }?.row ?? world.changes.first?.row
    case .personNotInLibrary: (world.strangerRow...).first { world.person($0).document == .resident }
    default: nil
    }
  }

  private func plain(_ fits: (SamplePerson, SampleCircumstances) -> Bool) -> Int? {
    (0..<world.persons).first {
      let person = world.person($0)
      return world.population[$0] == nil && !changed.contains($0)
        && fits(person, SampleCircumstances(person, seed: world.seed))
    }
  }

  /// One in the normal state, where there is one.
  private func holder(of document: SampleDocument) -> Int? {
    plain { $0.document == document && $1.state == .normal } ?? plain { person, _ in person.document == document }
  }

  /// One in the normal state, where there is one.
  private func faulty(_ fault: PopulationFault) -> Int? {
    let rows = world.population.rows(fault)
    return rows.first { state($0) == .normal } ?? rows.first
  }

  private func state(_ row: Int) -> SampleCircumstances.State {
    SampleCircumstances(world.person(row), seed: world.seed).state
  }

  private func describe(_ row: Int, _ kind: SampleSubject.Kind) -> SampleSubject {
    let person = world.person(row)
    let circumstances = SampleCircumstances(person, seed: world.seed)
    let damage = world.population[row].flatMap { NumberDamage($0) }
    let written = damage.map { String(decoding: $0.applied(to: person.numberBytes), as: UTF8.self) }
    var subject = SampleSubject(
      kind: kind, entity: "person", documentType: person.document.kind.word,
      number: damage == .check ? written! : person.number, name: person.name.text(words))
    subject.writtenNumber = written == subject.number ? nil : written
    if kind != .personNotInLibrary {
      subject.state = words.text(words.personStates, circumstances.state.rawValue)
      subject.stateSince = circumstances.death?.text
    }
    subject.sex = words.text(words.sexes, person.sex)
    subject.birthDate = person.birth.text
    if let change = world.changes.first(where: { $0.row == row }) {
      subject.formerNumber = String(decoding: change.old, as: UTF8.self)
      subject.formerNumberUntil = change.date.text
    }
    return subject
  }
}
