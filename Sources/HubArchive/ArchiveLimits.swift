/// What bounds the work that an archive can cause. The numbers are part of the documented behaviour.
package struct ArchiveLimits: Sendable {
  /// Most entries.
  package var entries = 10_000
  /// Most bytes of all entries, unpacked.
  package var total: UInt64 = 20 << 30
  /// How many times larger than packed an entry may be …
  package var ratio: UInt64 = 200
  /// … once it is larger than this.
  package var ratioFrom: UInt64 = 16 << 20

  package init() {}
}
