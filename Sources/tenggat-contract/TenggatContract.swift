import Foundation

/// Writes the Swift of the control interface: `tenggat-contract DEFINITION FOLDER`. See
/// scripts/generate-contract; nobody installs it.
@main
enum TenggatContract {
    static func main() throws {
        guard CommandLine.arguments.count == 3 else {
            throw ContractError(message: "usage: tenggat-contract DEFINITION FOLDER")
        }
        let definition = URL(filePath: CommandLine.arguments[1])
        let folder = URL(filePath: CommandLine.arguments[2])
        let contract = try Contract(String(contentsOf: definition, encoding: .utf8))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, source) in contract.files {
            try source.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
    }
}
