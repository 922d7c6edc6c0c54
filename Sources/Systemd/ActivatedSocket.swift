import CSystemd
import Glibc

/// Sockets that the service manager opened for us (sd_listen_fds(3)).
package enum ActivatedSocket {
    /// The first listening socket that was passed; nil when none was.
    package static func first() -> CInt? {
        sd_listen_fds(1) > 0 ? CInt(SD_LISTEN_FDS_START) : nil
    }
}
