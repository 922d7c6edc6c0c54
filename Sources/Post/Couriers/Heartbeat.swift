import Dispatch

/// Tells a program elsewhere that the service lives, by an empty POST over HTTPS: what hears nothing for too
/// long raises the alarm that a dead machine cannot.
package final class Heartbeat: Sendable {
    private let url: @Sendable () throws -> String
    private let authorityFile: String?
    private let queue = DispatchQueue(label: "org.tenggat.heartbeat")
    private static let timeout = Duration.seconds(20)

    /// - Parameters:
    ///   - url: read anew each time; never logged.
    ///   - authorityFile: PEM file of the authorities to trust; nil takes the system's.
    package init(url: @escaping @Sendable () throws -> String, authorityFile: String?) {
        self.url = url
        self.authorityFile = authorityFile
    }

    /// Tells it once.
    ///
    /// - Throws: `PostError` `.destination` without the address, or whatever reading that throws.
    package func beat() async throws {
        let post = HTTPPost(
            url: try url(), headers: ["Content-Type: text/plain"], body: [],
            authorityFile: authorityFile, timeout: Self.timeout)
        let result = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: post.perform(stop: CourierStop())) }
        }
        switch result {
        case .answered(let status, _) where (200..<300).contains(status): return
        case .answered(let status, _):
            throw PostError(
                code: .destination, message: "the heartbeat was answered HTTP \(status)")
        case .failed(let words, _):
            throw PostError(code: .destination, message: "the heartbeat reaches nobody: \(words)")
        }
    }
}
