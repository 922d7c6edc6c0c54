import Almanac
import Coordination
import Ledger

/// Which deadline of a code, of several that go by it, the text behind the code means: `2026-12-01 17:00`, as lists and
/// mails print it, a date, `r2`.
///
/// What is printed means that one. A date means the one that is called by it and the one that is due then, which are two
/// where somebody moved one of them: then somebody has to say which.
enum NamedOccurrence {
    case none
    case one(DeadlineRecord)
    /// Between these the text does not tell.
    case several([DeadlineRecord])

    init(_ text: String, among all: [DeadlineRecord]) {
        let wanted = text.foldedCode
        let printed = all.filter { $0.deadline.occurrence.isCode(wanted) }
        guard printed.isEmpty else {
            self = Self.openOrLast(of: printed)
            return
        }
        let named = all.filter {
            !wanted.isEmpty && $0.deadline.occurrence.foldedCode.hasPrefix(wanted)
        }
        guard CivilDate(String(wanted.prefix(10))) != nil else {
            self = Self.openOrLast(of: named)
            return
        }
        let due = all.filter { $0.deadline.due.description.hasPrefix(wanted) }
        let found = all.filter { record in
            (named + due).contains { $0.id == record.id }
        }
        let open = found.filter { $0.deadline.state == .open }
        let isEach = found.allSatisfy { record in
            named.contains { $0.id == record.id } && due.contains { $0.id == record.id }
        }
        if found.count < 2 || open.isEmpty && isEach {
            self = Self.openOrLast(of: found)
        } else if open.count == 1, isEach || due.contains(where: { $0.id == open[0].id }) {
            // The others of that day are over.
            self = .one(open[0])
        } else {
            self = .several(isEach ? open : found)
        }
    }

    private static func openOrLast(of found: [DeadlineRecord]) -> NamedOccurrence {
        (found.first { $0.deadline.state == .open } ?? found.last).map(NamedOccurrence.one) ?? .none
    }
}

/// Nothing, or not one thing alone, goes by a known code and what stands behind it.
struct UnnamedOccurrence {
    var code: String
    var wanted: String
    /// Those that are open.
    var open: [Deadline] = []
    /// Between which the text does not tell; empty where it means none.
    var meant: [Deadline] = []

    private static let most = 10

    /// What should stand there instead.
    func expected(office: Office, in view: LedgerView) throws -> BilingualText {
        guard meant.isEmpty else { return .which(meant.map(\.nameWithDue)) }
        let names = open.prefix(Self.most).map { deadline in
            deadline.occurrence.isEmpty ? "\(deadline.code) \(deadline.due)" : deadline.identifier
        }.joined(separator: ", ")
        let expected =
            names.isEmpty
            ? BilingualText(
                en: "one that is known; none of it is open",
                id: "salah satu yang tercatat; tidak ada yang masih terbuka")
            : BilingualText(
                en: "one that is open: \(names)", id: "salah satu yang masih terbuka: \(names)")
        guard let coming = try coming(office: office, in: view) else { return expected }
        return expected.followed(en: "; \(coming.english)", id: "; \(coming.indonesian)")
    }

    /// That it is one which is to come, as forecasts print it; nil where it is none.
    func coming(office: Office, in view: LedgerView) throws -> BilingualText? {
        guard let series = try view.series(code: code),
            let (name, moment) = office.coming(wanted, of: series)
        else { return nil }
        let day = office.profile.zone.civil(moment).date.words
        return BilingualText(
            en:
                "\(name) is not there yet: it comes on \(day.english), or as soon as the one before it "
                + "ends, and can be decided about then",
            id: "\(name) belum ada: tenggat ini muncul pada \(day.indonesian), atau begitu yang "
                + "sebelumnya berakhir, dan baru dapat diputuskan sesudahnya")
    }
}

extension Deadline {
    /// As lists print it, with its due moment where that is another than the name says.
    var nameWithDue: BilingualText {
        let name = occurrence.isEmpty ? "\(code) \(due)" : identifier
        guard !occurrence.isEmpty, !occurrence.hasPrefix(due.description) else {
            return BilingualText(en: name, id: name)
        }
        return BilingualText(
            en: "\(name) (due \(due.date.words.english))",
            id: "\(name) (jatuh tempo \(due.date.words.indonesian))")
    }
}

extension BilingualText {
    /// Of a name that may mean each of these.
    static func which(_ names: [BilingualText]) -> BilingualText {
        let list = Array(names.prefix(10)).joined(by: ", ")
        return BilingualText(
            en: "which one is meant: \(list.english)", id: "mana yang dimaksud: \(list.indonesian)")
    }
}

extension Office {
    /// How many occurrences of a series are looked at for one that is to come.
    private static let mostComing = 100

    /// The occurrence of a series that is no deadline yet and goes by a text, and when it becomes one at the latest.
    fileprivate func coming(
        _ wanted: String, of series: Series
    ) -> (name: String, moment: Instant)? {
        let wanted = wanted.foldedCode
        guard series.endedAt == nil, wanted.count >= 10 else { return nil }
        var series = series
        for _ in 0..<Self.mostComing {
            guard let moment = materialization(of: series),
                let occurrence = nextOccurrence(of: series)
            else { return nil }
            // None that is called so or due then begins further on: a roll moves by less than this.
            if let day = CivilDate(String(wanted.prefix(10))),
                occurrence.date > day.adding(days: 31)
            {
                return nil
            }
            let deadline = deadline(of: series, on: occurrence, now: moment)
            if deadline.occurrence.foldedCode.hasPrefix(wanted)
                || deadline.due.description.hasPrefix(wanted)
            {
                return (deadline.identifier, moment)
            }
            series.latest = occurrence
        }
        return nil
    }
}
