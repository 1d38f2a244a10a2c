internal import HubModel

/// Finds firms by what they are to show.
struct FirmChoice {
  let world: SampleWorld
  let words: SampleVocabulary

  func subject(_ kind: SampleSubject.Kind) -> SampleSubject? { row(kind).map { describe($0, kind) } }

  private func row(_ kind: SampleSubject.Kind) -> Int? {
    switch kind {
    case .firmOpen: plain { $0.state == .inOperation && $0.former == nil && $0.type == 0 }
    case .firmDeregistered: plain { $0.state == .deregistered }
    case .firmRevoked: plain { $0.state == .revokedNotDeregistered }
    case .firmSeveralRepresentatives: plain { $0.state == .inOperation && $0.representatives > 2 }
    case .firmRenamed: world.successor?.predecessor
    case .firmSuccessor: world.successor?.row
    case .firmFutureClosing: world.registry.rows(.futureClosing).first
    case .firmCheckDiffers: open(world.registry.rows(.checkDiffers))
    case .firmRegistrationNumber: open(world.registry.rows(.registrationNumber))
    case .firmTaxStateDiffers:
      world.taxpayers.rows(.stateDiffers).first { world.firm($0).state == .deregistered }
        ?? world.taxpayers.rows(.stateDiffers).first
    case .firmTaxRepresentativeDiffers: open(world.taxpayers.rows(.representativeDiffers))
    case .firmQuarantined: open(world.registry.rows(.emptyName))
    case .firmNotInLibrary: 2 * world.firms + 5
    default: nil
    }
  }

  private func open(_ rows: [Int]) -> Int? { rows.first { world.firm($0).state == .inOperation } ?? rows.first }

  /// A firm without any fault, represented by people of the population file.
  private func plain(_ fits: (SampleFirm) -> Bool) -> Int? {
    (0..<world.firms).first { row in
      let firm = world.firm(row)
      return world.registry[row] == nil && world.representatives[row] == nil && world.taxpayers[row] == nil
        && world.successor?.row != row && world.successor?.predecessor != row && fits(firm)
        && (0..<firm.representatives).allSatisfy { n in
          let person = firm.representative(n)
          return person < world.persons && world.population[person] == nil
        }
    }
  }

  private func describe(_ row: Int, _ kind: SampleSubject.Kind) -> SampleSubject {
    let firm = world.firm(row)
    let fault = world.registry[row]
    let isOld = fault == .registrationNumber
    let number = isOld ? firm.registrationNumber : fault == .checkDiffers ? firm.codeWithOtherCheck : firm.creditCode
    var subject = SampleSubject(
      kind: kind, entity: "enterprise",
      documentType: (isOld ? DocumentKind.registrationNumber : .creditCode).word,
      number: String(decoding: number, as: UTF8.self), name: firm.name.text(words))
    guard kind != .firmNotInLibrary else { return subject }
    subject.state = firm.state.rawValue
    subject.stateSince = firm.stateSince.text
    subject.formerName = firm.former?.text(words)
    subject.formerNameUntil = firm.former == nil ? nil : firm.renamed.text
    subject.taxSays = taxSays(firm)
    subject.representatives = (0..<firm.representatives).map { representative(firm, $0) }
    return subject
  }

  private func taxSays(_ firm: SampleFirm) -> String? {
    switch world.taxpayers[firm.row] {
    case .stateDiffers: world.taxState(firm, .stateDiffers).description
    case .representativeDiffers: world.taxRepresentative(firm, .representativeDiffers).name.text(words)
    default: nil
    }
  }

  private func representative(_ firm: SampleFirm, _ n: Int) -> SampleSubject.Representative {
    let person = world.person(firm.representative(n))
    return .init(
      role: firm.role(n).rawValue, documentType: person.document.kind.word, name: person.name.text(words),
      number: person.number)
  }
}
