#ifndef GOVHUB_CLIBCURL_SHIM_H
#define GOVHUB_CLIBCURL_SHIM_H

#include <curl/curl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* curl_easy_setopt and curl_easy_getinfo are variadic and do not import: one function per argument type. */

typedef size_t (*hub_curl_write)(char *bytes, size_t size, size_t count, void *owner);
typedef int (*hub_curl_progress)(
    void *owner, curl_off_t expected, curl_off_t got, curl_off_t toSend, curl_off_t sent);

static inline CURLcode hub_curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode hub_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode hub_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode hub_curl_set_write(CURL *handle, hub_curl_write function, void *owner) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, function);
  return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_WRITEDATA, owner);
}
static inline CURLcode hub_curl_set_progress(CURL *handle, hub_curl_progress function, void *owner) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_XFERINFODATA, owner);
  return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
}
static inline CURLcode hub_curl_set_header(CURL *handle, hub_curl_write function, void *owner) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, function);
  return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_HEADERDATA, owner);
}
static inline CURLcode hub_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}
/* libcurl copies the bytes; the method becomes POST. */
static inline CURLcode hub_curl_set_body(CURL *handle, const void *bytes, curl_off_t count) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
  return code != CURLE_OK ? code : curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, (const char *)bytes);
}
static inline CURLcode hub_curl_get_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode hub_curl_get_size(CURL *handle, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(handle, info, value);
}
static inline CURLcode hub_curl_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

/* A file without a name, in memory, closed on exec; -1 where there is none. glibc hides memfd_create behind _GNU_SOURCE. */
static inline int hub_memory_file(void) { return (int)syscall(SYS_memfd_create, "hub", 1U); }

#endif
