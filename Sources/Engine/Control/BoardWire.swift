import Almanac
import Control
import Coordination
import Ledger

extension Control.Board {
    /// - Parameter style: how the board's amounts are written.
    init(_ board: Board, in style: WritingStyle) {
        let record = board.record
        self.init(
            period: Control.Period(board),
            movedBy: record?.movedBy, movedAt: record?.movedAt.rfc3339, reason: record?.reason,
            rows: board.rows.map(BoardRow.init),
            achieved: board.achievement.map(Control.Achievement.init),
            decimals: style.currency.shownDecimals, numberStyle: style.cells.rawValue,
            blockers: record?.state == .closed ? [] : board.blockers.map(\.english))
    }
}

extension Control.Period {
    init(_ board: Board) {
        self.init(
            period: board.period.description, firstDay: board.period.firstDay.description,
            lastDay: board.period.lastDay.description,
            state: board.record?.state.rawValue ?? "none", dueAt: board.dueAt.rfc3339,
            accepted: board.count(.accepted, .nilReport), rejected: board.count(.rejected),
            missing: board.count(.missing), expected: board.count(.expected),
            waived: board.count(.waived))
    }
}

extension Control.Achievement {
    init(_ achievement: Board.Achievement) {
        self.init(
            gross: Int(achievement.gross), net: Int(achievement.net),
            targetOfAccepted: achievement.targetOfAccepted.map(Int.init),
            targetOfAll: achievement.targetOfAll.map(Int.init),
            percentOfAccepted: achievement.percentOfAccepted,
            percentOfAll: achievement.percentOfAll)
    }
}

extension BoardRow {
    init(_ row: Board.Row) {
        let submission = row.submission
        let waived = row.state == .waived ? row.deadline : nil
        let signOff: (word: String, record: SignOffRecord?) =
            switch row.signOff {
            case .none: ("none", nil)
            case .wanted: ("wanted", nil)
            case .signed(let record): ("signed", record)
            case .suspended: ("suspended", nil)
            }
        self.init(
            team: row.expected.team.code, teamName: row.expected.team.name,
            type: row.expected.type.name, state: row.state.rawValue,
            version: submission?.version, file: submission?.file,
            receivedAt: submission?.receivedAt.rfc3339, dueAt: row.cutOff.rfc3339,
            minutesLeft: row.timeLeft.map { Int($0.components.seconds / 60) },
            rows: submission?.rows ?? 0,
            totals: submission?.totals.mapValues(Int.init) ?? [:], target: row.target.map(Int.init),
            gross: row.gross.map(Int.init), net: row.net.map(Int.init),
            waivedBy: waived?.finishedBy, reason: waived?.reason, signOff: signOff.word,
            signedBy: signOff.record?.by, signedAt: signOff.record?.at.rfc3339,
            findings: submission?.findings.map(Control.Finding.init) ?? [])
    }
}
