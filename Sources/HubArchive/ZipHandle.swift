import CLibZip
import HubModel

/// An archive open in libzip, read-only: the one owner of its handle. Readers of entries keep it alive.
final class ZipHandle {
  let raw: OpaquePointer
  private let source: SpoolSource

  /// - Throws: `archive-damaged`, what the spool throws.
  init(_ spool: SealedSpool) throws(HubError) {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    let source = SpoolSource(spool)
    let owned = Unmanaged.passRetained(source)
    guard let made = zip_source_function_create(answerZip, owned.toOpaque(), &error) else {
      owned.release()
      throw HubError.archiveDamaged("libzip gave no source")
    }
    guard let raw = zip_open_from_source(made, ZIP_RDONLY, &error) else {
      zip_source_free(made)
      throw source.fault ?? HubError.archive(zip_error_code_zip(&error))
    }
    self.raw = raw
    self.source = source
  }

  deinit { zip_discard(raw) }

  /// What went wrong last, from libzip's word for it or from the spool.
  func fault(_ error: UnsafeMutablePointer<zip_error_t>) -> HubError {
    source.fault ?? HubError.archive(zip_error_code_zip(error))
  }
}

extension HubError {
  static func archive(_ code: Int32) -> HubError {
    switch code {
    case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD, ZIP_ER_ENCRNOTSUPP: archiveEncrypted
    case ZIP_ER_COMPNOTSUPP:
      HubError(
        "archive-unsupported", "An entry of the archive is packed by a method that libzip cannot unpack.",
        remedy: "Ask the department for the usual method of zip, which is deflate.")
    case ZIP_ER_NOZIP:
      archiveDamaged("it is no zip archive, or its end is missing")
    case ZIP_ER_CRC: archiveDamaged("an entry's checksum is wrong")
    default: archiveDamaged("libzip error \(code)")
    }
  }

  static func archiveDamaged(_ what: String) -> HubError {
    HubError("archive-damaged", "The archive cannot be read: \(what).", remedy: "Ask the department to send it again.")
  }

  static var archiveEncrypted: HubError {
    HubError(
      "archive-encrypted", "An entry of the archive is encrypted.",
      remedy: "Ask the department for an archive without a password, over a protected line.")
  }

  static func archiveBomb(_ what: String) -> HubError {
    HubError(
      "archive-bomb", "The archive would unpack beyond its limits: \(what).",
      remedy: "Ask the department what it sent; if it is meant so, send it in parts.")
  }
}
