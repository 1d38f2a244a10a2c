import HubStandards

/// The fault of `body`, or nil where it does not throw.
func fault<R>(_ body: () throws(FormatFault) -> R) -> FormatFault? {
  do throws(FormatFault) {
    _ = try body()
    return nil
  } catch { return error }
}

/// A fixed day, so that tests do not age.
let today = CivilDate(year: 2026, month: 11, day: 25)!
