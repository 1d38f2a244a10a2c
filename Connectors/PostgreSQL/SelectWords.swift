/// The words that `SelectCheck` knows.
enum SelectWords {
  /// Statements that change something, as they may stand within a SELECT.
  static let writing: Set<String> = ["insert", "update", "delete", "merge", "into"]

  /// Behind these a name is given, not called: `AS t(a, b)`, `WITH t(a, b) AS`.
  static let naming = ["as", "with", "recursive"]

  static func mayPrecedeParenthesis(_ word: String) -> Bool {
    language.contains(word) || types.contains(word) || functions.contains(word)
  }

  private static let language: Set<String> = [
    "all", "and", "any", "array", "as", "between", "by", "case", "cube", "distinct", "else", "except", "exists", "filter",
    "from", "group", "having", "ilike", "in", "intersect", "is", "join", "lateral", "like", "limit", "materialized", "not",
    "offset", "on", "or", "over", "rollup", "row", "select", "sets", "some", "then", "union", "using", "values", "when",
    "where",
  ]

  private static let types: Set<String> = [
    "bit", "bpchar", "char", "character", "decimal", "float", "interval", "numeric", "time", "timestamp", "timestamptz",
    "timetz", "varchar", "varying",
  ]

  private static let functions: Set<String> = [
    "abs", "age", "array_agg", "array_length", "array_to_string", "ascii", "avg", "bool_and", "bool_or", "btrim", "cast",
    "ceil", "ceiling", "char_length", "character_length", "chr", "coalesce", "concat", "concat_ws", "count", "date",
    "date_part", "date_trunc", "decode", "dense_rank", "encode", "extract", "first_value", "floor", "format", "greatest",
    "initcap", "json_array_elements", "json_array_elements_text", "json_extract_path", "json_extract_path_text",
    "jsonb_array_elements", "jsonb_array_elements_text", "jsonb_extract_path", "jsonb_extract_path_text", "lag",
    "last_value", "lead", "least", "left", "length", "lower", "lpad", "ltrim", "make_date", "make_interval", "max", "md5",
    "min", "mod", "now", "ntile", "nullif", "octet_length", "overlay", "position", "power", "rank", "regexp_match",
    "regexp_replace", "replace", "reverse", "right", "round", "row_number", "rpad", "rtrim", "sign", "split_part",
    "string_agg", "strpos", "substr", "substring", "sum", "to_char", "to_date", "to_number", "to_timestamp", "translate",
    "trim", "trunc", "unnest", "upper",
  ]
}
