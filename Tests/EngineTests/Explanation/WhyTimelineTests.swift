import Almanac
import Coordination
import Foundation
import Ledger
import Testing

@testable import Engine

/// `why` after every timeline: each mail that went is told of, nothing else is said to have gone, and the
/// rule that the timeline is about is named.
@Suite struct WhyTimelineTests {
    /// What `why`, and `prove`, say of a timeline that was played (`TimelineTests` plays each once).
    static func explain(_ player: TimelinePlayer) async throws {
        let timeline = player.timeline
        let now = player.work.clock.now
        let (proof, verdict, letters) = try await player.work.stages.store.read { view, office in
            (
                try view.proveHistory(),
                try HistoryJudge(view: view, office: office, now: now).verdict(),
                try LetterJudge(view: view, office: office, after: nil).verdict()
            )
        }
        #expect(letters.faults.isEmpty, "\(letters.faults)")
        #expect(proof.problems.isEmpty, "\(proof.problems)")
        #expect(verdict.faults.isEmpty, "\(verdict.faults)")
        let (notices, explanations) = try await player.work.stages.store.read { view, office in
            let explainer = try Explainer(view: view, office: office, now: now)
            return (
                try view.notices(in: NoticeState.allCases, limit: 10_000),
                try subjects(view, office).map { try explainer.explanation(of: $0) }
            )
        }
        let sent = Set(notices.filter { $0.state == .sent }.flatMap(tellings))
        let told = Set(explanations.flatMap(\.lines).filter { $0.kind == .sent }.map(Telling.init))
        #expect(told.isSubset(of: sent), "\(told.subtracting(sent))")
        #expect(sent.isSubset(of: told), "\(sent.subtracting(told))")
        for line in explanations.flatMap(\.lines) {
            #expect(!line.rules.isEmpty && !line.rules.contains(""), "\(line)")
            for text in line.words.texts.values {
                #expect(!text.isEmpty && !text.contains("{") && text.hasSuffix("."), "\(text)")
            }
            let isCode = line.words.english.first?.isLowercase ?? false
            #expect(
                isCode || line.words.indonesian.first?.isLowercase == false,
                "\(line.words.indonesian)")
        }
        let rules = Set(explanations.flatMap(\.lines).flatMap(\.rules))
        let key = try #require(timeline.name.split(separator: " ").first.map(String.init))
        // A file of somebody's own has no rows there.
        guard let wanted = try Self.rules[key] else {
            #expect(Timeline.isOwnFile, "WHY.md has no row for the timeline \(key)")
            return
        }
        #expect(rules.isSuperset(of: wanted), "named are \(rules.sorted())")
    }

    @Test("The table of rules names timelines that there are")
    func table() throws {
        let names = Set(try Timeline.all().compactMap { $0.name.split(separator: " ").first })
        guard !Timeline.isOwnFile else { return }
        let unknown = try Set(Self.rules.keys).subtracting(names.map(String.init))
        #expect(unknown.isEmpty, "\(unknown.sorted())")
    }

    /// One mail to one person.
    struct Telling: Hashable {
        var at: Instant
        var person: String
        var notice: Int64

        init(at moment: Instant, person: String, notice: Int64) {
            at = moment
            self.person = person
            self.notice = notice
        }

        init(_ line: Explanation.Line) {
            self.init(at: line.at, person: line.person ?? "", notice: line.notice ?? 0)
        }
    }

    private static func tellings(of notice: NoticeRecord) -> [Telling] {
        notice.liveItems.map { _ in
            Telling(
                at: notice.finishedAt ?? .distantPast, person: notice.recipient,
                notice: notice.id)
        }
    }

    /// Everything that can be asked about.
    private static func subjects(
        _ view: LedgerView, _ office: Coordination.Office
    ) throws -> [String] {
        let directory = office.directory
        let periods = try view.periods().map(\.period)
        return try view.deadlines().map { "deadline:\($0.deadline.identifier)" }
            + view.orders().map { "order:\($0.code)" }
            + directory.people.values.map { "person:\($0.code)" }
            + directory.clients.values.map { "client:\($0.code)" }
            + view.notices(in: NoticeState.allCases, limit: 10_000).map { "letter:\($0.id)" }
            + periods.map { "period:\($0)" }
            + periods.flatMap { office.expectedSubmissions(for: $0) }.map {
                "submission:\($0.subject.id)"
            }
    }

    /// By a timeline's first word, the rules that it is about: the rows of Timelines/WHY.md.
    private static var rules: [String: Set<String>] {
        get throws {
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../Timelines/WHY.md")
            let rows = try String(contentsOf: file, encoding: .utf8)
                .split(whereSeparator: \.isNewline).filter { $0.hasPrefix("| ") }
            return Dictionary(
                rows.dropFirst(2).map { row in
                    let cells = row.split(separator: "|").map {
                        $0.split { " `,".contains($0) }.map(String.init)
                    }
                    return (cells[0].joined(), Set(cells[1]))
                }, uniquingKeysWith: { $0.union($1) })
        }
    }
}
