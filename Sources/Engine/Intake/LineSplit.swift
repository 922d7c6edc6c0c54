import Almanac
import Coordination

/// A line that came later and takes over what another has less of: its client was promised all of it by the
/// first one's date.
enum LineSplit {
    /// The line that a new one was split off; nil where it stands for itself.
    ///
    /// - Parameters:
    ///   - known: the order's lines before.
    ///   - now: the order's lines with the sheet's.
    static func origin(
        of line: OrderLine, among known: [OrderLine], now: [OrderLine]
    ) -> OrderLine? {
        let item = Directory.fold(line.item)
        return known.first { old in
            Directory.fold(old.item) == item && line.current > old.promise && !old.isCancelled
                && now.contains { now in
                    Directory.fold(now.line) == Directory.fold(old.line)
                        && now.quantity < old.quantity
                }
        }
    }
}
