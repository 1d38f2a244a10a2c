extension DatasetWords {
  /// When the dataset is read by itself.
  var schedule: String {
    guard let schedule = dataset.schedule else {
      return say("  不自动运行", "  read by hand only")
    }
    let words = CronWords(expression: schedule.expression, chinese: chinese).text
    return say(
      "  定时 \(words)（\(schedule.zone.name)；\(schedule.expression.text)）",
      "  read \(words) (\(schedule.zone.name); \(schedule.expression.text))")
  }
}
