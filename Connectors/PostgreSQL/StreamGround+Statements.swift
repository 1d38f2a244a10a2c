/// Newer columns of the catalogue are read as JSON, because older servers do not have them.
extension StreamGround {
  static let keptQuery = "SELECT current_setting('max_slot_wal_keep_size', true)"

  static let boundStatement = "ALTER SYSTEM SET max_slot_wal_keep_size = '20GB'; SELECT pg_reload_conf()."

  static let serverQuery = """
    SELECT current_setting('wal_level'), r.rolreplication OR r.rolsuper
    FROM pg_catalog.pg_roles r WHERE r.rolname = current_user
    """

  static let roomQuery = """
    SELECT (SELECT count(*) FROM pg_catalog.pg_replication_slots) < current_setting('max_replication_slots')::int8
      AND (SELECT count(*) FROM pg_catalog.pg_stat_replication) < current_setting('max_wal_senders')::int8
    """

  static let publicationQuery = """
    SELECT EXISTS (
        SELECT FROM pg_catalog.pg_publication_tables t
        WHERE t.pubname = p.pubname AND t.schemaname = $2 AND t.tablename = $3),
      EXISTS (
        SELECT FROM pg_catalog.pg_publication_tables t
        WHERE t.pubname = p.pubname AND t.schemaname = $2 AND t.tablename = $3 AND to_jsonb(t) ->> 'rowfilter' IS NOT NULL),
      p.pubinsert AND p.pubupdate AND p.pubdelete AND (to_jsonb(p) ->> 'pubtruncate') IS DISTINCT FROM 'false'
    FROM pg_catalog.pg_publication p WHERE p.pubname = $1
    """

  static let tableQuery = """
    SELECT ARRAY(
      SELECT a.attname::text FROM pg_catalog.pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND (c.relreplident = 'f' OR EXISTS (
        SELECT FROM pg_catalog.pg_index i
        WHERE i.indrelid = c.oid AND a.attnum = ANY (i.indkey)
          AND CASE c.relreplident WHEN 'd' THEN i.indisprimary WHEN 'i' THEN i.indisreplident ELSE false END))),
      c.relkind <> 'p' AND EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhparent = c.oid)
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relname = $2
    """
}
