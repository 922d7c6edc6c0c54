// Expat: XML as a stream of events, for input that nobody vouches for.
#ifndef TENGGAT_CEXPAT_H
#define TENGGAT_CEXPAT_H

#include <expat.h>

#endif
