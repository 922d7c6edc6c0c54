import Glibc

/// A program that is given bytes, and whose end is awaited (posix_spawn(3)).
struct ChildProgram: Sendable {
    var path: String
    var arguments: [String]
    var input: [UInt8]
    var timeout: Duration

    enum Result: Hashable {
        case notStarted(String)
        /// With the exit status, and what it said on standard error.
        case ended(Int32, String)
        /// Was ended since it took too long, or since we stop.
        case killed(String)
        /// By a signal that was not ours, with its number and what it said on standard error.
        case crashed(Int32, String)
    }

    /// How long it may go on once the service is to stop.
    private static let grace = Duration.seconds(8)
    /// How much of its complaints is kept, in bytes.
    private static let mostWords = 2_000

    /// Blocks until it has ended.
    ///
    /// - Parameter stopped: how long ago a stop was asked for.
    func run(stopped: () -> Duration?) -> Result {
        guard let given = unsafe tmpfile(), let said = unsafe tmpfile() else {
            return .notStarted("no temporary file: \(Self.errorWords(errno))")
        }
        defer {
            unsafe _ = fclose(given)
            unsafe _ = fclose(said)
        }
        let written = unsafe input.withUnsafeBytes { bytes in
            unsafe fwrite(bytes.baseAddress, 1, bytes.count, given)
        }
        guard written == input.count, unsafe fflush(given) == 0 else {
            return .notStarted("no temporary file: \(Self.errorWords(errno))")
        }
        unsafe rewind(given)
        var child: pid_t = 0
        let failure = unsafe spawn(&child, given: fileno(given), said: fileno(said))
        guard failure == 0 else {
            return .notStarted("\(path) cannot be started: \(Self.errorWords(failure))")
        }
        let (status, isKilled) = wait(for: child, stopped: stopped)
        unsafe rewind(said)
        var bytes = [UInt8](repeating: 0, count: Self.mostWords)
        let count = unsafe fread(&bytes, 1, bytes.count, said)
        let words = SubjectLine.flattened(String(decoding: bytes.prefix(count), as: UTF8.self))
        if isKilled { return .killed(words) }
        // The low seven bits name a signal (wait(2)).
        let signal = status & 0x7F
        return signal == 0 ? .ended(status >> 8 & 0xFF, words) : .crashed(signal, words)
    }

    private func spawn(_ child: inout pid_t, given: Int32, said: Int32) -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, given, STDIN_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, said, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, said, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe _ = posix_spawnattr_destroy(&attributes) }
        // Swift's threads block signals, which a child inherits.
        var none = sigset_t()
        unsafe sigemptyset(&none)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        let words = unsafe Self.pointers([path] + arguments)
        let surroundings = unsafe Self.pointers(["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C"])
        defer { for index in unsafe words.indices { unsafe free(words[index]) } }
        defer { for index in unsafe surroundings.indices { unsafe free(surroundings[index]) } }
        return unsafe posix_spawn(&child, path, &actions, &attributes, words, surroundings)
    }

    /// As a program's arguments are given; the caller frees them.
    private static func pointers(_ texts: [String]) -> [UnsafeMutablePointer<CChar>?] {
        unsafe texts.map { unsafe strdup($0) } + [nil]
    }

    private func wait(
        for child: pid_t, stopped: () -> Duration?
    ) -> (status: Int32, isKilled: Bool) {
        let began = ContinuousClock.now
        var isKilled = false
        while true {
            var status: Int32 = 0
            let found = unsafe waitpid(child, &status, isKilled ? 0 : WNOHANG)
            if found == child { return (status, isKilled) }
            if found < 0, errno != EINTR { return (0, true) }
            if isKilled { continue }
            if began.duration(to: .now) > timeout || stopped() ?? .zero > Self.grace {
                isKilled = true
                kill(child, SIGKILL)
            } else {
                usleep(10_000)
            }
        }
    }

    private static func errorWords(_ code: Int32) -> String {
        unsafe String(cString: strerror(code))
    }
}
