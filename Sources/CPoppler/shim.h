#include <poppler.h>
#include <gio/gio.h>

/* Opens a document in memory by a password. `poppler_document_new_from_bytes` of poppler 22.12 ends in a
   null dereference at any password that is not the right one; the older function does not. */
static inline PopplerDocument *calls_poppler_unlock(
    const void *bytes, int count, const char *password, GError **error) {
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  return poppler_document_new_from_data((char *)bytes, count, password, error);
  G_GNUC_END_IGNORE_DEPRECATIONS
}
