// What SQLite offers only by a function with a variable number of arguments, which Swift does not import.
#ifndef TENGGAT_CSQLITE_H
#define TENGGAT_CSQLITE_H

#include <sqlite3.h>

/// Has plans chosen without a look at the values that are bound (SQLITE_DBCONFIG_ENABLE_QPSG). SQLite otherwise
/// compiles a statement anew at each run whose value stands beside the condition of a partial index.
static inline int csqlite_keep_plans(sqlite3 *database) {
    return sqlite3_db_config(database, SQLITE_DBCONFIG_ENABLE_QPSG, 1, (int *)0);
}

#endif
