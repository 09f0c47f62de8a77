#include <libxml/xmlversion.h>
/* The converters of ICU are not used, and their types clash with those of Foundation. */
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
