import Foundation

@testable import Post

/// A letter as Python's email package reads it (Peers/parse_mail.py).
struct MailReading: Decodable {
    var subject, from, to, cc, date, type, text, html: String
    var parts, defects, all, fields, pictures: [String]
    var attachments: [[String]]

    static func of(_ letter: Letter) throws -> MailReading {
        let output = try Program.run(
            "/usr/bin/env", ["python3", Program.script("Peers/parse_mail.py")],
            input: Data(letter.bytes))
        return try JSONDecoder().decode(MailReading.self, from: output)
    }
}
