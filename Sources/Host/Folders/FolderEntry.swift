/// What stands in a folder under a name, as lstat(2) or fstat(2) saw it.
package struct FolderEntry: Hashable, Sendable {
    package var kind: Kind
    package var size: Int64
    /// When its content changed last, and when anything about it did: nanoseconds since 1970 UTC.
    package var modified: Int64
    package var changed: Int64
    package var device: UInt64
    package var inode: UInt64
    package var owner: UInt32
    /// How many names it has.
    package var links: UInt64

    /// What lies in a folder under a name.
    package enum Kind: Hashable, Sendable {
        case file, folder, link, other
    }

    /// Whether the other is this one with the content that it had, by whatever name.
    package func isSame(as other: FolderEntry) -> Bool {
        device == other.device && inode == other.inode && kind == other.kind
            && size == other.size && modified == other.modified
    }
}
