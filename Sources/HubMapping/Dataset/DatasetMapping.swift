package import HubModel

/// One dataset file, read and compiled.
package struct DatasetMapping: Sendable {
  /// What the store needs.
  package let schema: DatasetSchema
  package let catalogue: CatalogueEntry
  package let steward: Steward
  package let source: SourceConfiguration
  /// In the order of the file.
  package let fields: [FieldRule]
  /// The row key: of each group the first column that has a value.
  package let key: [[String]]
  package let plan: MappingPlan
  /// When it is read by itself; nil: by hand only.
  package let schedule: CronSchedule?
}

/// 目录编目 (条例第 13 条): what the catalogue says about a dataset. Classification and grade come from the model.
package struct CatalogueEntry: Sendable, Equatable {
  package var code: String
  package var provider: String
  /// `local` 本级 · `return_flow` 上级回流 · `upstream` 上级接口.
  package var origin: String
  /// `unconditional` 无条件 · `conditional` 有条件 · `none` 不予共享.
  package var share: String
  /// The law that forbids sharing; required with `none`.
  package var basis: String?
  /// Required with `conditional`.
  package var useConditions: String?
  /// `service` 服务接口 · `batch` 批量交换 · `file` 文件下载.
  package var methods: [String]
  package var update: String
  package var category: String
}

package struct Steward: Sendable, Equatable {
  package var unit: String
  package var role: String
  package var approver: String
}
