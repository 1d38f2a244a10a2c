/// Published queries.
extension OpenAPISchemas {
  static let aggregates: [(String, OpenAPINode)] = [
    (
      "AggregateQuestion",
      object(
        ["purpose", "query"],
        [
          ("purpose", purpose), ("context", reference("Context")),
          ("query", text("统计的名称 Name of a published query", limit: AggregateQuestion.queryLimit)),
        ])
    ),
    (
      "AggregateAnswer",
      object(
        ["requestId", "query", "title", "entity", "k", "groupBy", "cells", "notes", "receipt"],
        [
          ("requestId", text("请求编号")), ("query", text("统计的名称")), ("title", text("标题")), ("entity", text("实体")),
          ("k", ["type": "integer", "description": "公布的数至少为此数"]), ("roundTo", ["type": "integer", "description": "取整到其倍数"]),
          ("scope", ["type": ["object", "null"]]), ("asOf", ["type": ["string", "null"], "format": "date-time"]),
          ("source", ["type": ["object", "null"]]), ("groupBy", list("AggregateGrouping")), ("cells", list("AggregateCell")),
          ("notes", list("Note")), ("receipt", text("凭证 Receipt, base64url")),
        ] + versions)
    ),
    (
      "AggregateGrouping",
      object(
        ["attribute", "byYear"],
        [("attribute", text("数据项")), ("title", text("标题")), ("byYear", ["type": "boolean", "description": "日期按年"])])
    ),
    (
      "AggregateCell",
      object(
        ["groups", "count"],
        [
          ("groups", list("AggregateGroup")), ("count", ["type": ["integer", "null"], "description": "null：不予公布"]),
          ("suppressed", ["type": "boolean", "description": "true：不予公布"]),
        ])
    ),
    (
      "AggregateGroup",
      object(
        ["kind", "title"],
        [
          ("kind", words(["value", "other", "total"], "取值、其他及未填、合计")), ("code", text("代码、行政区划或年份")),
          ("title", text("文字")),
        ])
    ),
  ]
}
