import FoundationEssentials

/// Reads files for the daemon, which never opens what somebody else names.
enum SheetFile {
    static func read(_ path: String) throws -> (name: String, content: Data) {
        do {
            let content = try Data(contentsOf: URL(filePath: path))
            let name = path.split(separator: "/").last.map(String.init) ?? path
            return (name, content)
        } catch {
            throw failure("\(path) cannot be read: is it there, and may you read it?", code: 66)
        }
    }
}
