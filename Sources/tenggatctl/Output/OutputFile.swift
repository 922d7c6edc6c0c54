import ArgumentParser
import Control
import FoundationEssentials
import Glibc

/// Where a file that the daemon made goes.
struct OutputFile: ParsableArguments {
    @Option(help: "The file to write; else standard output.", completion: .file())
    var output: String?

    /// Refuses to throw a workbook's bytes at a person, before anything is asked.
    func check(isText: Bool) throws {
        guard !isText, output == nil, isatty(STDOUT_FILENO) == 1 else { return }
        throw failure("a workbook is nothing for a terminal: name a file with --output", code: 64)
    }

    func put(_ file: File, connection: Connection) throws {
        if let output { try Self.store(file.content, at: output) }
        try connection.print(file) {
            if output == nil { Self.print(file.content) }
        }
    }

    /// Writes a file whole, or not at all.
    static func store(_ content: Data, at path: String) throws {
        do {
            try content.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw failure(
                "\(path) cannot be written: is its folder there, and may you write to it?",
                code: 73)
        }
    }

    private static func print(_ content: Data) {
        var rest = content[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { buffer in
                unsafe write(STDOUT_FILENO, buffer.baseAddress, buffer.count)
            }
            if count < 0, errno == EINTR { continue }
            // Whoever read it has gone.
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
