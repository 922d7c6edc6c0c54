import CLinux
import Dispatch
import Glibc
import Synchronization

/// Tells what comes into folders, as the kernel sees it (inotify(7)): files of this machine's
/// programs, not what another machine writes to a share.
package final class FolderWatch: Sendable {
    /// What came, in the kernel's order; what nobody waited for is dropped, the oldest first.
    package let arrivals: AsyncStream<[Arrival]>
    private let continuation: AsyncStream<[Arrival]>.Continuation
    private let descriptor: CInt
    // Dispatch objects are thread-safe; their Swift protocols do not say so.
    private nonisolated(unsafe) let source: any DispatchSourceRead
    private let folders = Mutex<[CInt: String]>([:])

    /// One name that something happened to.
    package struct Arrival: Hashable, Sendable {
        /// The folder's path as it was given to ``watch(_:)``; nil when events were lost.
        package var folder: String?
        /// The bytes of the name within it; empty when it is about the folder itself.
        package var name: [UInt8]
        package var event: Event

        package init(folder: String?, name: [UInt8], event: Event) {
            self.folder = folder
            self.name = name
            self.event = event
        }
    }

    /// What happened to a name.
    package enum Event: Hashable, Sendable {
        /// It was closed by whoever wrote it, or moved here.
        case whole
        /// Somebody made it and has it open, unless it is a further name of a file that was there.
        case created
        /// Somebody writes to it.
        case modified
        /// Anything else that is worth a look.
        case other
    }

    /// - Throws: `HostError` `.folder` when the kernel gives no more watches.
    package init() throws(HostError) {
        let descriptor = clinux_watch()
        guard descriptor >= 0 else {
            throw HostError(
                .folder,
                "the kernel gives no watch on folders (see fs.inotify.max_user_instances)",
                error: descriptor)
        }
        self.descriptor = descriptor
        let (arrivals, continuation) = AsyncStream.makeStream(
            of: [Arrival].self, bufferingPolicy: .bufferingNewest(4_096))
        self.arrivals = arrivals
        self.continuation = continuation
        let source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: DispatchQueue(label: "org.tenggat.folders"))
        unsafe self.source = source
        source.setEventHandler { [weak self] in self?.drain() }
        source.setCancelHandler { close(descriptor) }
        source.resume()
    }

    deinit { cancel() }

    /// Watches a folder; one that is watched already stays so, one that was made anew is found again.
    ///
    /// - Throws: `HostError` `.folder`, saying why the folder cannot be watched.
    package func watch(_ folder: String) throws(HostError) {
        let number = unsafe clinux_watch_folder(descriptor, folder)
        guard number >= 0 else {
            throw HostError(
                .folder,
                number == -ENOSPC
                    ? "\(folder) cannot be watched (see fs.inotify.max_user_watches)"
                    : "\(folder) cannot be watched", error: number)
        }
        folders.withLock { $0[number] = folder }
    }

    /// Tells nothing more, and ends ``arrivals``.
    package func cancel() {
        unsafe source.cancel()
        continuation.finish()
    }

    /// Reads events until there are none: struct inotify_event is the folder's number, a mask, a
    /// cookie and the length of the name that follows, padded with NUL.
    private func drain() {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { bytes in
                unsafe read(descriptor, bytes.baseAddress, bytes.count)
            }
            guard count > 0 else { return }
            var arrivals: [Arrival] = []
            var offset = 0
            while offset + 16 <= count {
                let (number, mask, length) = unsafe buffer.withUnsafeBytes { bytes in
                    unsafe (
                        bytes.loadUnaligned(fromByteOffset: offset, as: CInt.self),
                        bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self),
                        Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
                    )
                }
                let name = buffer[(offset + 16)..<min(offset + 16 + length, count)]
                arrivals.append(arrival(number, mask, name: Array(name.prefix { $0 != 0 })))
                offset += 16 + length
            }
            continuation.yield(arrivals)
        }
    }

    private func arrival(_ number: CInt, _ mask: UInt32, name: [UInt8]) -> Arrival {
        let kind = clinux_arrival_of(mask)
        guard kind != CLINUX_LOST else { return Arrival(folder: nil, name: [], event: .other) }
        let event: Event =
            switch kind {
            case CLINUX_WHOLE: .whole
            case CLINUX_CREATED: .created
            case CLINUX_MODIFIED: .modified
            default: .other
            }
        return Arrival(folder: folders.withLock { $0[number] }, name: name, event: event)
    }
}
