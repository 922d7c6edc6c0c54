import Foundation

/// What is measured: time, memory, how often something happened, or how much was done a second.
enum Amount {
    case time(Duration)
    case memory(bytes: Int)
    case count(Int)
    case rate(perSecond: Double)

    /// For ratios of amounts of one sort.
    var number: Double {
        switch self {
        case .time(let duration): duration / .nanoseconds(1)
        case .memory(let bytes): Double(bytes)
        case .count(let count): Double(count)
        case .rate(let rate): rate
        }
    }

    /// Whether more of it is better.
    var isGain: Bool { if case .rate = self { true } else { false } }

    /// `640 ns`, `1.9 µs`, `12.5 ms`, `5.8 MiB`.
    var text: String {
        switch self {
        case .memory(let bytes): return String(format: "%.1f MiB", Double(bytes) / 1_048_576)
        case .count(let count): return "\(count)"
        case .rate: return String(format: "%.0f/s", number)
        case .time where number < 1_000: return String(format: "%.0f ns", number)
        case .time where number < 1_000_000: return String(format: "%.1f µs", number / 1_000)
        case .time: return String(format: "%.1f ms", number / 1_000_000)
        }
    }
}
