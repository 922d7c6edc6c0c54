import Glibc

/// A user of this machine, as its name service knows them.
package struct UnixUser: Hashable, Sendable {
    package var id: UInt32
    /// Nil for a number that nobody has.
    package var name: String?
    /// The primary group first, then the supplementary ones.
    package var groups: [UInt32]

    package init(id: UInt32, name: String?, groups: [UInt32]) {
        self.id = id
        self.name = name
        self.groups = groups
    }

    /// How the ledger names them: `sari`, or `uid:1000`.
    package var label: String { name ?? "uid:\(id)" }

    /// Looks somebody up: getpwuid_r(3), getgrouplist(3).
    package init(id: UInt32) {
        self.init(id: id, name: nil, groups: [])
        var entry = unsafe passwd()
        var found: UnsafeMutablePointer<passwd>?
        var space = [CChar](repeating: 0, count: 16 << 10)
        unsafe space.withUnsafeMutableBufferPointer { space in
            guard let start = space.baseAddress else { return }
            let result = unsafe getpwuid_r(id, &entry, start, space.count, &found)
            guard result == 0, unsafe found != nil else { return }
            name = unsafe String(cString: entry.pw_name)
            var groups = [gid_t](repeating: 0, count: 1_024)
            var count = CInt(groups.count)
            if unsafe getgrouplist(entry.pw_name, entry.pw_gid, &groups, &count) < 0 {
                groups = [gid_t](repeating: 0, count: Int(count))
                guard unsafe getgrouplist(entry.pw_name, entry.pw_gid, &groups, &count) >= 0
                else {
                    self.groups = [unsafe entry.pw_gid]
                    return
                }
            }
            self.groups = Array(groups.prefix(Int(count)))
        }
    }
}
