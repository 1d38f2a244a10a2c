/// What changes in a person's life: drawn apart from identity, so that an older row of the same person can be made.
struct SampleCircumstances {
  enum State: Int { case normal, deceased, movedOut, cancelled }
  let state: State
  let death: SampleDay?
  let home: Int
  let street: Int
  let house: Int
  let room: Int
  let updated: SampleDay
  let second: Int

  init(_ person: SamplePerson, seed: UInt64, earlier: Bool = false) {
    var random = SampleRandom(seed: seed, .circumstances, person.row)
    state = SampleCircumstances.state(random.below(1000))
    let today = SampleDay.reference
    death = state == .deceased ? person.birth.adding(1 + random.below(today.number - person.birth.number - 1)) : nil
    let current = today.adding(-1 - random.below(3650))
    second = random.below(86_400)
    if earlier { random = SampleRandom(seed: seed, .earlierEdition, person.row) }
    home = SamplePlace.home[random.below(SamplePlace.home.count)]
    street = random.below(12)
    house = 1 + random.below(200) + (earlier ? 200 : 0)
    room = 101 + random.below(20) * 100 + random.below(6)
    updated = earlier ? current.adding(-30 - random.below(1500)) : current
  }

  private static func state(_ drawn: Int) -> State {
    switch drawn {
    case ..<950: .normal
    case ..<975: .deceased
    case ..<995: .movedOut
    default: .cancelled
    }
  }
}
