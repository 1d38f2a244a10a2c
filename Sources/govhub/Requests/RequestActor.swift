/// Who does something with a request, as its acts name them. The one place that says so.
enum RequestActor {
  static var current: String { Person.current }
}
