package import Coordination

/// What a submission's file name says of it: `achievement-JKT-2026-11.csv`, `Capaian Jakarta November
/// 2026 (2).csv`, in any order.
package struct FileNameHints: Hashable, Sendable {
    /// The sheet, by a word such as `capaian`.
    package let kind: SheetKind?
    /// The team's code. Nil also where the name fits several teams.
    package let team: String?
    /// `2026-11` or `2026-Q4`. Nil also where the name holds several, or a whole date.
    package let period: String?

    /// - Parameter teams: the codes and names that a file name may hold.
    package init(fileName: String, teams: [(code: String, name: String)]) {
        let parts = WrittenParts(Self.stem(of: fileName)).parts
        let matches = Self.matches(in: parts, teams: teams)
        // A number may be a team's (JKT01) or a month: the team's, if a period is left without it.
        var free = parts
        for index in matches.flatMap(\.range) { free[index] = .word("") }
        var claims = Self.claims(in: free)
        if claims.count != 1 || claims[0].period == nil { claims = Self.claims(in: parts) }
        kind = Self.only(Set(parts.compactMap(Self.kind)))
        period = Self.only(Set(claims.compactMap(\.period)))
        team = Self.only(
            Set(
                matches.filter { match in
                    !claims.contains { $0.range.overlaps(match.range) }
                }.map(\.code)))
    }

    /// Without folders, extension and a browser's `(1)`.
    private static func stem(of fileName: String) -> Substring {
        var stem = fileName.split(separator: "/").last ?? ""
        if let dot = stem.lastIndex(of: "."), stem[dot...].count <= 5 { stem = stem[..<dot] }
        if stem.hasSuffix(")"), let open = stem.lastIndex(of: "("),
            stem[open...].dropFirst().dropLast().allSatisfy(\.isNumber)
        {
            stem = stem[..<open]
        }
        return stem
    }

    private static func only<Value>(_ values: Set<Value>) -> Value? {
        values.count == 1 ? values.first : nil
    }

    private static func kind(of part: WrittenParts.Part) -> SheetKind? {
        guard case .word(let word) = part else { return nil }
        return kinds[word]
    }

    private static let kinds: [String: SheetKind] = [
        "achievement": .achievements, "achievements": .achievements, "capaian": .achievements,
        "pencapaian": .achievements, "realisasi": .achievements,
        "collection": .collections, "collections": .collections, "penagihan": .collections,
        "piutang": .collections, "expense": .expenses, "expenses": .expenses,
        "biaya": .expenses, "pengeluaran": .expenses,
    ]

    /// Parts that say a time: which period, or nil where they say a day or could be two periods.
    private static func claims(
        in parts: [WrittenParts.Part]
    ) -> [(period: String?, range: Range<Int>)] {
        var claims: [(period: String?, range: Range<Int>)] = []
        var index = 0
        while index < parts.count {
            let three = Array(parts[index...].prefix(3))
            if three.count == 3, isDay(three) || isTwofold(three) {
                let period = three[0] == three[2] ? PeriodReader.period(at: 0, of: three) : nil
                claims.append((period?.period.description, index..<(index + 3)))
                index += 3
            } else if let (period, count) = PeriodReader.period(at: index, of: parts) {
                claims.append((period.description, index..<(index + count)))
                index += count
            } else {
                index += 1
            }
        }
        return claims
    }

    /// `2026-11-23`, `23 November 2026`: not necessarily a day of the period.
    private static func isDay(_ parts: [WrittenParts.Part]) -> Bool {
        let isDayOrMonth = parts.map { (1...31).contains($0.small ?? 0) || $0.month != nil }
        return parts[0].year != nil && isDayOrMonth[1] && isDayOrMonth[2]
            || parts[2].year != nil && isDayOrMonth[0] && isDayOrMonth[1]
    }

    /// `05-2026-11`: two months with one year between them.
    private static func isTwofold(_ parts: [WrittenParts.Part]) -> Bool {
        let isMonth = parts.map { (1...12).contains($0.small ?? 0) || $0.month != nil }
        return parts[1].year != nil && isMonth[0] && isMonth[2]
    }

    /// Where teams' codes and names stand; of two that overlap, the one that holds the other.
    private static func matches(
        in parts: [WrittenParts.Part], teams: [(code: String, name: String)]
    ) -> [(code: String, range: Range<Int>)] {
        var matches: [(code: String, range: Range<Int>)] = []
        for team in teams {
            for name in [team.code, team.name] {
                let wanted = WrittenParts(name).parts
                guard !wanted.isEmpty, wanted.count <= parts.count else { continue }
                for start in 0...(parts.count - wanted.count)
                where parts[start..<(start + wanted.count)].elementsEqual(wanted) {
                    matches.append((team.code, start..<(start + wanted.count)))
                }
            }
        }
        return matches.filter { match in
            !matches.contains { $0.range != match.range && $0.range.contains(match.range) }
        }
    }
}
