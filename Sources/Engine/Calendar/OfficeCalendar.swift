import Almanac
import Coordination
import Ledger
import Post

/// The open deadlines as a calendar, in the office's language or its reader's.
struct OfficeCalendar {
    let office: Office
    private let language: String

    /// - Parameter language: nil is the office's.
    init(office: Office, language: String? = nil) {
        self.office = office
        self.language = language ?? office.profile.language
    }

    /// - Parameter owner: only those of a person or a team, by code; nil for everybody's.
    /// - Throws: `EngineError` `.notFound` where neither is known.
    func bytes(from view: LedgerView, owner: String? = nil) throws -> [UInt8] {
        if let owner, office.directory.person(owner) == nil, office.directory.team(owner) == nil {
            throw EngineError(
                .notFound, "“\(owner)” is neither a person's nor a team's code", field: "owner")
        }
        let ledger = try view.identity()
        let events = try view.deadlines(in: .open).filter { record in
            owner.map(record.deadline.owner.isCode) ?? true
        }.map { event(of: $0, in: ledger) }
        return CalendarFeed(name: name(of: owner)).bytes(of: events)
    }

    /// A calendar for each person who is there, by code, with what they owe themselves and for a team.
    func calendarsOfEach(from view: LedgerView) throws -> [String: [UInt8]] {
        let ledger = try view.identity()
        let owed = Dictionary(
            grouping: try view.deadlines(in: .open),
            by: { office.ownerPerson(of: $0.deadline.owner).map { Code($0.code) } })
        var calendars: [String: [UInt8]] = [:]
        for person in office.directory.people.values where !person.hasLeft {
            let own = OfficeCalendar(office: office, language: person.language)
            calendars[person.code] = CalendarFeed(name: own.name(of: person.code))
                .bytes(of: (owed[Code(person.code)] ?? []).map { own.event(of: $0, in: ledger) })
        }
        return calendars
    }

    private func name(of owner: String?) -> String {
        guard let owner else { return office.profile.name }
        return "\(office.profile.name): \(words(for: owner))"
    }

    private func event(of record: DeadlineRecord, in ledger: String) -> CalendarFeed.Event {
        let deadline = record.deadline
        return CalendarFeed.Event(
            identifier: CalendarFeed.identifier(
                of: deadline.identifier.foldedCode, ledger: ledger),
            changedAt: max(deadline.createdAt, deadline.armedAt), due: record.dueAt,
            title: title(of: deadline), details: details(of: deadline),
            category: kindName(of: deadline), isTentative: deadline.isWaiting)
    }

    /// As its reader reads it: what the service asks is kept in the office's language.
    private func title(of deadline: Deadline) -> String {
        guard language != office.profile.language else { return deadline.title }
        if let expected = office.expectedSubmission(of: deadline) {
            return "\(expected.words.text(in: language)) (\(deadline.identifier))"
        }
        if deadline.kind == DeadlineKind.close, let period = Period(deadline.occurrence) {
            return Office.closing(of: period).text(in: language)
        }
        guard TaskKind(rawValue: deadline.kind) != nil else { return deadline.title }
        let words = office.wordedTitle(of: deadline)
        if words.english != words.indonesian { return words.text(in: language) }
        let client = deadline.client.flatMap(office.directory.client)?.name
        return "\(kindName(of: deadline)): "
            + (client.map { "\($0) (\(deadline.identifier))" } ?? deadline.identifier)
    }

    private func details(of deadline: Deadline) -> [String] {
        let time = String(deadline.due.time.description.prefix(5))
        let written = language == "id" ? time.replacing(":", with: ".") : time
        var details = [
            line("Owner", "Penanggung jawab", words(for: deadline.owner)),
            line(
                "Due", "Jatuh tempo",
                "\(deadline.due.date.words.text(in: language)), \(written) (\(deadline.zone))"),
        ]
        if let client = deadline.client {
            let name = office.directory.client(client)?.name
            details.append(line("Client", "Klien", name.map { "\($0) (\(client))" } ?? client))
        }
        if let evidence = deadline.missingEvidence {
            details.append(line("To be shown", "Bukti yang diminta", evidence))
        }
        if !deadline.dependencies.isEmpty {
            details.append(
                line("After", "Setelah", deadline.dependencies.joined(separator: ", ")))
        }
        if let note = deadline.note { details.append(note) }
        details.append(line("Code", "Kode", deadline.identifier))
        return details
    }

    private func line(_ english: String, _ indonesian: String, _ value: String) -> String {
        let name = BilingualText(en: english, id: indonesian).text(in: language)
        return "\(name): \(value)"
    }

    private func words(for owner: String) -> String {
        let name =
            office.directory.person(owner)?.name ?? office.directory.team(owner)?.name
        return name.map { "\($0) (\(owner))" } ?? owner
    }

    private func kindName(of deadline: Deadline) -> String {
        office.kind(deadline.kind)?.words[language] ?? deadline.kind
    }
}
