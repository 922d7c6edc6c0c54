import Almanac
import FoundationEssentials

/// The sheets of a folder, each with the day that its name, or that of the folder it lies in, begins with.
struct DatedSheets {
    struct Sheet {
        var day: String
        var name: String
        var content: Data
        /// The dated folder that it lies in; nil of one that lies beside those.
        var folder: String?

        /// As a person finds it within the folder that was named.
        var path: String { folder.map { "\($0)/\(name)" } ?? name }
    }

    /// In the order of their days.
    let files: [Sheet]
    /// What lies there and whose name begins with no day.
    let others: [String]

    init(in folder: String) throws {
        var found: [Sheet] = []
        var others: [String] = []
        for name in try Self.names(in: folder) {
            let path = "\(folder)/\(name)"
            guard let day = try Self.day(of: name, in: folder) else {
                others.append(name)
                continue
            }
            var isFolder = false
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            found +=
                try isFolder
                ? Self.names(in: path).map { try Self.sheet("\(path)/\($0)", on: day, in: name) }
                : [Self.sheet(path, on: day)]
        }
        guard !found.isEmpty else {
            throw failure(
                "\(folder) has no file or folder whose name begins with a day, such as "
                    + "2026-09-01-orders.csv", code: 65)
        }
        files = found.sorted { ($0.day, $0.path) < ($1.day, $1.path) }
        self.others = others
    }

    private static func names(in folder: String) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { !$0.hasPrefix(".") }.sorted()
        } catch {
            throw failure("\(folder) cannot be read: is it a folder?", code: 66)
        }
    }

    /// Nil of a name that begins with no day at all.
    private static func day(of name: String, in folder: String) throws -> String? {
        let beginning = String(name.prefix(10))
        if let day = CivilDate(beginning) { return day.description }
        let digits = beginning.enumerated().allSatisfy { place, character in
            [4, 7].contains(place) ? character == "-" : character.isNumber
        }
        guard beginning.count == 10, digits else { return nil }
        throw failure(
            "\(folder)/\(name): there is no day \(beginning): mend the name; nothing was played",
            code: 65)
    }

    private static func sheet(
        _ path: String, on day: String, in folder: String? = nil
    ) throws -> Sheet {
        let file = try SheetFile.read(path)
        return Sheet(day: day, name: file.name, content: file.content, folder: folder)
    }
}
