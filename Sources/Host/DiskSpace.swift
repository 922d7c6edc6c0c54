import Glibc

/// How much room a disk has.
package enum DiskSpace {
    /// What is left for whoever is not root, in bytes (statvfs(3)); nil where the disk does not tell.
    package static func free(at path: String) -> Int64? {
        var status = statvfs()
        guard unsafe statvfs(path, &status) == 0 else { return nil }
        return Int64(status.f_bavail) * Int64(status.f_frsize)
    }
}
