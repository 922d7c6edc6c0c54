import CLinux
import FoundationEssentials

/// What this process holds of the machine's memory.
package enum ProcessMemory {
    /// Anonymous resident memory in bytes (`RssAnon` of proc(5)'s status); 0 where it is not told.
    package static var anonymous: Int {
        // A sandbox without /proc has no number, and nothing depends on it.
        let file = URL(filePath: "/proc/self/status")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return 0 }
        let line = text.split(separator: "\n").first { $0.hasPrefix("RssAnon:") }
        return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first).flatMap { Int($0) }
            .map { $0 << 10 } ?? 0
    }

    /// Has the allocator keep a mebibyte of what is free at the end of each arena, and not what the largest peak had.
    package static func limitFree() { clinux_limit_free_memory(1 << 20) }

    /// Has the allocator give back what it does not use (malloc_trim(3)).
    package static func trim() { clinux_trim_memory() }
}
