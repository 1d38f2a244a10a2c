import HubModel
import HubStandards

extension ConformRun {
  mutating func readDate(
    _ field: FieldPlan, _ text: TextView, _ pattern: DatePattern?, _ out: inout ConformedBatch
  ) -> String? {
    do throws(FormatFault) {
      let date = try CivilDate.parse(text.raw, pattern: pattern)
      let days = Int(date.daysSince2000)
      if field.refuses.contains(.futureDate), days > Int(today.daysSince2000) { return "date-in-future" }
      if isTooLate(field, days: days) { return "value-too-late" }
      canonical.removeAll(keepingCapacity: true)
      date.write(to: &canonical)
      put(canonical, field, &out)
      return nil
    } catch {
      return error.code
    }
  }

  mutating func readInstant(
    _ field: FieldPlan, _ text: TextView, _ pattern: InstantPattern?, _ out: inout ConformedBatch
  ) -> String? {
    do throws(FormatFault) {
      let instant = try Instant.parse(text.raw, pattern: pattern)
      if isTooLate(field, instant) { return field.role == .observedAt ? "observed-in-future" : "value-too-late" }
      if field.role == .observedAt {
        row.observedAt = instant.microseconds
      } else {
        canonical.removeAll(keepingCapacity: true)
        instant.writeUTC(to: &canonical)
        put(canonical, field, &out)
      }
      return nil
    } catch {
      return error.code
    }
  }

  private func isTooLate(_ field: FieldPlan, days: Int) -> Bool {
    switch field.limit {
    case nil: false
    case .now(let seconds): days > Int(today.daysSince2000) + seconds / 86_400
    case .date: days > field.limitDay
    }
  }

  private func isTooLate(_ field: FieldPlan, _ instant: Instant) -> Bool {
    switch field.limit {
    case nil: false
    case .now(let seconds): instant.microseconds > now + Int64(seconds) * 1_000_000
    // The end of that day in Asia/Shanghai.
    case .date: instant.microseconds >= (Int64(field.limitDay + 10_958) * 86_400 - 8 * 3600) * 1_000_000
    }
  }
}
