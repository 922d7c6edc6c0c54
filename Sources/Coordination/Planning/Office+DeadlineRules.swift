package import Almanac

/// The rules that a deadline keeps, by whatever way it comes.
extension Office {
    /// Everything that is wrong with what is said of a deadline, in the order of the columns; nil is what
    /// was not said.
    ///
    /// - Parameters:
    ///   - recurrence: how it comes back.
    ///   - waits: whether it waits for other deadlines.
    package func violations(
        owner: String?, client: String?, kind: String?, ladder: String?, zone: String?,
        recurrence: String?, waits: Bool
    ) -> [Violation] {
        [
            owner.flatMap {
                unknown($0, of: "owner", in: [.people, .teams]) ?? departed($0, of: "owner")
            },
            client.flatMap { unknown($0, of: "client", in: [.clients]) },
            kind.flatMap(unknownKind), ladder.flatMap(unknownLadder), zone.flatMap(unknownZone),
            recurrence.flatMap { invalid(recurrence: $0, in: zone, waits: waits) },
        ].compactMap(\.self)
    }

    /// A code that none of the registers holds.
    package func unknown(
        _ code: String, of field: String, in registers: [SheetKind],
        _ severity: Finding.Severity = .blocker
    ) -> Violation? {
        guard !registers.contains(where: { directory.holds(code, in: $0) }) else { return nil }
        return Violation(
            of: field, .unknownCode, severity, value: code,
            expected: directory.expectedCode(insteadOf: code, in: registers),
            suggestion: directory.suggestedCode(insteadOf: code, in: registers))
    }

    /// Somebody who is to do something and has left.
    package func departed(_ code: String, of field: String) -> Violation? {
        guard let person = directory.person(code), person.hasLeft else { return nil }
        let heir = incumbent(of: person)
        let taken =
            heir.map {
                BilingualText(
                    en: "; what is for them goes to \($0.name) (\($0.code)), who took over",
                    id: "; yang untuknya dikirim kepada \($0.name) (\($0.code)) sebagai penerusnya")
            }
            ?? BilingualText(
                en: "; what is for them goes to whoever is above them",
                id: "; yang untuknya dikirim kepada atasannya")
        return Violation(
            of: field, .personLeft, .warning, value: code,
            expected: BilingualText(
                en: "somebody who works here: \(person.name) has left",
                id: "orang yang masih bekerja di sini: \(person.name) sudah keluar"),
            ifTaken: taken, suggestion: heir?.code)
    }

    /// A kind that the settings do not have.
    package func unknownKind(_ word: String) -> Violation? {
        guard kind(word) == nil else { return nil }
        let known = profile.kinds.keys.sorted()
        let names = known.joined(separator: ", ")
        return Violation(
            of: "kind", .unknownWord, .warning, value: word,
            expected: BilingualText(
                en: "a kind of the settings: \(names)", id: "jenis dari pengaturan: \(names)"),
            ifTaken: BilingualText(en: "; taken as task", id: "; dicatat sebagai tugas"),
            suggestion: CodeSuggestion.nearest(to: word, among: known))
    }

    private func unknownLadder(_ name: String) -> Violation? {
        guard ladder(name) == nil else { return nil }
        let known = profile.ladders.keys.sorted()
        let names = known.joined(separator: ", ")
        return Violation(
            of: "ladder", .unknownCode, value: name,
            expected: BilingualText(
                en: "a ladder of the settings: \(names)",
                id: "pola pengingat dari pengaturan: \(names)"),
            suggestion: CodeSuggestion.nearest(to: name, among: known))
    }

    private func unknownZone(_ name: String) -> Violation? {
        guard profile.zones(name) == nil else { return nil }
        return Violation(of: "time_zone", .unknownWord, value: name, expected: .expectedTimeZone)
    }

    private func invalid(recurrence text: String, in zone: String?, waits: Bool) -> Violation? {
        waits ? Self.seriesThatWaits : invalid(recurrence: text, in: zone)
    }

    /// Of what comes back and would wait for another.
    package static let seriesThatWaits = Violation(
        of: "after", .invalidRecurrence,
        expected: BilingualText(
            en: "nothing: what comes back waits for nothing",
            id: "kosong: tenggat yang berulang tidak menunggu tenggat lain"))

    /// What does not say how something comes back.
    package func invalid(recurrence text: String, in zone: String?) -> Violation? {
        do {
            _ = try Recurrence(text, in: self.zone(zone), zones: profile.zones)
            return nil
        } catch {
            return Violation(
                of: "repeat", .invalidRecurrence, value: text,
                expected: BilingualText(
                    en: "daily, weekly, monthly, quarterly, semiannually, yearly, or a calendar "
                        + "expression such as *-*-20, an hour apart at least (\(error))",
                    id: "harian, mingguan, bulanan, triwulanan, semesteran, tahunan, atau ekspresi "
                        + "kalender seperti *-*-20, paling rapat sejam sekali"))
        }
    }

    /// Of a first due moment that its calendar expression does not have: it would be due at another, or never.
    package func strayStart(of new: NewDeadline) -> Violation? {
        let zone = zone(new.zone ?? profile.zone.identifier)
        // What cannot be read is another violation.
        guard let text = new.recurrence,
            let recurrence = try? Recurrence(text, in: zone, zones: profile.zones),
            !recurrence.isAnchored
        else { return nil }
        let time = new.time ?? closingHour(on: new.date, ofOwner: new.owner)
        let start = CivilDateTime(date: new.date, time: time)
        let before = CivilDateTime(date: new.date.adding(days: -1), time: time)
        guard let first = recurrence.next(after: before, from: start, in: zone) else {
            return Violation(
                of: "repeat", .invalidRecurrence, value: text,
                expected: BilingualText(
                    en: "what comes on \(new.date) or later: “\(text)” never does",
                    id:
                        "perulangan yang terjadi pada \(new.date) atau sesudahnya: “\(text)” tidak pernah"
                ))
        }
        if first.date == new.date, new.time == nil || first.time == new.time { return nil }
        let value = new.time.map { "\(new.date) \($0)" } ?? "\(new.date)"
        return Violation(
            of: "due_date", .invalidRecurrence, .warning, value: value,
            expected: BilingualText(
                en: "a moment that “\(text)” has: the first is \(first)",
                id: "waktu yang sesuai dengan “\(text)”: yang pertama \(first)"),
            ifTaken: BilingualText(
                en: "; taken as due then", id: "; dicatat jatuh tempo pada waktu itu"))
    }

    /// Of what ends or opens again without anybody saying why.
    package static func missingReason(_ reason: String?) -> Violation? {
        guard reason?.allSatisfy(\.isWhitespace) ?? true else { return nil }
        return Violation(
            of: "reason", .required,
            expected: BilingualText(en: "why, in a few words", id: "alasan, dalam beberapa kata"),
            inSheet: BilingualText(
                en: ", beside it in the column reason", id: ", di sebelahnya pada kolom alasan"))
    }

    /// Of what is done without what it asks to be shown.
    ///
    /// - Parameters:
    ///   - wanted: what that is, in the deadline's words; nil asks for nothing.
    ///   - shown: what of it was shown before.
    package static func missingProof(
        _ proof: String?, wanted: String?, shown: String? = nil
    ) -> Violation? {
        guard let wanted else { return nil }
        let missing = Checklist(wanted).missing(after: Checklist.joined(shown, proof))
        guard !missing.isEmpty else { return nil }
        return Violation(
            of: "proof", .required, expected: Checklist.expectation(of: missing),
            inSheet: BilingualText(en: ", in the column proof", id: " pada kolom bukti"))
    }

    /// Of reminders that wait until it is too late.
    package static func lateSnooze(until moment: Instant, due: Instant) -> Violation? {
        guard moment >= due else { return nil }
        return Violation(
            of: "snooze_until", .outOfRange,
            expected: BilingualText(
                en: "a moment before it is due; to wait longer, move it",
                id: "waktu sebelum jatuh tempo; untuk menunda lebih lama, pindahkan"))
    }

    /// Of what a deadline should wait for, and nobody knows.
    package static func unknownDependency(_ code: String) -> Violation {
        Violation(
            of: "after", .unknownCode, value: code,
            expected: BilingualText(
                en: "codes of deadlines that are known: \(code) is none",
                id: "kode tenggat yang sudah tercatat: \(code) bukan salah satunya"),
            inSheet: BilingualText(en: ", nor in this sheet", id: ", dan tidak ada di lembar ini"))
    }

    /// What is wrong with somebody's standing in for another.
    package func violations(of delegation: Delegation) -> [Violation] {
        [
            unknown(delegation.person, of: "person", in: [.people]),
            unknown(delegation.standIn, of: "stand_in", in: [.people])
                ?? departed(delegation.standIn, of: "stand_in"),
            Self.standInForThemselves(delegation),
            delegation.until < delegation.from
                ? Violation(
                    of: "until", .outOfRange, value: delegation.until.description,
                    expected: .expectedDate(from: delegation.from)) : nil,
        ].compactMap(\.self)
    }

    /// Of somebody who would stand in for themselves, and could then not be reached at all.
    package static func standInForThemselves(_ delegation: Delegation) -> Violation? {
        guard delegation.person.isCode(delegation.standIn) else { return nil }
        return Violation(
            of: "stand_in", .notPossible, value: delegation.standIn,
            expected: BilingualText(
                en: "somebody else: nobody stands in for themselves",
                id: "orang lain: tidak ada yang menggantikan dirinya sendiri"))
    }
}
