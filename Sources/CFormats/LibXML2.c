#include "CLate.h"
#include "Formats.h"

#include <libxml/xmlversion.h>
/* As in CLibXML2.c. */
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/encoding.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

/* The layout of its structures is that of the headers. */
static const char *const names[] = {
#if LIBXML_VERSION >= 21400
    "libxml2.so.16",
#else
    "libxml2.so.2",
#endif
    "libxml2.so", NULL};
struct calls_late_library calls_xml2 = {names, NULL};

CALLS_LATE(
    calls_xml2, htmlParserCtxtPtr, htmlCreateMemoryParserCtxt, (const char *a, int b), (a, b))
CALLS_LATE(calls_xml2, int, htmlCtxtUseOptions, (htmlParserCtxtPtr a, int b), (a, b))
CALLS_LATE(calls_xml2, int, htmlParseDocument, (htmlParserCtxtPtr a), (a))
CALLS_LATE(calls_xml2, void, htmlFreeParserCtxt, (htmlParserCtxtPtr a), (a))
CALLS_LATE(calls_xml2, xmlParserCtxtPtr, xmlCreateMemoryParserCtxt, (const char *a, int b), (a, b))
CALLS_LATE(calls_xml2, int, xmlCtxtUseOptions, (xmlParserCtxtPtr a, int b), (a, b))
CALLS_LATE(calls_xml2, int, xmlParseDocument, (xmlParserCtxtPtr a), (a))
CALLS_LATE(calls_xml2, void, xmlFreeParserCtxt, (xmlParserCtxtPtr a), (a))
CALLS_LATE(calls_xml2, void, xmlStopParser, (xmlParserCtxtPtr a), (a))
CALLS_LATE(calls_xml2, int, xmlSwitchEncoding, (xmlParserCtxtPtr a, xmlCharEncoding b), (a, b))
CALLS_LATE(calls_xml2, void, xmlFreeDoc, (xmlDocPtr a), (a))
CALLS_LATE(calls_xml2, void, xmlSetGenericErrorFunc, (void *a, xmlGenericErrorFunc b), (a, b))
CALLS_LATE(calls_xml2, xmlCharEncodingHandlerPtr, xmlFindCharEncodingHandler, (const char *a), (a))
CALLS_LATE(
    calls_xml2, int, xmlCharEncInFunc, (xmlCharEncodingHandler * a, xmlBufferPtr b, xmlBufferPtr c),
    (a, b, c))
CALLS_LATE(calls_xml2, int, xmlCharEncCloseFunc, (xmlCharEncodingHandler * a), (a))
CALLS_LATE(calls_xml2, xmlBufferPtr, xmlBufferCreateStatic, (void *a, size_t b), (a, b))
CALLS_LATE(calls_xml2, xmlBufferPtr, xmlBufferCreateSize, (size_t a), (a))
CALLS_LATE(calls_xml2, int, xmlBufferLength, (const xmlBuffer *a), (a))
CALLS_LATE(calls_xml2, int, xmlBufferShrink, (xmlBufferPtr a, unsigned int b), (a, b))
CALLS_LATE(calls_xml2, int, xmlBufferCat, (xmlBufferPtr a, const xmlChar *b), (a, b))
CALLS_LATE(calls_xml2, const xmlChar *, xmlBufferContent, (const xmlBuffer *a), (a))
CALLS_LATE(calls_xml2, void, xmlBufferFree, (xmlBufferPtr a), (a))
