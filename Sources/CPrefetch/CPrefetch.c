// All of it stands in the header, so that it is put in where it is called.
#include "CPrefetch.h"
