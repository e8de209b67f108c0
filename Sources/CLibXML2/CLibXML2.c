#include "CLibXML2.h"

#include <libxml/xmlversion.h>
/* ICU's headers are not wanted, and not needed: no ICU type is used here. */
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/encoding.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ATTRIBUTES 1024

/* What libxml2 hands to each event. */
typedef struct {
  const calls_markup_handler *handler;
  xmlParserCtxtPtr parser;
  int is_stopped;
} parse_state;

static void ignore_error(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

static void begin(
    parse_state *state, const char *name, const calls_markup_attribute *attributes, size_t count) {
  const calls_markup_handler *handler = state->handler;
  if (handler->start(handler->context, name, attributes, count) != 0) {
    state->is_stopped = 1;
    xmlStopParser(state->parser);
  }
}

/* HTML: SAX1 events, attributes as name/value pairs, a value may be NULL. */
static void html_start(void *context, const xmlChar *name, const xmlChar **pairs) {
  parse_state *state = context;
  calls_markup_attribute attributes[MAX_ATTRIBUTES];
  size_t count = 0;
  for (; pairs != NULL && pairs[0] != NULL && count < MAX_ATTRIBUTES; pairs += 2, count++) {
    const char *value = pairs[1] == NULL ? "" : (const char *)pairs[1];
    attributes[count] = (calls_markup_attribute){(const char *)pairs[0], NULL, value, strlen(value)};
  }
  begin(state, (const char *)name, attributes, count);
}

static void html_end(void *context, const xmlChar *name) {
  (void)name;
  parse_state *state = context;
  const calls_markup_handler *handler = state->handler;
  handler->end(handler->context);
}

static void any_text(void *context, const xmlChar *bytes, int length) {
  parse_state *state = context;
  const calls_markup_handler *handler = state->handler;
  if (length > 0) handler->text(handler->context, (const char *)bytes, (size_t)length);
}

/* XML: SAX2 events, attributes as (local name, prefix, URI, start, end). */
static void xml_start(
    void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
    int namespace_count, const xmlChar **namespaces, int count, int defaulted,
    const xmlChar **values) {
  (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
  parse_state *state = context;
  calls_markup_attribute attributes[MAX_ATTRIBUTES];
  size_t kept = 0;
  for (int i = 0; i < count && kept < MAX_ATTRIBUTES; i++, values += 5, kept++) {
    attributes[kept] = (calls_markup_attribute){
        (const char *)values[0], (const char *)values[2], (const char *)values[3],
        (size_t)(values[4] - values[3])};
  }
  begin(state, (const char *)name, attributes, kept);
}

static void xml_end(
    void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)name, (void)prefix, (void)uri;
  parse_state *state = context;
  const calls_markup_handler *handler = state->handler;
  handler->end(handler->context);
}

calls_markup_status calls_html_parse(
    const char *bytes, size_t length, const calls_markup_handler *handler) {
  if (length == 0) return CALLS_MARKUP_OK;
  if (length > INT_MAX) return CALLS_MARKUP_NO_MEMORY;
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, (int)length);
  if (parser == NULL) return CALLS_MARKUP_NO_MEMORY;
  xmlSAXHandler events;
  memset(&events, 0, sizeof events);
  events.startElement = html_start;
  events.endElement = html_end;
  events.characters = any_text;
  events.ignorableWhitespace = any_text;
  events.error = ignore_error;
  events.warning = ignore_error;
  *parser->sax = events;
  parse_state state = {handler, parser, 0};
  parser->userData = &state;
  htmlCtxtUseOptions(
      parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                  HTML_PARSE_IGNORE_ENC);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  htmlParseDocument(parser);
  int no_memory = parser->errNo == XML_ERR_NO_MEMORY;
  if (parser->myDoc != NULL) xmlFreeDoc(parser->myDoc);
  parser->myDoc = NULL;
  htmlFreeParserCtxt(parser);
  if (state.is_stopped) return CALLS_MARKUP_STOPPED;
  return no_memory ? CALLS_MARKUP_NO_MEMORY : CALLS_MARKUP_OK;
}

calls_markup_status calls_xml_parse(
    const char *bytes, size_t length, const calls_markup_handler *handler) {
  if (length > INT_MAX) return CALLS_MARKUP_NO_MEMORY;
  xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(bytes, (int)length);
  if (parser == NULL) return length == 0 ? CALLS_MARKUP_MALFORMED : CALLS_MARKUP_NO_MEMORY;
  xmlSAXHandler events;
  memset(&events, 0, sizeof events);
  events.initialized = XML_SAX2_MAGIC;
  events.startElementNs = xml_start;
  events.endElementNs = xml_end;
  events.characters = any_text;
  events.cdataBlock = any_text;
  events.ignorableWhitespace = any_text;
  events.error = ignore_error;
  events.warning = ignore_error;
  *parser->sax = events;
  parse_state state = {handler, parser, 0};
  parser->userData = &state;
  xmlCtxtUseOptions(parser, XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET);
  xmlParseDocument(parser);
  calls_markup_status status = state.is_stopped ? CALLS_MARKUP_STOPPED
                               : parser->errNo == XML_ERR_NO_MEMORY ? CALLS_MARKUP_NO_MEMORY
                               : parser->wellFormed               ? CALLS_MARKUP_OK
                                                                  : CALLS_MARKUP_MALFORMED;
  if (parser->myDoc != NULL) xmlFreeDoc(parser->myDoc);
  parser->myDoc = NULL;
  xmlFreeParserCtxt(parser);
  return status;
}

char *calls_decode(
    const char *bytes, size_t length, const char *encoding, size_t *result_length) {
  if (length > INT_MAX / 4) return NULL;
  /* Bytes that mean nothing are no news for standard error. The setting is this thread's own. */
  xmlSetGenericErrorFunc(NULL, ignore_error);
  xmlCharEncodingHandlerPtr handler = xmlFindCharEncodingHandler(encoding);
  if (handler == NULL) return NULL;
  xmlBufferPtr input = xmlBufferCreateStatic((void *)bytes, length);
  xmlBufferPtr output = xmlBufferCreateSize(length * 2 + 64);
  char *result = NULL;
  if (input == NULL || output == NULL) goto done;
  while (xmlBufferLength(input) > 0) {
    int before = xmlBufferLength(input);
    if (xmlCharEncInFunc(handler, output, input) >= 0 && xmlBufferLength(input) < before) continue;
    if (xmlBufferLength(input) < before) continue;
    /* A byte that means nothing here: one replacement character for it. */
    xmlBufferShrink(input, 1);
    xmlBufferCat(output, BAD_CAST "\xEF\xBF\xBD");
  }
  *result_length = (size_t)xmlBufferLength(output);
  result = malloc(*result_length + 1);
  if (result != NULL) memcpy(result, xmlBufferContent(output), *result_length + 1);
done:
  if (input != NULL) xmlBufferFree(input);
  if (output != NULL) xmlBufferFree(output);
  xmlCharEncCloseFunc(handler);
  return result;
}
