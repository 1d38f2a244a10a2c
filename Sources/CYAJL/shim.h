#ifndef GOVHUB_CYAJL_SHIM_H
#define GOVHUB_CYAJL_SHIM_H

// yajl's settings are all off by default, which is what the hub wants: no comments, one value, text checked as UTF-8.
#include <yajl/yajl_parse.h>

#endif
