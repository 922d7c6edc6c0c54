// libical 3: reads iCalendar (RFC 5545) and expands its repetitions.
#ifndef TENGGAT_CICAL_H
#define TENGGAT_CICAL_H

#include <libical/ical.h>

// Once per process, before anything else: a damaged file is no reason to abort, as libical would
// where it was built so.
static inline void cical_start(void) {
    icalerror_set_errors_are_fatal(0);
}

#endif
