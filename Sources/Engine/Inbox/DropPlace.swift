import Coordination
import Foundation
import Sheets

/// Where a file was dropped.
struct DropPlace: Hashable, Sendable {
    /// The folder's word: what the file is to be taken as; nil recognises it.
    var kind: SheetKind?
    /// The name's bytes, whatever they mean.
    var name: [UInt8]

    /// The name as people read it and as tables keep it: one line of UTF-8.
    var shown: String {
        String(
            String.UnicodeScalarView(
                String(decoding: name, as: UTF8.self).unicodeScalars.map {
                    $0.properties.generalCategory == .control || TextBounds.turnsDirection($0)
                        ? "\u{FFFD}" : $0
                }))
    }

    /// The place within the drop folder, as people read it: `orders/SO November.csv`.
    var path: String { (kind.map { "\($0.rawValue)/" } ?? "") + shown }

    /// Whether a program has not finished with it, or keeps it for itself: it waits until it has
    /// another name, and nobody is told.
    var isTemporary: Bool {
        let name = String(decoding: name, as: UTF8.self).lowercased()
        return name.hasPrefix(".") || name.hasPrefix("~$")
            || [".tmp", ".part", ".partial", ".crdownload", ".filepart", "~"]
                .contains { name.hasSuffix($0) }
            || ["desktop.ini", "thumbs.db"].contains(name)
    }

    /// The name without what says that it is a marked copy.
    var nameWithoutMark: [UInt8] {
        guard let text = String(validating: name, as: UTF8.self),
            let dot = text.lastIndex(of: ".")
        else { return name }
        return Array((MarkedName.original(of: String(text[..<dot])) + text[dot...]).utf8)
    }

    /// The name with a number before its extension, from the second on: `orders (2).csv`. It leaves
    /// room for what is written behind it.
    static func name(_ name: [UInt8], number: Int, room: Int = 0) -> [UInt8] {
        let mark = number == 1 ? [] : Array(" (\(number))".utf8)
        let dot = name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex
        var (stem, end) = (name[..<dot], name[dot...])
        if stem.isEmpty || end.count > 32 { (stem, end) = (name[...], []) }
        // NAME_MAX of Linux is 255 bytes.
        while !stem.isEmpty, stem.count + mark.count + end.count + room > 255 {
            let last = stem.removeLast()
            // A character of UTF-8 goes as a whole.
            if last & 0xC0 != 0x80 { continue }
            while let byte = stem.last, byte & 0xC0 == 0x80 { stem.removeLast() }
            if let lead = stem.last, lead & 0xC0 == 0xC0 { stem.removeLast() }
        }
        return Array(stem) + mark + Array(end)
    }
}
