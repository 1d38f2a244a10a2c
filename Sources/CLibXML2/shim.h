// What Swift cannot import from libxml2: macros, variadic receivers, and a handler that takes only what the hub reads.
#ifndef HUB_LIBXML2_SHIM_H
#define HUB_LIBXML2_SHIM_H

#include <libxml/SAX2.h>
#include <libxml/encoding.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

static inline void hub_xml_drop(void *user, xmlErrorPtr error) { (void)user, (void)error; }
static inline void hub_xml_drop_text(void *user, const char *format, ...) { (void)user, (void)format; }

/// libxml2 writes what it dislikes, data among it, to standard error, unless the thread says otherwise. Call before each use.
static inline void hub_xml_silence(void) {
  xmlSetGenericErrorFunc(NULL, hub_xml_drop_text);
  xmlSetStructuredErrorFunc(NULL, hub_xml_drop);
}

/// Once a process.
static inline int hub_xml_prepare(void) {
  xmlInitParser();
  hub_xml_silence();
  // Systems that write GB 18030 declare it under these names; the C library's GBK and GB2312 lack characters of it.
  return xmlAddEncodingAlias("GB18030", "GBK") == 0 && xmlAddEncodingAlias("GB18030", "GB2312") == 0 &&
         xmlAddEncodingAlias("GB18030", "CP936") == 0 && xmlAddEncodingAlias("GB18030", "X-GBK") == 0;
}

static inline int hub_xml_knows(const char *encoding) {
  xmlCharEncodingHandlerPtr handler = xmlFindCharEncodingHandler(encoding);
  if (handler != NULL) xmlCharEncCloseFunc(handler);
  return handler != NULL;
}

static inline void hub_xml_free(void *pointer) { xmlFree(pointer); }

// No entities, no DTD, no network, no huge documents; an encoding told from outside wins.
#define HUB_XML_OPTIONS (XML_PARSE_NONET | XML_PARSE_NOCDATA)

/// A parser that is fed pieces and builds no tree; NULL where memory lacks. `encoding` is NULL or one that is known.
static inline xmlParserCtxtPtr hub_xml_push_new(
    void *owner, startElementNsSAX2Func start, endElementNsSAX2Func end, charactersSAXFunc text,
    internalSubsetSAXFunc doctype, const char *encoding) {
  xmlSAXHandler handler;
  memset(&handler, 0, sizeof handler);
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = start;
  handler.endElementNs = end;
  handler.characters = text;
  handler.ignorableWhitespace = text;
  handler.internalSubset = doctype;
  handler.serror = hub_xml_drop;
  xmlParserCtxtPtr context = xmlCreatePushParserCtxt(&handler, owner, NULL, 0, NULL);
  if (context == NULL) return NULL;
  if (encoding != NULL && xmlCtxtResetPush(context, NULL, 0, NULL, encoding) != 0) {
    xmlFreeParserCtxt(context);
    return NULL;
  }
  xmlCtxtUseOptions(context, HUB_XML_OPTIONS | (encoding != NULL ? XML_PARSE_IGNORE_ENC : 0));
  return context;
}

static inline void hub_xml_meet_doctype(
    void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
  xmlParserCtxtPtr context = (xmlParserCtxtPtr)user;
  (void)name, (void)external, (void)system;
  context->_private = context;
  xmlStopParser(context);
}

/// A parser for whole documents; it stops at a document type, and `hub_xml_met_doctype` then says so.
static inline xmlParserCtxtPtr hub_xml_document_parser(void) {
  xmlParserCtxtPtr context = xmlNewParserCtxt();
  if (context == NULL) return NULL;
  context->sax->internalSubset = hub_xml_meet_doctype;
  context->sax->serror = hub_xml_drop;
  return context;
}

static inline int hub_xml_met_doctype(xmlParserCtxtPtr context) { return context->_private != NULL; }

static inline xmlDocPtr hub_xml_document_read(
    xmlParserCtxtPtr context, const char *bytes, int count, const char *encoding) {
  int options = HUB_XML_OPTIONS | XML_PARSE_COMPACT | (encoding != NULL ? XML_PARSE_IGNORE_ENC : 0);
  return xmlCtxtReadMemory(context, bytes, count, NULL, encoding, options);
}

/// Evaluation that ends after so many steps and says nothing to anyone.
static inline xmlXPathContextPtr hub_xpath_new(xmlDocPtr document) {
  xmlXPathContextPtr context = xmlXPathNewContext(document);
  if (context == NULL) return NULL;
  context->error = hub_xml_drop;
  context->opLimit = 10000000;
  return context;
}

#endif
