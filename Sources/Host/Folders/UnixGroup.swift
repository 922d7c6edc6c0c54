import Glibc

/// A group of this machine, as its name service knows it.
package struct UnixGroup: Hashable, Sendable {
    package var id: UInt32
    package var name: String

    /// Looks one up by its name: getgrnam_r(3); nil where there is none.
    package init?(named name: String) {
        var entry = unsafe group()
        var found: UnsafeMutablePointer<group>?
        var space = [CChar](repeating: 0, count: 64 << 10)
        let result = unsafe space.withUnsafeMutableBufferPointer { space -> CInt in
            guard let start = space.baseAddress else { return ENOMEM }
            return unsafe getgrnam_r(name, &entry, start, space.count, &found)
        }
        guard result == 0, unsafe found != nil else { return nil }
        id = unsafe entry.gr_gid
        self.name = name
    }

    /// Whether this process may give its files to it: getgroups(2).
    package var isOwn: Bool {
        if geteuid() == 0 || getegid() == id { return true }
        var groups = [gid_t](repeating: 0, count: 65_536)
        let count = unsafe getgroups(CInt(groups.count), &groups)
        return count > 0 && groups.prefix(Int(count)).contains(id)
    }
}
