import Almanac
import Coordination

/// Counts the dates behind which exports have written a time of day: the date is read, the time is
/// not, and that is said.
struct ClockedDates {
    /// By the column's letters, with the row of the first.
    private var found: [String: (row: Int, count: Int)] = [:]

    /// - Returns: whether a time of day stands beside the date that the cell was read as.
    mutating func note(_ cell: GridCell, column: String, row: Int) -> Bool {
        switch cell.content {
        case .moment(_, let time?) where time.secondOfDay != 0: break
        case .text where cell.text.utf8.count > 10 && WrittenClock.tellsTime(cell.text): break
        default: return false
        }
        found[column, default: (row, 0)].count += 1
        return true
    }

    var remarks: [BilingualText] {
        found.sorted { ($0.key.count, $0.key) < ($1.key.count, $1.key) }.map { column, dates in
            let first = "\(column)\(dates.row)"
            return BilingualText(
                en: "times of day beside dates were not read: column \(column), from \(first) on, "
                    + "\(dates.count) in all",
                id: "jam di samping tanggal tidak dibaca: kolom \(column), mulai \(first), "
                    + "seluruhnya \(dates.count)")
        }
    }
}
