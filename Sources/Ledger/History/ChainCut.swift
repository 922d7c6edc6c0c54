package import Almanac
internal import Foundation

/// The chain grows by a link for whatever is forgotten, too: once most of it speaks of what is not there any more, it
/// is cut at a head that the journal has. What is still there is linked anew behind that head first, a link says where
/// the cut is to be, and only when a later head has all of that are the links before it taken out.
package struct ChainCut: Sendable {
    /// After how many links it is cut.
    package let links: Int64

    /// How many links there must be.
    private static let least: Int64 = 20_000
    private static let batch = 500

    /// A cut that is worth its work, at a head; nil where most of the chain is of use, or something is not as it was.
    ///
    /// - Parameter least: how many links there must be; nil for as many as are worth it.
    package static func due(
        at head: HistoryHead, in view: LedgerView, least: Int64? = nil
    ) throws -> ChainCut? {
        guard let links = head.links, links >= least ?? Self.least, try view.mark(.chainCut) == nil
        else {
            return nil
        }
        let present = try view.database.count(
            "SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM step) AS number")
        let all = try view.database.count("SELECT count(*) FROM chain")
        guard all > 2 * present, try view.proveHistory(heads: [head]).problems.isEmpty else {
            return nil
        }
        return ChainCut(links: links)
    }

    /// Links what is there anew, some of it at a time, and says where the cut is to be.
    package func linkAnew(in ledger: Ledger, at now: Instant) async throws {
        for kind in Carried.allCases {
            var last: Int64 = -1
            while true {
                let after = last
                let end = try await ledger.write(at: now) {
                    try $0.carry(kind, after: after, limit: Self.batch)
                }
                guard let end else { break }
                last = end
            }
        }
        let links = links
        try await ledger.write(at: now) { transaction in
            let hash: Data? = try transaction.database.value(
                "SELECT hash FROM chain WHERE id = ?", [links])
            guard let hash else { return }
            try transaction.link(.cut, "\(links)", content: hash)
            try transaction.set(.chainCut, to: "\(links)")
        }
    }

    /// Takes the links before a cut out that was prepared, once a head that came after it is kept.
    ///
    /// - Returns: how many went.
    @discardableResult
    package static func finish(in ledger: Ledger, at now: Instant) async throws -> Int {
        var all = 0
        while true {
            let count = try await ledger.write(at: now) { try $0.trimChain(limit: batch) }
            all += count
            guard count == batch else { return all }
        }
    }

    /// What is linked anew, in this order.
    enum Carried: CaseIterable {
        case begin, lines, marks, letters, rules
    }
}

extension LedgerTransaction {
    /// Links things that are there anew.
    ///
    /// - Returns: the number of the last; nil where there are no more.
    fileprivate func carry(
        _ kind: ChainCut.Carried, after last: Int64, limit: Int
    ) throws -> Int64? {
        switch kind {
        case .begin:
            guard last < 0 else { return nil }
            let begin = try chainBegin()
            try carry(.begin, begin.text, HistoryLink.content([begin.text]))
            return 0
        case .lines:
            let begin = try chainBegin().event
            let rows = try database.rows(
                "SELECT * FROM event WHERE id > ? ORDER BY id LIMIT ?", [max(last, begin), limit])
            for row in rows {
                try carry(.event, "\(row.get("id", as: Int64.self))", EventContent(row).hash)
            }
            return try rows.last?.get("id", as: Int64.self)
        case .marks:
            let ids: [Int64] = try database.values(
                "SELECT DISTINCT deadline FROM step WHERE deadline > ? ORDER BY deadline LIMIT ?",
                [last, limit / 10])
            guard let end = ids.last else { return nil }
            let begin = try chainBegin()
            for row in try database.rows(
                "SELECT * FROM step WHERE deadline > ? AND deadline <= ?", [last, end])
            {
                let mark = try MarkContent(row)
                guard !begin.holds(mark: mark.settledAt) else { continue }
                try carry(.mark, mark.subject, mark.hash)
            }
            return end
        case .letters:
            let ids: [Int64] = try database.values(
                "SELECT notice FROM letter WHERE notice > ? ORDER BY notice LIMIT ?", [last, limit])
            for id in ids where try view.isLinked(letter: id) {
                guard let letter = try view.letterContent(of: id) else { continue }
                if letter.isWhole { try carry(.letter, "\(id)", letter.bytes) }
                try carry(.letterWords, "\(id)", letter.words)
            }
            return ids.last
        case .rules:
            guard last < 0 else { return nil }
            for row in try database.rows(
                "SELECT subject, content FROM chain WHERE kind = 6 AND subject > '' ORDER BY subject"
            ) {
                try carry(.rules, try row.get("subject"), try row.get("content"))
            }
            return 0
        }
    }

    private func carry(_ kind: HistoryLink, _ subject: String, _ content: Data) throws {
        try link(kind, subject, content: content, former: content)
    }

    /// Takes the first links out, as far as a cut was prepared; remembers what the rest stands on.
    fileprivate func trimChain(limit: Int) throws -> Int {
        guard let end = try view.mark(.chainCut).flatMap({ Int64($0) }) else { return 0 }
        let ids: [Int64] = try database.values(
            "SELECT id FROM chain WHERE id <= ? ORDER BY id LIMIT ?", [end, limit])
        guard let last = ids.last else {
            try remove(.chainCut)
            return 0
        }
        let hash: Data? = try database.value("SELECT hash FROM chain WHERE id = ?", [last])
        try database.run("DELETE FROM chain WHERE id <= ?", [last])
        try set(.chainStart, to: "\(last) \((hash ?? HistoryLink.origin).hexadecimal)")
        return ids.count
    }
}
