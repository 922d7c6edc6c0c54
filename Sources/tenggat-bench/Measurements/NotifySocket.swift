import Glibc

/// Where a daemon says that it is ready (sd_notify(3)).
final class NotifySocket {
    let path: String
    private let descriptor: CInt

    /// - Throws: `BenchError` when there can be no socket at `path`.
    init(path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue), 0)
        unsafe unlink(path)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path) - 1
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            unsafe bytes.copyBytes(from: path.utf8.prefix(room))
        }
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard descriptor >= 0, result == 0 else {
            throw BenchError(message: "there can be no socket at \(path)")
        }
    }

    deinit { close(descriptor) }

    /// Waits until the daemon says READY=1.
    func waitUntilReady() throws {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { throw BenchError(message: "the daemon said nothing") }
            let text = String(decoding: buffer.prefix(count), as: UTF8.self)
            if text.split(separator: "\n").contains("READY=1") { return }
        }
    }
}
