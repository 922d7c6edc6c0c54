import Almanac
import Foundation
import Host

@testable import Post

/// The office that the letters of these tests come from.
enum Example {
    static let zones = SystemZones()

    static let office = PostOffice(
        sender: Mailbox(name: "Kantor Penjualan, Jakarta", address: "tenggat@kantor.example"),
        replyTo: Mailbox(name: "Ibu Kartika", address: "kartika@kantor.example"),
        envelopeSender: "pantulan@kantor.example", officeName: "PT Kantor Contoh",
        coordinatorName: "Ibu Kartika")

    /// The templates beside this checkout's sources.
    static let shipped = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "etc/templates").path(percentEncoded: false)

    /// A picture of 800 × 80 pixels, as far as its header says.
    static let logo: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        + [0, 0, 3, 0x20, 0, 0, 0, 80, 8, 2, 0, 0, 0]

    static func composer(
        overriding folders: [String] = [], letterhead: Letterhead = Letterhead()
    ) throws -> LetterComposer {
        var office = office
        office.letterhead = letterhead
        return LetterComposer(
            office: office, templates: try Templates(directories: [shipped] + folders),
            zones: { try zones.zone(named: $0) })
    }

    static func reader(
        _ name: String? = "Sari Wulandari", language: String = "id", zone: String = "Asia/Jakarta",
        isClient: Bool = false
    ) throws -> LetterDraft.Reader {
        LetterDraft.Reader(
            name: name, address: "sari@kantor.example", language: language,
            zone: try zones.zone(named: zone), isClient: isClient)
    }

    /// A draft with the examples of these kinds.
    static func draft(_ kinds: [TemplateKind], for reader: LetterDraft.Reader) -> LetterDraft {
        LetterDraft(
            messageID: "n412.1@kantor.example", date: Instant(seconds: 1_796_090_400),
            reader: reader,
            entries: kinds.map { LetterDraft.Entry(kind: $0.name, facts: $0.facts.examples) })
    }
}
