import Control

extension Control.Board {
    init(_ board: BoardSnapshot) {
        self.init(
            period: Control.Period(board.period), movedBy: board.movedBy, movedAt: board.movedAt,
            reason: board.reason, rows: board.rows.map(BoardRow.init),
            achieved: board.achieved.map(Control.Achievement.init), decimals: board.decimals,
            numberStyle: board.numberStyle, blockers: board.blockers)
    }
}

extension Control.Period {
    init(_ period: BoardSnapshot.Summary) {
        self.init(
            period: period.period, firstDay: period.firstDay, lastDay: period.lastDay,
            state: period.state, dueAt: period.dueAt, accepted: period.accepted,
            provisional: period.provisional, rejected: period.rejected, missing: period.missing,
            expected: period.expected,
            waived: period.waived)
    }
}

extension Control.Achievement {
    fileprivate init(_ achievement: BoardSnapshot.Achievement) {
        self.init(
            gross: achievement.gross, net: achievement.net,
            targetOfAccepted: achievement.targetOfAccepted, targetOfAll: achievement.targetOfAll,
            percentOfAccepted: achievement.percentOfAccepted,
            percentOfAll: achievement.percentOfAll)
    }
}

extension BoardRow {
    fileprivate init(_ row: BoardSnapshot.Row) {
        self.init(
            team: row.team, teamName: row.teamName, type: row.type, state: row.state,
            version: row.version, file: row.file, receivedAt: row.receivedAt, dueAt: row.dueAt,
            minutesLeft: row.minutesLeft, rows: row.rows, totals: row.totals, target: row.target,
            gross: row.gross, net: row.net, waivedBy: row.waivedBy, reason: row.reason,
            signOff: row.signOff, signedBy: row.signedBy, signedAt: row.signedAt,
            why: row.why,
            findings: row.findings.map(Control.Finding.init))
    }
}

extension Control.Finding {
    fileprivate init(_ fault: BoardSnapshot.Fault) {
        self.init(
            file: fault.file, worksheet: fault.worksheet, cell: fault.cell, code: fault.code,
            severity: fault.severity, value: fault.value, expected: fault.expected,
            suggestion: fault.suggestion)
    }
}
