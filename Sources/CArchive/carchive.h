// libarchive: the parts of a ZIP file that lies in memory.
#ifndef TENGGAT_CARCHIVE_H
#define TENGGAT_CARCHIVE_H

#include <archive.h>
#include <archive_entry.h>

// ZIP by its central directory only: a file cut short has none, and is refused instead of half read.
// Null when it is no ZIP, or when memory is short. The bytes must outlive what is returned.
static inline struct archive *carchive_open_zip(const void *bytes, size_t count) {
    struct archive *archive = archive_read_new();
    if (archive == NULL) return NULL;
    if (archive_read_support_format_zip_seekable(archive) != ARCHIVE_OK
        || archive_read_open_memory(archive, bytes, count) != ARCHIVE_OK) {
        archive_read_free(archive);
        return NULL;
    }
    return archive;
}

#endif
