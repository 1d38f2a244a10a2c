// libzip, and the one call of Linux that a spool needs and Swift does not import: a file without a name.
#ifndef HUB_LIBZIP_SHIM_H
#define HUB_LIBZIP_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>

/// A descriptor of a file in `folder` that has no name, or −1 and errno.
static inline int hub_spool_open(const char *folder) {
  int descriptor = open(folder, __O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return descriptor;
  // A file system that has no nameless files: the name is gone before anything is written.
  char path[4096];
  int length = snprintf(path, sizeof path, "%s/govhub-XXXXXX", folder);
  if (length < 0 || length >= (int)sizeof path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  descriptor = mkstemp(path);
  if (descriptor < 0) return -1;
  unlink(path);
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  return descriptor;
}

#endif
