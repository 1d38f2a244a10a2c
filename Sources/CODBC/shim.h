// What Swift cannot import from unixODBC: macros with casts, attributes passed as pointers. Text goes in and comes out as UTF-16,
// which the driver manager hands through unchanged; the calls without W depend on the process's locale.
#ifndef HUB_ODBC_SHIM_H
#define HUB_ODBC_SHIM_H

#include <string.h>
#include <stddef.h>
#include <stdint.h>
#include <sql.h>
#include <sqlext.h>

enum {
  HUB_ODBC_ENVIRONMENT = SQL_HANDLE_ENV,
  HUB_ODBC_CONNECTION = SQL_HANDLE_DBC,
  HUB_ODBC_STATEMENT = SQL_HANDLE_STMT,
};
enum { HUB_ODBC_SUCCESS = SQL_SUCCESS, HUB_ODBC_INFO = SQL_SUCCESS_WITH_INFO, HUB_ODBC_NO_DATA = SQL_NO_DATA };
enum { HUB_ODBC_NULL = SQL_NULL_DATA, HUB_ODBC_NO_TOTAL = SQL_NO_TOTAL };
enum { HUB_ODBC_ROW_ERROR = SQL_ROW_ERROR, HUB_ODBC_ROW_MISSING = SQL_ROW_NOROW };
enum {
  HUB_ODBC_C_CHAR = SQL_C_CHAR,
  HUB_ODBC_C_WCHAR = SQL_C_WCHAR,
  HUB_ODBC_C_BINARY = SQL_C_BINARY,
  HUB_ODBC_C_BIT = SQL_C_BIT,
};
enum { HUB_ODBC_PRODUCT = SQL_DBMS_NAME, HUB_ODBC_VERSION = SQL_DBMS_VER };

/// A new handle; NULL where the driver manager gives none. `parent` is NULL for an environment.
static inline void *hub_odbc_allocate(int kind, void *parent) {
  SQLHANDLE made = NULL;
  if (!SQL_SUCCEEDED(SQLAllocHandle((SQLSMALLINT)kind, (SQLHANDLE)parent, &made))) return NULL;
  if (kind == SQL_HANDLE_ENV) SQLSetEnvAttr(made, SQL_ATTR_ODBC_VERSION, (SQLPOINTER)(uintptr_t)SQL_OV_ODBC3, 0);
  return made;
}
static inline void hub_odbc_free(int kind, void *handle) { SQLFreeHandle((SQLSMALLINT)kind, (SQLHANDLE)handle); }

/// Why a driver that has one SQLSTATE for everything could not connect.
enum { HUB_ODBC_UNTOLD = 0, HUB_ODBC_LOGIN = 1, HUB_ODBC_CERTIFICATE = 2 };

/// psqlodbc gives 08001 for a refused login and a bad certificate too; libpq's English words tell them apart.
static inline int hub_odbc_cause(const char *words) {
  if (strstr(words, "authentication failed") || strstr(words, "no pg_hba.conf entry")) return HUB_ODBC_LOGIN;
  return strstr(words, "certificate") ? HUB_ODBC_CERTIFICATE : HUB_ODBC_UNTOLD;
}

/// SQLSTATE and the driver's own number of one diagnostic record; false where there is no such record. The text of the record
/// does not leave this function, since it may hold data or a connection string: of a connection that could not be made it is
/// searched for fixed words, then wiped.
static inline int hub_odbc_state(int kind, void *handle, int record, char *state, int *number, int *cause) {
  SQLCHAR found[6] = {0}, scrap[1024] = {0};
  SQLINTEGER native = 0;
  SQLSMALLINT length = 0;
  SQLRETURN code = SQLGetDiagRec(
      (SQLSMALLINT)kind, (SQLHANDLE)handle, (SQLSMALLINT)record, found, &native, scrap, (SQLSMALLINT)sizeof scrap, &length);
  if (!SQL_SUCCEEDED(code)) return 0;
  for (int index = 0; index < 5; index++) state[index] = (char)found[index];
  *number = (int)native;
  *cause = memcmp(found, "08001", 5) == 0 ? hub_odbc_cause((const char *)scrap) : HUB_ODBC_UNTOLD;
  memset(scrap, 0, sizeof scrap);
  return 1;
}

/// Before connecting: no trace file with a password in it, a time limit, and the wish not to write.
static inline void hub_odbc_guard(void *connection, long login_seconds) {
  SQLSetConnectAttr((SQLHDBC)connection, SQL_ATTR_TRACE, (SQLPOINTER)(uintptr_t)SQL_OPT_TRACE_OFF, SQL_IS_UINTEGER);
  SQLSetConnectAttr((SQLHDBC)connection, SQL_ATTR_LOGIN_TIMEOUT, (SQLPOINTER)(intptr_t)login_seconds, SQL_IS_UINTEGER);
  SQLSetConnectAttr((SQLHDBC)connection, SQL_ATTR_ACCESS_MODE, (SQLPOINTER)(uintptr_t)SQL_MODE_READ_ONLY, SQL_IS_UINTEGER);
}
static inline int hub_odbc_connect(void *connection, const uint16_t *text, long length) {
  return SQLDriverConnectW(
      (SQLHDBC)connection, NULL, (SQLWCHAR *)text, (SQLSMALLINT)length, NULL, 0, NULL, SQL_DRIVER_NOPROMPT);
}
/// One transaction until it is ended, instead of one a statement.
static inline int hub_odbc_manual_commit(void *connection) {
  return SQLSetConnectAttr(
      (SQLHDBC)connection, SQL_ATTR_AUTOCOMMIT, (SQLPOINTER)(uintptr_t)SQL_AUTOCOMMIT_OFF, SQL_IS_UINTEGER);
}
static inline int hub_odbc_end(void *connection, int commits) {
  return SQLEndTran(SQL_HANDLE_DBC, (SQLHANDLE)connection, commits ? SQL_COMMIT : SQL_ROLLBACK);
}
static inline void hub_odbc_disconnect(void *connection) {
  SQLEndTran(SQL_HANDLE_DBC, (SQLHANDLE)connection, SQL_ROLLBACK);
  SQLDisconnect((SQLHDBC)connection);
}
/// UTF-16 into `room` of so many bytes; returns the length in bytes, −1 on failure.
static inline long hub_odbc_info(void *connection, int what, uint16_t *room, long bytes) {
  SQLSMALLINT length = 0;
  SQLRETURN code = SQLGetInfoW((SQLHDBC)connection, (SQLUSMALLINT)what, room, (SQLSMALLINT)bytes, &length);
  return SQL_SUCCEEDED(code) ? (long)length : -1;
}

static inline void hub_odbc_prepare_statement(void *statement, long seconds) {
  SQLSetStmtAttr((SQLHSTMT)statement, SQL_ATTR_CURSOR_TYPE, (SQLPOINTER)(uintptr_t)SQL_CURSOR_FORWARD_ONLY, SQL_IS_UINTEGER);
  SQLSetStmtAttr((SQLHSTMT)statement, SQL_ATTR_CONCURRENCY, (SQLPOINTER)(uintptr_t)SQL_CONCUR_READ_ONLY, SQL_IS_UINTEGER);
  SQLSetStmtAttr((SQLHSTMT)statement, SQL_ATTR_QUERY_TIMEOUT, (SQLPOINTER)(intptr_t)seconds, SQL_IS_UINTEGER);
}
/// Length and text are read when the statement is executed: both must live until then. Both lengths in bytes.
static inline int hub_odbc_parameter(void *statement, int number, uint16_t *text, long bytes, long *length) {
  return SQLBindParameter(
      (SQLHSTMT)statement, (SQLUSMALLINT)number, SQL_PARAM_INPUT, SQL_C_WCHAR, SQL_WVARCHAR,
      (SQLULEN)(bytes > 2 ? bytes / 2 : 1), 0, text, (SQLLEN)bytes, (SQLLEN *)length);
}
static inline int hub_odbc_execute(void *statement, const uint16_t *text, long length) {
  return SQLExecDirectW((SQLHSTMT)statement, (SQLWCHAR *)text, (SQLINTEGER)length);
}
static inline int hub_odbc_column_count(void *statement) {
  SQLSMALLINT count = 0;
  return SQL_SUCCEEDED(SQLNumResultCols((SQLHSTMT)statement, &count)) ? count : -1;
}
/// The name goes into `name` of `room` UTF-16 units, its length to `length`.
static inline int hub_odbc_describe(
    void *statement, int column, uint16_t *name, long room, long *length, long *type, unsigned long *size, long *nullable) {
  SQLSMALLINT units = 0, code_of_type = 0, digits = 0, may_be_null = SQL_NULLABLE_UNKNOWN;
  SQLULEN found = 0;
  SQLRETURN code = SQLDescribeColW(
      (SQLHSTMT)statement, (SQLUSMALLINT)column, name, (SQLSMALLINT)room, &units, &code_of_type, &found, &digits, &may_be_null);
  *length = units < room ? units : room - 1, *type = code_of_type, *size = found, *nullable = may_be_null != SQL_NO_NULLS;
  return code;
}
/// The most bytes of a value; −1 where the driver does not say.
static inline long hub_odbc_octets(void *statement, int column) {
  SQLLEN octets = -1;
  SQLRETURN code =
      SQLColAttributeW((SQLHSTMT)statement, (SQLUSMALLINT)column, SQL_DESC_OCTET_LENGTH, NULL, 0, NULL, &octets);
  return SQL_SUCCEEDED(code) ? (long)octets : -1;
}
/// The type's name in the database, UTF-16 into `room` of so many bytes; returns the length in bytes.
static inline long hub_odbc_type_name(void *statement, int column, uint16_t *room, long bytes) {
  SQLSMALLINT length = 0;
  SQLRETURN code = SQLColAttributeW(
      (SQLHSTMT)statement, (SQLUSMALLINT)column, SQL_DESC_TYPE_NAME, room, (SQLSMALLINT)bytes, &length, NULL);
  return SQL_SUCCEEDED(code) ? (long)(length < bytes ? length : bytes - 2) : 0;
}
/// Rows a fetch, and where their number and states go.
static inline int hub_odbc_rowset(void *statement, unsigned long rows, unsigned long *fetched, uint16_t *states) {
  SQLRETURN code = SQLSetStmtAttr((SQLHSTMT)statement, SQL_ATTR_ROW_ARRAY_SIZE, (SQLPOINTER)(uintptr_t)rows, SQL_IS_UINTEGER);
  SQLSetStmtAttr((SQLHSTMT)statement, SQL_ATTR_ROWS_FETCHED_PTR, fetched, SQL_IS_POINTER);
  SQLSetStmtAttr((SQLHSTMT)statement, SQL_ATTR_ROW_STATUS_PTR, states, SQL_IS_POINTER);
  return code;
}
static inline int hub_odbc_bind(void *statement, int column, int type, void *room, long width, long *indicators) {
  return SQLBindCol(
      (SQLHSTMT)statement, (SQLUSMALLINT)column, (SQLSMALLINT)type, room, (SQLLEN)width, (SQLLEN *)indicators);
}
static inline int hub_odbc_fetch(void *statement) { return SQLFetch((SQLHSTMT)statement); }
static inline int hub_odbc_get(void *statement, int column, int type, void *room, long width, long *indicator) {
  return SQLGetData(
      (SQLHSTMT)statement, (SQLUSMALLINT)column, (SQLSMALLINT)type, room, (SQLLEN)width, (SQLLEN *)indicator);
}
/// From any thread.
static inline void hub_odbc_cancel(void *statement) { SQLCancel((SQLHSTMT)statement); }

/// Names as UTF-16, NULL where they do not matter; lengths in units.
static inline int hub_odbc_tables(
    void *statement, uint16_t *catalogue, long catalogue_length, uint16_t *kinds, long kinds_length) {
  return SQLTablesW(
      (SQLHSTMT)statement, catalogue, (SQLSMALLINT)catalogue_length, NULL, 0, NULL, 0, kinds, (SQLSMALLINT)kinds_length);
}
static inline int hub_odbc_columns(
    void *statement, uint16_t *catalogue, long catalogue_length, uint16_t *schema, long schema_length, uint16_t *table,
    long table_length) {
  return SQLColumnsW(
      (SQLHSTMT)statement, catalogue, (SQLSMALLINT)catalogue_length, schema, (SQLSMALLINT)schema_length, table,
      (SQLSMALLINT)table_length, NULL, 0);
}
static inline int hub_odbc_statistics(
    void *statement, uint16_t *catalogue, long catalogue_length, uint16_t *schema, long schema_length, uint16_t *table,
    long table_length) {
  return SQLStatisticsW(
      (SQLHSTMT)statement, catalogue, (SQLSMALLINT)catalogue_length, schema, (SQLSMALLINT)schema_length, table,
      (SQLSMALLINT)table_length, SQL_INDEX_ALL, SQL_QUICK);
}

#endif
