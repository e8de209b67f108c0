/*
 * The little of libxml2 that the readers need: markup in, events out.
 *
 * No libxml2 type appears here: its headers draw in ICU's when it is built with ICU, and those
 * clash with Foundation's on a clean build.
 */
#ifndef CALLS_CLIBXML2_H
#define CALLS_CLIBXML2_H

#include <stddef.h>

/*
 * Names are interned: within one parse, equal pointers mean equal names. Nothing handed to a
 * callback outlives the call, but for the names, which live until the parse function returns.
 */
typedef struct {
  const char *name;
  /* Not NULL for an attribute in a namespace (XML only). */
  const char *namespace_uri;
  const char *value;
  size_t value_length;
} calls_markup_attribute;

typedef struct {
  void *context;
  /* Not 0 to stop the parse. */
  int (*start)(
      void *context, const char *name, const calls_markup_attribute *attributes, size_t count);
  void (*end)(void *context);
  void (*text)(void *context, const char *bytes, size_t length);
} calls_markup_handler;

typedef enum {
  CALLS_MARKUP_OK = 0,
  CALLS_MARKUP_NO_MEMORY = 1,
  /* XML that is not well-formed, or nested too deep. HTML always parses. */
  CALLS_MARKUP_MALFORMED = 2,
  /* `start` asked for it. */
  CALLS_MARKUP_STOPPED = 3,
} calls_markup_status;

/* Parses UTF-8 HTML; a charset declared inside is ignored. No network, no entities of its own. */
calls_markup_status calls_html_parse(
    const char *bytes, size_t length, const calls_markup_handler *handler);

/* Parses XML of any encoding, with namespaces; names are local names. DTDs are not loaded and
 * entities declared in the document do not exist. */
calls_markup_status calls_xml_parse(
    const char *bytes, size_t length, const calls_markup_handler *handler);

/*
 * Converts to UTF-8 from the named encoding, with replacement characters where a byte means
 * nothing. The result is allocated by malloc; NULL for an encoding that is not known, or where
 * memory lacks.
 */
char *calls_decode(
    const char *bytes, size_t length, const char *encoding, size_t *result_length);

#endif
