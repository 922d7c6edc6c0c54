/// What kind of picture bytes are, and how large it is.
struct PictureSize: Hashable {
    var subtype: String
    var width: Int
    var height: Int

    /// Nil for anything that is no PNG (ISO 15948), JPEG (ISO 10918) or GIF (GIF89a).
    init?(of bytes: [UInt8]) {
        func number(at index: Int, _ count: Int) -> Int {
            bytes[index..<(index + count)].reduce(0) { $0 << 8 | Int($1) }
        }
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.count >= 24 {
            (subtype, width, height) = ("png", number(at: 16, 4), number(at: 20, 4))
        } else if bytes.starts(with: Array("GIF8".utf8)), bytes.count >= 10 {
            (subtype, width, height) = (
                "gif", Int(bytes[6]) | Int(bytes[7]) << 8, Int(bytes[8]) | Int(bytes[9]) << 8
            )
        } else if bytes.starts(with: [0xFF, 0xD8]) {
            var index = 2
            // Segments: FF, a marker, two bytes of length that count themselves.
            while index + 9 < bytes.count, bytes[index] == 0xFF {
                let marker = bytes[index + 1]
                // The frame's header has the size; C4, C8 and CC are other tables.
                if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
                    (subtype, width, height) = (
                        "jpeg", number(at: index + 7, 2), number(at: index + 5, 2)
                    )
                    return
                }
                index += 2 + max(2, number(at: index + 2, 2))
            }
            return nil
        } else {
            return nil
        }
    }
}
