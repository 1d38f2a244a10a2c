// What Swift cannot import from libpq and from Linux: macros, variadic functions, and a receiver that drops notices.
#ifndef HUB_LIBPQ_SHIM_H
#define HUB_LIBPQ_SHIM_H

#include <spawn.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <poll.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <unistd.h>

static inline void hub_drop_notice(void *user, const PGresult *notice) { (void)user, (void)notice; }

/// Keeps what the server says out of standard error and out of every message of libpq: only SQLSTATE remains.
static inline void hub_silence(PGconn *connection) {
  PQsetNoticeReceiver(connection, hub_drop_notice, NULL);
  PQsetErrorVerbosity(connection, PQERRORS_SQLSTATE);
}

static inline const char *hub_error_state(const PGresult *result) { return PQresultErrorField(result, PG_DIAG_SQLSTATE); }
static inline const char *hub_error_table(const PGresult *result) { return PQresultErrorField(result, PG_DIAG_TABLE_NAME); }
static inline const char *hub_error_column(const PGresult *result) { return PQresultErrorField(result, PG_DIAG_COLUMN_NAME); }
static inline const char *hub_error_constraint(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
}
static inline const char *hub_error_position(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
}

static inline int hub_wake_open(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
static inline void hub_wake_signal(int descriptor) {
  uint64_t one = 1;
  ssize_t written = write(descriptor, &one, sizeof one);
  (void)written;
}
static inline void hub_wake_clear(int descriptor) {
  uint64_t count;
  ssize_t got = read(descriptor, &count, sizeof count);
  (void)got;
}

extern int pipe2(int descriptors[2], int flags);  // declared by unistd.h for GNU sources only
/// Two descriptors, read end first, that no other child process inherits.
static inline int hub_pipe(int descriptors[2]) { return pipe2(descriptors, O_CLOEXEC); }

extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);  // for GNU sources only
/// The child holds nothing that is open here but its standard input and outputs.
static inline void hub_close_others(posix_spawn_file_actions_t *actions) { posix_spawn_file_actions_addclosefrom_np(actions, 3); }

/// Waits for the socket or the wake-up descriptor. Bits of the answer: 1 readable, 2 writable, 4 woken.
static inline int hub_wait(int socket, int writing, int wake, int milliseconds) {
  struct pollfd watched[2] = {{socket, (short)(POLLIN | (writing ? POLLOUT : 0)), 0}, {wake, POLLIN, 0}};
  if (poll(watched, 2, milliseconds) <= 0) return 0;
  return ((watched[0].revents & (POLLIN | POLLERR | POLLHUP | POLLNVAL)) ? 1 : 0) |
         ((watched[0].revents & POLLOUT) ? 2 : 0) | ((watched[1].revents & POLLIN) ? 4 : 0);
}

#endif
