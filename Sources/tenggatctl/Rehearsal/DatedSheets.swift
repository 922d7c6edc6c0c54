import Almanac
import FoundationEssentials

/// The sheets of a folder, each with the day that its name, or that of the folder it lies in, begins with.
struct DatedSheets {
    struct Sheet {
        var day: String
        var name: String
        var content: Data
    }

    /// In the order of their days.
    let files: [Sheet]

    init(in folder: String) throws {
        var found: [Sheet] = []
        for name in try Self.names(in: folder) {
            let path = "\(folder)/\(name)"
            guard let day = Self.day(of: name) else { continue }
            var isFolder = false
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            found +=
                try isFolder
                ? Self.names(in: path).map { try Self.sheet("\(path)/\($0)", on: day) }
                : [Self.sheet(path, on: day)]
        }
        guard !found.isEmpty else {
            throw failure(
                "\(folder) has no file or folder whose name begins with a day, such as "
                    + "2026-09-01-orders.csv", code: 65)
        }
        files = found.sorted { ($0.day, $0.name) < ($1.day, $1.name) }
    }

    private static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw failure("\(folder) cannot be read: is it a folder?", code: 66)
        }
    }

    private static func day(of name: String) -> String? {
        CivilDate(String(name.prefix(10)))?.description
    }

    private static func sheet(_ path: String, on day: String) throws -> Sheet {
        let file = try SheetFile.read(path)
        return Sheet(day: day, name: file.name, content: file.content)
    }
}
