package import HubModel

/// Keyed hashes of one purpose and label: the first 16 bytes of an HMAC over the suite's hash.
///
/// Parts are preceded by their counts (32 bits, little-endian), so that `("ab", "c")` and `("a", "bc")` differ.
/// Safe to share between tasks and threads; neither locks nor allocates.
package struct Fingerprinter: Sendable {
  let contexts: ContextPool<MACContext>

  init(hash: HashAlgorithm, key: SecretBytes) {
    contexts = ContextPool { MACContext(hash, key: key) }
  }

  package func callAsFunction(_ a: UnsafeRawBufferPointer) -> Fingerprint {
    make { $0.updatePart(a) }
  }

  package func callAsFunction(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer) -> Fingerprint {
    make {
      $0.updatePart(a)
      $0.updatePart(b)
    }
  }

  package func callAsFunction(
    _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, _ c: UnsafeRawBufferPointer
  ) -> Fingerprint {
    make {
      $0.updatePart(a)
      $0.updatePart(b)
      $0.updatePart(c)
    }
  }

  /// Any number of parts; equal to the overloads above for the same parts.
  package func callAsFunction(_ parts: (borrowing FingerprintParts) -> Void) -> Fingerprint {
    make { parts(FingerprintParts(context: $0)) }
  }

  package func callAsFunction(_ bytes: [UInt8]) -> Fingerprint { bytes.withUnsafeBytes { self($0) } }

  package func callAsFunction(_ text: String) -> Fingerprint {
    var text = text
    return text.withUTF8 { self(UnsafeRawBufferPointer($0)) }
  }

  @inline(__always) func make(_ message: (MACContext) -> Void) -> Fingerprint {
    contexts.lend { context in
      message(context)
      return withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { out in
        context.finish(into: out)
        return Fingerprint(
          high: UInt64(bigEndian: out.load(as: UInt64.self)),
          low: UInt64(bigEndian: out.load(fromByteOffset: 8, as: UInt64.self)))
      }
    }
  }
}

/// The message of one fingerprint while it is being written.
package struct FingerprintParts: ~Copyable {
  let context: MACContext

  package func part(_ bytes: UnsafeRawBufferPointer) { context.updatePart(bytes) }
  /// A part that is not there, unlike one that is empty.
  package func absent() { context.updateMark(.max) }
}
