import CLinux

/// Who is at the other end of a connection, as the kernel says (unix(7), SO_PEERCRED,
/// SO_PEERGROUPS): nobody can claim to be somebody else.
package struct Peer: Hashable, Sendable {
    package var processID: Int32
    package var user: UInt32
    /// The primary group first, then the supplementary ones.
    package var groups: [UInt32]

    package init(processID: Int32, user: UInt32, groups: [UInt32]) {
        self.processID = processID
        self.user = user
        self.groups = groups
    }

    /// - Throws: `ServerError` when the kernel does not tell.
    init(of descriptor: CInt) throws(ServerError) {
        var credentials = clinux_peer()
        let result = unsafe clinux_peer_credentials(descriptor, &credentials)
        guard result == 0 else {
            throw ServerError(.peer, "the kernel does not tell who calls (error \(-result))")
        }
        var groups = [UInt32](repeating: 0, count: 1_024)
        let count = unsafe groups.withUnsafeMutableBufferPointer { buffer in
            unsafe clinux_peer_groups(descriptor, buffer.baseAddress, CInt(buffer.count))
        }
        guard count >= 0 else {
            throw ServerError(
                .peer, "the kernel does not tell the caller's groups (error \(-count))")
        }
        self.init(
            processID: credentials.pid, user: credentials.uid,
            groups: [credentials.gid] + groups.prefix(Int(count)))
    }
}
