import Almanac

/// Why a client letter waits for a person, in a fixed vocabulary that people and scripts can read.
package enum HoldReason: String, Codable, Hashable, Sendable, CaseIterable {
    /// The client's policy asks for approval.
    case approval
    /// A line was late already when it was first seen, or when it came to this client.
    case lateWhenFirstSeen = "late-when-first-seen"
    /// A reason is missing, or not on the list in the client's language, or not for clients.
    case reasonNotClientSafe = "reason-not-client-safe"
    /// What is done about the delay is in somebody's own words, which are not on the list.
    case ownWords = "own-words"
    /// What is done about the delay is listed in another language than the client's only, or by no such code.
    case remedyMissing = "remedy-missing"
    /// The new date is no working day.
    case dateOnNonWorkingDay = "date-on-non-working-day"
    /// A date that the letter states is more than a year from the promise, or was past when somebody was
    /// said to have told it: a year or a day typed wrong.
    case implausibleDate = "implausible-date"
    /// One change would have released more letters than `automatic_limit`, letters about more than
    /// `automatic_share` of the open orders, or `automatic_equal_shifts` orders by the same number of days.
    case breaker
    /// The letter changed after it was approved.
    case approvalLapsed = "approval-lapsed"
    /// A date that the letter states was taken out of the orders sheet, and nobody has said yet what that means.
    case dateInQuestion = "date-in-question"
    /// A date that the letter states is past.
    case statedDatePast = "stated-date-past"
    /// No courier that reaches clients is set up.
    case noCourier = "no-courier"
    /// The client has no mail address.
    case noAddress = "no-address"
    /// The client's mail address was refused for good.
    case addressRefused = "address-refused"
    /// The letter was handed over without an answer: it may have arrived.
    case possiblyTold = "possibly-told"
    /// It went to the trial's address before, and to nobody else.
    case afterTrial = "after-trial"
    /// A file was undone because of which the client was told: it corrects that.
    case importUndone = "import-undone"
    /// The letter could not be composed; the journal says why.
    case notComposed = "not-composed"
    /// Somebody asked for it.
    case byRequest = "by-request"

    /// Whether it follows from what the ledger and the settings say, and goes when that is mended; the
    /// others stay until a person decides.
    package var isMendable: Bool {
        switch self {
        case .lateWhenFirstSeen, .reasonNotClientSafe, .ownWords, .remedyMissing,
            .dateOnNonWorkingDay, .implausibleDate, .dateInQuestion, .statedDatePast, .noCourier,
            .noAddress, .addressRefused, .notComposed:
            true
        case .approval, .breaker, .approvalLapsed, .possiblyTold, .afterTrial, .importUndone,
            .byRequest:
            false
        }
    }
}

extension Office {
    /// What about an order's letter asks for a person, the client's policy included.
    package func holdReasons(
        for lines: [OrderLine], statements: [DelayAssessment.Statement], client: Client
    ) -> [HoldReason] {
        var reasons: [HoldReason] = []
        if client.policy == .approval { reasons.append(.approval) }
        let names = Set(statements.map(\.line))
        let stated = lines.filter { names.contains($0.line) }
        if stated.contains(where: \.isLateSinceFirstSeen) { reasons.append(.lateWhenFirstSeen) }
        let language = client.language ?? profile.language
        let isUnsafe = stated.contains { line in
            (line.isLater || line.reason != nil)
                && clientWording(of: line.reason, in: language) == nil
        }
        if isUnsafe { reasons.append(.reasonNotClientSafe) }
        if stated.contains(where: { hasOwnAction($0, in: language) }) { reasons.append(.ownWords) }
        if stated.contains(where: { lacksRemedy($0, in: language) }) {
            reasons.append(.remedyMissing)
        }
        let time = workingTime(of: client)
        if stated.contains(where: { $0.hasImplausibleDate(in: time.zone) }) {
            reasons.append(.implausibleDate)
        }
        let calendar = time.calendar
        if statements.contains(where: { !calendar.isWorkingDay($0.date) }) {
            reasons.append(.dateOnNonWorkingDay)
        }
        return reasons
    }

    /// The client-safe wording of a reason given by its code or by its wording in any language.
    package func clientWording(of reason: String?, in language: String) -> String? {
        reason.flatMap(listedReason)?.clientWording(in: language)
    }

    /// Whether a date changed because the client asked for it.
    package func isClientsWish(_ reason: String?) -> Bool {
        guard let reason, !profile.clientRequests.isEmpty else { return false }
        let code = Code(listedReason(reason)?.code ?? reason)
        return profile.clientRequests.contains { Code($0) == code }
    }

    /// The listed reason that a sheet's text means, by code or by wording, without regard to case.
    package func listedReason(_ text: String) -> Reason? {
        if let reason = directory.reason(text) { return reason }
        let wanted = text.lowercased()
        return directory.reasons.values.first { reason in
            reason.wording.values.contains { $0.lowercased() == wanted }
        }
    }
}
