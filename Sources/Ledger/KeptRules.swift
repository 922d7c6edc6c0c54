package import Almanac
package import Coordination
internal import Foundation
internal import GRDB

/// What plans follow beside the deadlines themselves, part by part: kept as it was, so that the past is told and
/// judged by it.
package enum RulesPart: String, Sendable, CaseIterable {
    /// Ladders, calendars, days off and whatever else the settings say.
    case settings
    case people, teams, holidays, delegations

    /// The register that a part is.
    package var register: SheetKind? { SheetKind(rawValue: rawValue) }

    /// How much of one part is kept, in bytes: of an office that has more, the past is told by the present.
    static let most = 2_000_000
}

/// From when on a part was as it is kept.
package struct RulesRecord: Sendable, Hashable {
    package var part: RulesPart
    package var at: Instant
    /// Its content's SHA-256; nil where there was too much of it.
    package var hash: [UInt8]?
}

extension LedgerTransaction {
    /// Keeps a part of the rules as it is from now on, where that is another than before.
    package func keepRules(_ part: RulesPart, _ content: String) throws {
        let isKept = content.utf8.count <= RulesPart.most
        let hash = isKept ? SHA256.digest([UInt8](content.utf8)) : HistoryLink.erased
        guard try lastRules(of: part) != hash else { return }
        if isKept {
            try database.run(
                "INSERT INTO kept_rules (hash, content) VALUES (?, ?) ON CONFLICT DO NOTHING",
                [hash, content])
        }
        let number = String(now.microseconds)
        let padded = String(repeating: "0", count: max(0, 20 - number.count)) + number
        try link(.rules, "\(part.rawValue) \(padded)", content: hash)
    }

    /// Keeps the registers that plans follow, as the transaction leaves them.
    package func keepRegisters() throws {
        for part in RulesPart.allCases {
            guard let kind = part.register else { continue }
            let size = try Int.fetchOne(
                database.database.cachedStatement(
                    sql: "SELECT sum(length(body)) FROM register WHERE kind = ?"),
                arguments: [kind.rawValue])
            guard size ?? 0 <= RulesPart.most else {
                try keepRules(part, String(repeating: " ", count: RulesPart.most + 1))
                continue
            }
            let bodies = try String.fetchAll(
                database.database.cachedStatement(
                    sql: "SELECT body FROM register WHERE kind = ? ORDER BY key"),
                arguments: [kind.rawValue])
            try keepRules(part, bodies.joined(separator: "\n"))
        }
    }

    /// Whether a part was ever kept.
    package func hasRules(of part: RulesPart) throws -> Bool { try lastRules(of: part) != nil }

    /// No job's look depends on it, so that it is not noted as read.
    private func lastRules(of part: RulesPart) throws -> Data? {
        try Data.fetchOne(
            database.database.cachedStatement(
                sql: """
                    SELECT content FROM chain
                    WHERE kind = 6 AND subject > ? AND subject < ? ORDER BY subject DESC LIMIT 1
                    """), arguments: ["\(part.rawValue) ", "\(part.rawValue)!"])
    }
}

extension LedgerView {
    /// When which part was another, oldest first.
    package func rulesRecords() throws -> [RulesRecord] {
        try database.rows(
            "SELECT subject, content FROM chain WHERE kind = 6 AND subject > '' ORDER BY subject"
        )
        .compactMap { row in
            let words = try row.get("subject", as: String.self).split(separator: " ")
            let hash: Data = try row.get("content")
            guard words.count == 2, let part = RulesPart(rawValue: String(words[0])),
                let moment = Int64(words[1])
            else { return nil }
            return RulesRecord(
                part: part, at: Instant(microseconds: moment),
                hash: hash == HistoryLink.erased ? nil : [UInt8](hash))
        }.sorted { $0.at < $1.at }
    }

    /// A part as it was kept; nil where it was not, or is not what it was.
    package func rules(_ hash: [UInt8]) throws -> String? {
        let content: String? = try database.value(
            "SELECT content FROM kept_rules WHERE hash = ?", [Data(hash)])
        return content.flatMap { SHA256.digest([UInt8]($0.utf8)) == Data(hash) ? $0 : nil }
    }

    /// The registers with some of them as they were kept.
    ///
    /// - Parameter past: the text of each, as ``LedgerTransaction/keepRegisters()`` wrote it.
    package func directory(
        _ past: [RulesPart: String], beside present: Directory
    ) throws -> Directory {
        var directory = Directory()
        func add<Entry: RegisterEntry>(_ part: RulesPart, _ known: [Entry]) throws {
            let entries: [Entry] =
                try past[part].map { text in
                    try text.split(separator: "\n").map { try JSONText.decode(String($0)) }
                } ?? known
            for entry in entries { directory.add(entry) }
        }
        try add(.people, Array(present.people.values))
        try add(.teams, Array(present.teams.values))
        try add(.holidays, present.holidays)
        try add(.delegations, present.delegations)
        for client in present.clients.values { directory.add(client) }
        for reason in present.reasons.values { directory.add(reason) }
        directory.mutes = present.mutes
        return directory
    }
}
