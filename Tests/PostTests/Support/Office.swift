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

    static func composer(overriding folders: [String] = []) throws -> LetterComposer {
        LetterComposer(
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
