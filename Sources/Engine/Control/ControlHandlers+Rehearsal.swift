import Almanac
import Control
import Coordination
import FoundationEssentials
import Host
import Ledger
import Post
import Sheets
import Synchronization

/// Lets one rehearsal be played at a time: each takes a copy of the ledger and a processor.
final class RehearsalTurn: Sendable {
    private let isTaken = Mutex(false)

    /// - Throws: `EngineError` `.conflict` while another one is played.
    func take<Value>(_ body: () async throws -> Value) async throws -> Value {
        let isFree = isTaken.withLock { taken in
            defer { taken = true }
            return !taken
        }
        guard isFree else {
            throw EngineError(
                .conflict, "another rehearsal or proof is under way: ask again in a minute")
        }
        defer { isTaken.withLock { $0 = false } }
        return try await body()
    }
}

extension ControlHandlers {
    func rehearse(
        _ call: Rehearse, _ caller: Caller, interim: InterimReplies<Rehearse.Reply>
    ) async throws -> Rehearse.Reply {
        let live = stages
        let now = clock.now
        let language = try answerLanguage(of: call.language)
        let format: RehearsalFormat? = try call.format.map {
            try CallWords.word($0, "format of a rehearsal", field: "format")
        }
        let dated = try history(of: call, caller, office: live.store.office)
        let start = dated.map(\.at).min() ?? now
        var rehearsal = try Rehearsal(
            live, from: start, until: try rehearsalEnd(call.until, in: live.store.office))
        rehearsal.history = dated
        rehearsal.sender = Sender(by: caller.by, authority: caller.authority)
        rehearsal.reader = try call.reader.map { try reader(named: $0, in: live.store.office) }
        rehearsal.assumptions = Set(
            try (call.assume ?? []).map {
                try CallWords.word($0, "assumption", field: "assume") as RehearsalAssumption
            })
        rehearsal.wantsTexts = call.texts ?? false
        var change: RehearsedChange?
        if let sent = call.with, !sent.isEmpty {
            change = try RehearsedChange(
                uploads.files(sent, of: caller.actor.enterer, at: clock.elapsed),
                from: Sender(by: caller.by, authority: caller.authority))
            if change?.hasSettings == true { try caller.authority.mayAdminister() }
        }
        let blank = Rehearse.Reply(
            from: start.rfc3339, until: rehearsal.until.rfc3339, messages: [], changes: [],
            summary: [], effects: [], file: nil, day: nil)
        let outcome = try await rehearsals.take { [rehearsal] in
            try await rehearsal.run(with: change) { date in
                var reply = blank
                reply.day = date.description
                try await interim(reply)
            }
        }
        var last = blank
        last.changes = (outcome.difference?.changes ?? []).map(Control.RehearsalChange.init)
        let words =
            dated.isEmpty
            ? outcome.difference?.words ?? [] : RehearsalTally(of: outcome.messages).words
        last.summary = words.map { $0.text(in: language) }
        last.effects = outcome.effects.map { $0.text(in: language) }
        last.file = format.map {
            file(of: outcome, as: $0, rehearsal, language: language, office: live.store.office)
        }
        let page = try await paged(
            Array(outcome.messages.indices), interim,
            reply: { messages in
                var reply = blank
                reply.messages = messages
                return reply
            },
            read: { $0.map { Control.RehearsedMessage(outcome.messages[$0]) } })
        // What is about all of them stands in the last page alone.
        last.messages = page.messages
        return last
    }

    /// In which language a call is answered in sentences.
    func answerLanguage(of code: String?) throws -> String {
        guard let code else { return Language.english.rawValue }
        let language: Language = try CallWords.word(code, "language", field: "language")
        return language.rawValue
    }

    /// Old sheets, each with the moment that it came.
    private func history(
        of call: Rehearse, _ caller: Caller, office: Office
    ) throws -> [Rehearsal.DatedFile] {
        guard let sent = call.history, !sent.isEmpty else { return [] }
        guard call.with?.isEmpty ?? true else {
            throw EngineError(
                .invalid, "a history is played as it was: give no files beside it", field: "with")
        }
        let files = try uploads.files(
            sent.map(\.file), of: caller.actor.enterer, at: clock.elapsed)
        return try zip(sent, files).map { dated, file in
            Rehearsal.DatedFile(
                at: try CallWords.moment(
                    dated.at, field: "history", in: office, by: stages.intake.reader),
                file: file, folder: dated.folder)
        }
    }

    /// A day alone is meant to its end.
    private func rehearsalEnd(_ text: String, in office: Office) throws -> Instant {
        let reader = stages.intake.reader
        // Whatever is no day is a moment, or said not to be one.
        guard let date = try? reader.readDate(text) else {
            return try CallWords.moment(text, field: "until", in: office, by: reader)
        }
        let midnight = CivilDateTime(
            date: date.adding(days: 1), time: CivilTime(secondOfDay: 0))
        return office.profile.zone.instant(midnight) - .seconds(1)
    }

    private func reader(named name: String, in office: Office) throws -> String {
        let directory = office.directory
        if let key = directory.person(name)?.code ?? directory.team(name)?.code
            ?? directory.client(name)?.code
        {
            return key
        }
        throw EngineError(
            .notFound, "“\(name)” is nobody's code: give a person, a team or a client",
            field: "reader")
    }

    private func file(
        of outcome: Rehearsal.Outcome, as format: RehearsalFormat, _ rehearsal: Rehearsal,
        language: String, office: Office
    ) -> Control.File {
        let content: [UInt8] =
            switch format {
            case .html:
                Array(
                    RehearsalPage(
                        office: office, language: language, from: rehearsal.from,
                        until: rehearsal.until
                    ).html(of: outcome).utf8)
            case .ics:
                RehearsalCalendar(office: office, language: language)
                    .bytes(of: outcome.messages, madeAt: rehearsal.from)
            }
        return Control.File(name: "rehearsal.\(format.rawValue)", content: Data(content))
    }
}

/// What a rehearsal is written as.
enum RehearsalFormat: String, CaseIterable {
    case html, ics
}

extension Control.RehearsedMessage {
    init(_ message: Engine.RehearsedMessage) {
        self.init(
            at: message.at.rfc3339, recipient: message.recipient,
            recipientName: message.recipientName, client: message.isClient,
            subject: message.subject, holdReasons: message.holdReasons.map(\.rawValue),
            items: message.items.map(Control.RehearsedItem.init), text: message.text)
    }
}

extension Control.RehearsedItem {
    init(_ item: Engine.RehearsedMessage.ToldItem) {
        self.init(kind: item.kind, subject: item.subject.description, step: item.step)
    }
}

extension Control.RehearsalChange {
    init(_ change: RehearsalDifference.Change) {
        self.init(
            kind: change.kind.rawValue, recipient: change.recipient,
            item: Control.RehearsedItem(change.item), formerAt: change.formerAt?.rfc3339,
            at: change.at?.rfc3339, afterDue: change.isAfterDue)
    }
}
