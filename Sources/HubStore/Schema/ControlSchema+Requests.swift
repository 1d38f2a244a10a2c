extension ControlSchema {
  /// What was done with a request is only ever added to; `due` is that of the newest act, nil where no clock runs.
  static let accessRequests = """
    CREATE TABLE control.access_request (
      id text PRIMARY KEY, unit text NOT NULL, unit_code text NOT NULL, filed_at timestamptz NOT NULL DEFAULT now());
    CREATE TABLE control.access_request_act (
      id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY, request text NOT NULL REFERENCES control.access_request,
      act text NOT NULL CHECK (act IN ('filed','checked','approved-by-requester','approved-by-provider','refused','extended',
        'granted','suspended','resumed','ended')),
      person text NOT NULL, at timestamptz NOT NULL DEFAULT now(), digest bytea NOT NULL,
      share text NOT NULL CHECK (share IN ('unconditional','conditional')), reason text, due date);
    CREATE INDEX ON control.access_request_act (request, id);
    CREATE FUNCTION control.refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN RAISE EXCEPTION 'rows of this table are only added' USING ERRCODE = 'insufficient_privilege'; END $$;
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON control.access_request
      EXECUTE FUNCTION control.refuse_change();
    CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON control.access_request_act
      EXECUTE FUNCTION control.refuse_change();
    """

  /// The triggers that the migration makes: table, name and function.
  package static let triggers = [
    "control.access_request append_only control.refuse_change", "control.access_request_act append_only control.refuse_change",
  ]
}
