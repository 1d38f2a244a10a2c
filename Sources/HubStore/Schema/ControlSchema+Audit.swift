extension ControlSchema {
  /// The audit by months. A month holds the chains that began in it: a writer's UUIDv7 says when, so that the keys stay what they
  /// were, and no column is added. What was there becomes the first partition as it lies: no row is moved.
  static let auditByMonth = """
    CREATE TABLE audit.pruned (
      writer uuid PRIMARY KEY REFERENCES audit.writer, last_sequence int8 NOT NULL, entries int8 NOT NULL, root bytea NOT NULL,
      last_at timestamptz NOT NULL, at timestamptz NOT NULL, signature bytea NOT NULL, public_key text NOT NULL);
    CREATE FUNCTION audit.writer_bound(timestamp) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT
      SET search_path = pg_catalog, pg_temp AS
      $$ SELECT (lpad(to_hex((extract(epoch FROM $1) * 1000)::int8), 12, '0') || repeat('0', 20))::uuid $$;
    DO $$ DECLARE
      month timestamp := date_trunc('month', now() AT TIME ZONE 'UTC');
      kind text;
      part text;
    BEGIN
      FOREACH kind IN ARRAY ARRAY['batch', 'entry'] LOOP
        part := kind || to_char(month, '_YYYY_MM');
        EXECUTE format('ALTER TABLE audit.%I RENAME TO %I', kind, part);
        EXECUTE format('CREATE TABLE audit.%I (LIKE audit.%I INCLUDING ALL) PARTITION BY RANGE (writer)', kind, part);
        IF kind = 'batch' THEN
          ALTER TABLE audit.batch ADD FOREIGN KEY (writer) REFERENCES audit.writer;
        END IF;
        EXECUTE format('ALTER TABLE audit.%I ATTACH PARTITION audit.%I FOR VALUES FROM (MINVALUE) TO (%L)',
          kind, part, audit.writer_bound(month + interval '1 month'));
        EXECUTE format('CREATE TABLE audit.%I PARTITION OF audit.%I DEFAULT', kind || '_other', kind);
      END LOOP;
    END $$;
    CREATE INDEX ON audit.batch USING brin (at) WITH (autosummarize = on);
    CREATE INDEX ON audit.entry USING brin (subject bytea_bloom_ops) WITH (autosummarize = on);
    \(makeMonths);
    """

  /// Makes the partitions of this month and the next three. Whoever writes the audit may call it and needs no right of the owner.
  /// It never waits long: answers come first, and a month without a partition goes to the one for others.
  private static let makeMonths = """
    CREATE FUNCTION audit.make_months() RETURNS int4 LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$ DECLARE
      made int4 := 0;
      month timestamp;
      kind text;
      part text;
    BEGIN
      FOR ahead IN 0..3 LOOP
        month := date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead);
        FOREACH kind IN ARRAY ARRAY['batch', 'entry'] LOOP
          part := kind || to_char(month, '_YYYY_MM');
          CONTINUE WHEN to_regclass('audit.' || part) IS NOT NULL;
          BEGIN
            EXECUTE format('CREATE TABLE audit.%I (LIKE audit.%I INCLUDING ALL)', part, kind);
            EXECUTE format('ALTER TABLE audit.%I ATTACH PARTITION audit.%I FOR VALUES FROM (%L) TO (%L)', kind, part,
              audit.writer_bound(month), audit.writer_bound(month + interval '1 month'));
            made := made + 1;
          EXCEPTION
            WHEN check_violation OR lock_not_available OR duplicate_table OR unique_violation OR deadlock_detected THEN NULL;
          END;
        END LOOP;
      END LOOP;
      RETURN made;
    END $$;
    REVOKE EXECUTE ON FUNCTION audit.make_months() FROM PUBLIC
    """
}
