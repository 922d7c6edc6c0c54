import Almanac
import Coordination
import Ledger

extension BoardSnapshot {
    /// - Parameter style: how the board's amounts are written.
    init(_ board: Board, in style: WritingStyle) {
        let record = board.record
        version = Self.latestVersion
        period = Summary(board)
        movedBy = record?.movedBy
        movedAt = record?.movedAt.rfc3339
        reason = record?.reason
        rows = board.rows.map(Row.init)
        achieved = board.achievement.map(Achievement.init)
        decimals = style.currency.shownDecimals
        numberStyle = style.cells.rawValue
        blockers = record?.state == .closed ? [] : board.blockers.map(\.english)
    }
}

extension BoardSnapshot.Summary {
    init(_ board: Board) {
        period = board.period.description
        firstDay = board.period.firstDay.description
        lastDay = board.period.lastDay.description
        state = board.record?.state.rawValue ?? "none"
        dueAt = board.dueAt.rfc3339
        accepted = board.acceptedCount
        provisional = board.provisionalCount
        rejected = board.count(.rejected)
        missing = board.count(.missing)
        expected = board.count(.expected)
        waived = board.count(.waived)
    }
}

extension BoardSnapshot.Achievement {
    fileprivate init(_ achievement: Board.Achievement) {
        gross = Int(achievement.gross)
        net = Int(achievement.net)
        targetOfAccepted = achievement.targetOfAccepted.map(Int.init)
        targetOfAll = achievement.targetOfAll.map(Int.init)
        percentOfAccepted = achievement.percentOfAccepted
        percentOfAll = achievement.percentOfAll
    }
}

extension BoardSnapshot.Row {
    fileprivate init(_ row: Board.Row) {
        let submission = row.submission
        team = row.expected.team.code
        teamName = row.expected.team.name
        type = row.expected.type.name
        state = row.state.rawValue
        version = submission?.version
        file = submission?.file
        receivedAt = submission?.receivedAt.rfc3339
        dueAt = row.cutOff.rfc3339
        minutesLeft = row.timeLeft.map(\.wholeMinutes)
        rows = submission?.rows ?? 0
        totals = submission?.totals.mapValues(Int.init) ?? [:]
        target = row.target.map(Int.init)
        gross = row.gross.map(Int.init)
        net = row.net.map(Int.init)
        let waived = row.state == .waived ? row.deadline : nil
        waivedBy = waived?.finishedBy
        reason = waived?.reason
        switch row.signOff {
        case .none: signOff = "none"
        case .wanted: signOff = "wanted"
        case .suspended: signOff = "suspended"
        case .unconfirmed: signOff = "unconfirmed"
        case .signed(let record):
            signOff = "signed"
            signedBy = record.by
            signedAt = record.at.rfc3339
            why = record.reason
        }
        findings = submission?.findings.map(BoardSnapshot.Fault.init) ?? []
    }
}

extension BoardSnapshot.Fault {
    fileprivate init(_ finding: Finding) {
        file = finding.file
        worksheet = finding.worksheet
        cell = finding.cell
        code = finding.code.rawValue
        severity = finding.severity.rawValue
        value = finding.value
        expected = finding.expected.english
        suggestion = finding.suggestion
    }
}

extension LedgerView {
    /// What is shown of a period's board: of a closed one, as it was closed.
    func board(of period: Period, office: Office, now: Instant) throws -> BoardSnapshot {
        let style = office.profile.style
        guard try self.period(period)?.state == .closed, let kept = try closedBoard(of: period)
        else {
            return BoardSnapshot(
                try Board(period: period, view: self, office: office, now: now), in: style)
        }
        var board = try BoardSnapshot(text: kept)
        board.numberStyle = board.numberStyle ?? style.cells.rawValue
        return board
    }
}
