import CArchive

@testable import Sheets

/// Makes ZIP files of parts, with sums that agree, so that what is wrong in a part reaches its reader.
enum ZipFile {
    /// The parts of a workbook, unpacked.
    static func parts(of bytes: [UInt8]) throws -> [(name: String, content: [UInt8])] {
        let archive = try ZipArchive(bytes)
        return try archive.names.map { name in
            let limit = 8 << 20
            guard let part = try archive.part(name, limit: limit) else { return (name, []) }
            var content: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 1 << 16)
            while true {
                let count = try unsafe piece.withUnsafeMutableBytes {
                    try unsafe part.read(into: $0)
                }
                guard count > 0 else { return (name, content) }
                content += piece[..<count]
            }
        }
    }

    static func bytes(of parts: [(name: String, content: [UInt8])]) -> [UInt8] {
        var file = [UInt8](repeating: 0, count: parts.reduce(4_096) { $0 + $1.content.count + 512 })
        var used = 0
        let archive = unsafe archive_write_new()
        unsafe archive_write_set_format_zip(archive)
        unsafe archive_write_zip_set_compression_store(archive)
        unsafe file.withUnsafeMutableBytes { space in
            _ = unsafe archive_write_open_memory(archive, space.baseAddress, space.count, &used)
            for part in parts {
                let entry = unsafe archive_entry_new()
                unsafe archive_entry_set_pathname(entry, part.name)
                unsafe archive_entry_set_size(entry, Int64(part.content.count))
                unsafe archive_entry_set_filetype(entry, 0o100_000)
                unsafe archive_entry_set_perm(entry, 0o644)
                unsafe archive_write_header(archive, entry)
                unsafe archive_write_data(archive, part.content, part.content.count)
                unsafe archive_entry_free(entry)
            }
            unsafe archive_write_close(archive)
        }
        unsafe archive_write_free(archive)
        return Array(file[..<used])
    }
}
