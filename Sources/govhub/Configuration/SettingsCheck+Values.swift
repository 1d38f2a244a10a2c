import HubCrypto
import HubStore

extension SettingsCheck {
  /// What is wrong with the value of a setting that does not take any text; nil where it is right.
  static func fault(_ name: String, _ text: String) -> (code: String, zh: String, en: String)? {
    switch name {
    case "port" where !isPort(text):
      ("not-a-port", "“\(text)”不是端口，应为 0 到 65535 的整数", "\"\(text)\" is no port; expected a whole number from 0 to 65535")
    case "auditHeads.syslog" where text != "true" && text != "false":
      ("not-true-or-false", "“\(text)”应为 true 或 false", "\"\(text)\" is neither true nor false")
    case "auditRetention" where AuditRetention(text) == nil:
      (
        "retention-not-lawful", "“\(text)”不是保存期限：应为整年数，不少于三年（政务数据共享条例第二十九条），例如 3y",
        "\"\(text)\" is no time to keep the audit; expected whole years, three at least by law, for example 3y"
      )
    case "backupRetention" where !isDays(text):
      ("not-days", "“\(text)”不是期限，应为天数，例如 30d", "\"\(text)\" is no period; expected a number of days, for example 30d")
    case "profile" where Profile(rawValue: text) == nil:
      ("unknown-word", "“\(text)”不是 development 或 production", "\"\(text)\" is neither development nor production")
    case "policyRoot" where Hex.decode(text)?.count != 32:
      ("not-a-digest", "应为策略集的摘要，64 位十六进制数", "expected the digest of a policy set, 64 hexadecimal digits")
    default: nil
    }
  }

  private static func isDays(_ text: String) -> Bool {
    text.hasSuffix("d") && Int(text.dropLast()).map { $0 > 0 && "\($0)d" == text } ?? false
  }

  /// Decimal digits without a sign or a leading zero, which YAML would take for an octal number.
  private static func isPort(_ text: String) -> Bool { Int(text).map { (0...65_535).contains($0) && "\($0)" == text } ?? false }
}
