import Glibc

/// A bound Unix socket that nobody else serves.
package struct ListeningSocket: Sendable {
    let descriptor: CInt
    /// The file to remove at the end; nil for a socket that systemd owns.
    let path: String?

    /// A socket that somebody else bound, such as systemd (sd_listen_fds(3)).
    package init(activated descriptor: CInt) {
        self.descriptor = descriptor
        path = nil
    }

    /// Binds `path`, and has callers wait from then on rather than be refused. A socket file that nobody answers on is removed first; anything else that is
    /// there is left alone.
    ///
    /// Everybody may connect: who may do what is decided for each call, by the caller's user.
    ///
    /// - Throws: `ServerError`.
    package init(path: String) throws(ServerError) {
        guard var address = UnixAddress(path: path) else {
            throw ServerError(
                .socketPath,
                "the socket path \(path) is too long: a Unix socket's has at most 107 "
                    + "bytes")
        }
        try Self.clear(path, address: &address)
        descriptor = UnixAddress.makeSocket()
        self.path = path
        let bound = descriptor
        guard bound >= 0, unsafe address.apply({ unsafe bind(bound, $0, $1) }) == 0,
            unsafe chmod(path, 0o666) == 0, listen(bound, SOMAXCONN) == 0
        else {
            let reason = unsafe String(cString: strerror(errno))
            if bound >= 0 { close(bound) }
            throw ServerError(
                .socketPath,
                "the control socket \(path) cannot be made: \(reason); its folder "
                    + "must be there and belong to the daemon's user")
        }
    }

    private static func clear(
        _ path: String, address: inout UnixAddress
    ) throws(ServerError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw ServerError(
                .socketPath,
                "\(path) is there and is no socket: move it away, or give another "
                    + "socket path; it was left alone")
        }
        let probe = UnixAddress.makeSocket()
        defer { close(probe) }
        if unsafe address.apply({ unsafe connect(probe, $0, $1) }) == 0 {
            throw ServerError(
                .socketInUse,
                "another daemon answers on \(path): stop it, or give another socket "
                    + "path")
        }
        unsafe unlink(path)
    }
}
