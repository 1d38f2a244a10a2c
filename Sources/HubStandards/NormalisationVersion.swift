/// Version of everything that decides which two spellings are one value. It is stored with each row;
/// any change that alters a canonical or comparison form raises it.
package let normalisationVersion = 1

/// The name of that rule set in answers: `n1`.
package let normalisationRules = "n\(normalisationVersion)"
