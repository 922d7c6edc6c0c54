import Almanac
import FoundationEssentials

/// A file of holidays that the settings name: an iCalendar file when it ends in `.ics`, else the
/// project's own table.
enum HolidayFile {
    /// The file's holidays. What cannot be read is a fault at its line; reading goes on.
    static func read(_ path: String, named cursor: Cursor) -> [Holiday] {
        let text: String
        guard isRegular(path) else {
            cursor.fail(
                "the holiday file \(path) is no file but a device, a folder or a pipe: give a file")
            return []
        }
        do {
            text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch {
            cursor.fail("the holiday file \(path) cannot be read: is it there, and UTF-8 text?")
            return []
        }
        let fail = { (line: Int, message: String) in
            cursor.faults.add(.init(file: path, line: line, column: 1, message: message))
        }
        return path.lowercased().hasSuffix(".ics")
            ? calendar(text, fail: fail) : table(text, fail: fail)
    }

    /// Devices and pipes are never read: some have no end.
    private static func isRegular(_ path: String) -> Bool {
        let file = URL(filePath: path).resolvingSymlinksInPath().path
        // What cannot be looked at cannot be read either, and is told so by whoever tries.
        guard let facts = try? FileManager.default.attributesOfItem(atPath: file) else {
            return true
        }
        return facts[.type] as? FileAttributeType == .typeRegular
    }

    private static func table(_ text: String, fail: (Int, String) -> Void) -> [Holiday] {
        let (holidays, faults) = HolidayTable.parse(text)
        for fault in faults { fail(fault.line, fault.message) }
        return holidays
    }
}
