import Control
import FoundationEssentials
import Synchronization

/// Files that come in pieces, until they are imported: a message on the wire is small, a sheet is not.
final class Uploads: Sendable {
    private let state = Mutex<[String: Upload]>([:])

    private struct Upload {
        var owner: String
        var content: [UInt8]
        var touchedAt: Duration
    }

    /// One byte more than a sheet may have, so that the reader says that it is too large.
    private static let fileLimit = 32 << 20 + 1
    /// Of all uploads together.
    private static let limit = 128 << 20
    /// How long one is kept after its last piece.
    static let kept = Duration.seconds(300)

    /// Adds a piece.
    ///
    /// - Parameters:
    ///   - upload: nil begins one.
    ///   - owner: nobody else goes on with it, or imports it.
    ///   - now: elapsed time.
    /// - Returns: its name, and how many bytes it has.
    /// - Throws: `EngineError`.
    func add(
        _ piece: Data, to upload: String?, of owner: String, at now: Duration
    ) throws(EngineError) -> (upload: String, size: Int) {
        try state.withLock { uploads throws(EngineError) in
            uploads = uploads.filter { now - $0.value.touchedAt <= Self.kept }
            let name = upload ?? String(UInt64.random(in: .min ... .max), radix: 36)
            var known = uploads[name] ?? Upload(owner: owner, content: [], touchedAt: now)
            guard known.owner == owner, upload == nil || uploads[name] != nil else {
                throw Self.unknown(name)
            }
            guard known.content.count + piece.count <= Self.fileLimit else {
                throw EngineError(
                    .invalid, "a file has at most \(Self.fileLimit - 1) bytes", field: "content")
            }
            let others = uploads.values.reduce(0) { $0 + $1.content.count }
            guard others + piece.count <= Self.limit else {
                throw EngineError(
                    .conflict, "too many files are on their way: try again in some minutes")
            }
            uploads[name] = nil
            known.content += piece
            known.touchedAt = now
            uploads[name] = known
            return (name, known.content.count)
        }
    }

    /// Files as the intake takes them; what came in pieces is kept no longer.
    ///
    /// - Throws: `EngineError`: an upload that is not there, or somebody else's.
    func files(
        _ files: [SentFile], of owner: String, at now: Duration
    ) throws(EngineError) -> [Intake.File] {
        var taken: [Intake.File] = []
        for file in files {
            if let content = file.content {
                taken.append(Intake.File(name: file.name, content: [UInt8](content)))
                continue
            }
            guard let upload = file.upload else {
                throw EngineError(
                    .invalid, "\(file.name) has neither content nor upload", field: "files")
            }
            let content = state.withLock { uploads -> [UInt8]? in
                uploads = uploads.filter { now - $0.value.touchedAt <= Self.kept }
                guard let known = uploads[upload], known.owner == owner else { return nil }
                uploads[upload] = nil
                return known.content
            }
            guard let content else { throw Self.unknown(upload) }
            taken.append(Intake.File(name: file.name, content: content))
        }
        return taken
    }

    private static func unknown(_ upload: String) -> EngineError {
        EngineError(
            .notFound,
            "there is no upload \(upload) of yours: it was imported, or waited longer than "
                + "\(kept.components.seconds) seconds; send the file again", field: "upload")
    }
}
