import Almanac
import Coordination
import Ledger

/// What one person or client was told lately, and what is to come.
struct ReaderExplanation {
    let key: String
    let audience: Audience
    let view: LedgerView
    let office: Office
    let history: OfficeHistory
    let words: ExplanationWords
    let now: Instant

    typealias Line = Explanation.Line

    /// How many notices are looked through, the latest.
    private static let most = 100
    /// How many deadlines of one owner are looked at.
    static let mostDeadlines = 200

    init(
        of key: String, _ audience: Audience, view: LedgerView, office: Office,
        history: OfficeHistory, now: Instant
    ) {
        self.key = key
        self.audience = audience
        self.view = view
        self.office = office
        self.history = history
        self.now = now
        words = ExplanationWords(office)
    }

    /// The latest notices; of a person also what their own deadlines are to bring.
    func lines() throws -> [Line] {
        let notices = try keys.flatMap {
            try view.notices(to: $0, audience: audience, limit: Self.most)
        }
        var lines = try messages(in: notices)
        if audience == .office {
            lines += try ahead()
        } else {
            lines += try asked() + said() + client()
        }
        return Explanation.sorted(lines)
    }

    /// Whatever reaches whoever is asked about: what is for them, and what goes to their team's own address.
    private var keys: [String] {
        guard audience == .office, let person = office.directory.person(key) else { return [key] }
        return [key]
            + ConcernedDeadlines(of: person, view: view, office: office).sharedAddresses
    }

    /// Why mail for somebody is others' to read.
    static func noAddress(
        of person: Person, at moment: Instant, _ words: ExplanationWords
    ) -> Line {
        let key = person.code
        guard !person.hasLeft else {
            let heir = words.office.incumbent(of: person)
            return Line(
                at: moment, .skipped, ["left"],
                heir.map {
                    .sentence(
                        "{1} has left: what is for them goes to {2}.",
                        "{1} sudah keluar: yang untuknya dikirim kepada {2}.", words.who(key),
                        words.who($0.code))
                }
                    ?? .sentence(
                        "{1} has left, and nobody took over: what is for them goes to whoever is above "
                            + "them.",
                        "{1} sudah keluar, dan belum ada penerusnya: yang untuknya dikirim kepada "
                            + "atasannya.", words.who(key)), person: key)
        }
        return Line(
            at: moment, .skipped, ["no-address"],
            .sentence(
                "{1} has no mail address: what is for them goes to whoever is above them.",
                "{1} tidak memiliki alamat surel: yang untuknya dikirim kepada atasannya.",
                words.who(key)), person: key)
    }

    /// The same of a day that is past, by what somebody was then.
    ///
    /// - Parameter then: the office of that day.
    static func noAddress(
        of person: Person, on date: CivilDate, in then: Office, at moment: Instant,
        _ words: ExplanationWords
    ) -> Line {
        let (key, day) = (person.code, words.date(date))
        guard !person.hasLeft else {
            let heir = then.incumbent(of: person)
            return Line(
                at: moment, .skipped, ["left"],
                heir.map {
                    .sentence(
                        "On {2} {1} had left: what was for them went to {3}.",
                        "Pada {2} {1} sudah keluar: yang untuknya dikirim kepada {3}.",
                        words.who(key), day, words.who($0.code))
                }
                    ?? .sentence(
                        "On {2} {1} had left, and nobody had taken over: what was for them went to "
                            + "whoever was above them.",
                        "Pada {2} {1} sudah keluar, dan belum ada penerusnya: yang untuknya dikirim "
                            + "kepada atasannya.", words.who(key), day), person: key)
        }
        return Line(
            at: moment, .skipped, ["no-address"],
            .sentence(
                "On {2} {1} had no mail address: what was for them went to whoever was above them.",
                "Pada {2} {1} tidak memiliki alamat surel: yang untuknya dikirim kepada atasannya.",
                words.who(key), day), person: key)
    }

    func messages(in notices: [NoticeRecord]) throws -> [Line] {
        let explanation = NoticeExplanation(view: view, words: words)
        let reasons = try StepReasons(of: notices, view: view)
        let hours = ClientHours(view: view, office: office, words: words)
        return try notices.flatMap { notice in
            try explanation.lines(
                of: notice, reasons: { reasons.reasons(of: $0, in: notice) }, namesSubjects: true)
                + hours.lines(of: notice)
        }
    }

    /// What deadlines bring a person in the weeks to come: their own, and those of whoever they answer for or
    /// stand in for.
    private func ahead() throws -> [Line] {
        guard let person = office.directory.person(key) else { return [] }
        let span = (now - .seconds(14 * 86_400))..<(now + .seconds(28 * 86_400))
        let concerned = ConcernedDeadlines(of: person, view: view, office: office)
        let keys = keys
        let coming = try ComingOccurrences(view: view, office: office, words: words)
            .lines(of: concerned, within: now..<span.upperBound)
            .filter { line in
                (line.readers + [line.person].compactMap(\.self)).contains { reader in
                    keys.contains { $0.isCode(reader) }
                }
            }
        return try coming
            + concerned
            .records(dueIn: span, limit: Self.mostDeadlines)
            .filter { $0.deadline.state == .open }
            .flatMap { record in
                try DeadlineExplanation(
                    record, view: view, office: office, history: history, now: now
                ).ahead(
                    settled: view.settledSteps(
                        of: record.id, revision: record.deadline.revision)
                ).filter { line in
                    (line.readers + [line.person].compactMap(\.self)).contains { reader in
                        keys.contains { $0.isCode(reader) }
                    }
                }.map { line in
                    var line = line
                    line.words = .sentence(
                        "{1}: {2}", "{1}: {2}", .plain(record.deadline.identifier), line.words)
                    return line
                }
            }
    }

    /// What people were asked about a client, or were to tell them, the latest.
    private func asked() throws -> [Line] {
        try TaskTopic.aboutClients.flatMap { prefix, rule in
            try view.deadlines(ofClient: key, codesBeginning: prefix, limit: Self.most)
                .flatMap { words.asked($0, rule: rule) }
        }
    }

    /// What of their orders a client knows by no letter: they asked for it, or a person told them. The latest.
    private func said() throws -> [Line] {
        try view.tellingsWithoutLetter(to: key, limit: Self.most).map { order, line, telling in
            var said = words.told(telling, line: line, client: key)
            said.words = .sentence("{1}: {2}", "{1}: {2}", .plain(order), said.words)
            return said
        }
    }

    /// How a client is told, in one line; nothing of one who is not at present: what keeps each letter is said of every
    /// subject that it touches (``MailStops``).
    private func client() throws -> [Line] {
        guard let client = office.directory.client(key), let address = client.email,
            try !view.isRefused(address: address)
        else { return [] }
        let today = office.workingTime(of: client).zone.civil(now).date
        guard office.mute(ofOrder: nil, client: client.code, on: today) == nil else { return [] }
        var lines: [Line] = []
        switch client.policy {
        case .approval:
            lines.append(
                line(
                    "policy-approval",
                    "Every letter to {1} waits for approval.",
                    "Setiap surat kepada {1} menunggu persetujuan."))
        case .automatic:
            lines.append(
                line(
                    "policy-automatic",
                    "Letters to {1} go by themselves, unless a rule holds one.",
                    "Surat kepada {1} dikirim otomatis, kecuali ada aturan yang menahannya."))
        case .none: break
        }
        return lines
    }

    func line(_ rule: String, _ english: String, _ indonesian: String) -> Line {
        Line(
            at: now, .waiting, [rule], .sentence(english, indonesian, words.who(key)),
            person: key)
    }
}
