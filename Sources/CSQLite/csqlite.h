// What SQLite offers only by a function with a variable number of arguments, which Swift does not import, and what its
// header shows only to whoever says that the library was built with it (SQLITE_ENABLE_PREUPDATE_HOOK, as Debian's is).
#ifndef TENGGAT_CSQLITE_H
#define TENGGAT_CSQLITE_H

#include <sqlite3.h>

/// Has plans chosen without a look at the values that are bound (SQLITE_DBCONFIG_ENABLE_QPSG). SQLite otherwise
/// compiles a statement anew at each run whose value stands beside the condition of a partial index.
static inline int csqlite_keep_plans(sqlite3 *database) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_QPSG, 1, (int *)0);
}

/// Calls a function before each row that comes, changes or goes (https://sqlite.org/c3ref/preupdate_blobwrite.html):
/// its operation is SQLITE_INSERT, SQLITE_UPDATE or SQLITE_DELETE.
void *sqlite3_preupdate_hook(
    sqlite3 *database,
    void (*hook)(
        void *context, sqlite3 *database, int operation, const char *schema, const char *table,
        sqlite3_int64 old_row, sqlite3_int64 new_row),
    void *context);

/// What stands in a column of the row that goes, or of the one that comes. Within such a call only.
int sqlite3_preupdate_old(sqlite3 *database, int column, sqlite3_value **value);
int sqlite3_preupdate_new(sqlite3 *database, int column, sqlite3_value **value);

#endif
