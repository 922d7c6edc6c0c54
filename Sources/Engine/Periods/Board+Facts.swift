import Almanac
import Coordination
import Ledger

extension Board {
    /// What the close summary states.
    func facts(currency: String, zone: Zone) -> Facts {
        var facts: Facts = [
            "period": .texts(period.words.texts),
            "accepted": .number(Int64(acceptedCount)),
            "expected": .number(Int64(rows.count)),
            "rejected": .number(Int64(count(.rejected))),
            "missing": .number(Int64(count(.missing))),
            "waived": .number(Int64(count(.waived))),
            "awaited": .number(Int64(count(.expected))),
            "ready": .flag(isReady),
            "due": .moment(dueAt, zone: zone.identifier),
            "reports": .list(types.map { ["column": .texts($0.report.texts)] }),
            "rows": .list(table),
            "teams": .list(teams(currency: currency)),
            "blockers": .list(blockers.map { ["what": .texts($0.texts)] }),
        ]
        if provisionalCount > 0 { facts["provisional"] = .number(Int64(provisionalCount)) }
        if let record { facts["period_state"] = .texts(record.state.words.texts) }
        guard let achievement else { return facts }
        let money = { (amount: Int64) in Fact.money(amount, currency: currency) }
        facts["achieved"] = money(achievement.net)
        if achievement.gross != achievement.net { facts["gross"] = money(achievement.gross) }
        facts["target_of_accepted"] = achievement.targetOfAccepted.map(money)
        facts["target_of_all"] = achievement.targetOfAll.map(money)
        facts["percent_of_accepted"] = achievement.percentOfAccepted.map { .number(Int64($0)) }
        facts["percent_of_all"] = achievement.percentOfAll.map { .number(Int64($0)) }
        return facts
    }

    /// Of figures that changed much until somebody has said why.
    static let provisional = BilingualText(en: "accepted provisionally", id: "diterima sementara")

    /// What is handed in, each once, in the columns' order.
    private var types: [SubmissionType] {
        var types: [SubmissionType] = []
        for row in rows where !types.contains(where: { $0.name == row.expected.type.name }) {
            types.append(row.expected.type)
        }
        return types.sorted { $0.name < $1.name }
    }

    /// A row for each team, with a cell under each report, empty where the team does not owe it.
    private var table: [Facts] {
        let types = types
        let byTeam = Dictionary(grouping: rows) { Code($0.expected.team.code) }
        return byTeam.values.sorted { $0[0].expected.team.code < $1[0].expected.team.code }
            .map { rows in
                let cells = types.map { type in
                    rows.first { $0.expected.type.name == type.name }?.facts
                        ?? ["report": .texts(type.report.texts)]
                }
                return ["team": .text(rows[0].expected.team.name), "cells": .list(cells)]
            }
    }

    /// Achieved against target, of each team whose figures count.
    private func teams(currency: String) -> [Facts] {
        rows.filter { $0.expected.type.figures != nil }.map { row in
            var facts: Facts = ["team": .text(row.expected.team.name)]
            let net = row.isProvisional ? nil : row.net
            if let net { facts["net"] = .money(net, currency: currency) }
            if let target = row.target { facts["target"] = .money(target, currency: currency) }
            if let percent = net.flatMap({ Achievement.percent($0, of: row.target) }) {
                facts["percent"] = .number(Int64(percent))
                facts["bar"] = .number(Int64(min(max(percent, 0), 100)))
            }
            return facts
        }
    }
}

extension Board.Row {
    /// How it stands, as people read it.
    var words: BilingualText { signOff == .unconfirmed ? Board.provisional : state.words }

    fileprivate var facts: Facts {
        var facts: Facts = [
            "report": .texts(expected.report.texts),
            "state": .texts(words.texts),
        ]
        if state.isGood, signOff != .unconfirmed { facts["good"] = .flag(true) }
        if state == .rejected { facts["findings"] = .number(Int64(blockerCount)) }
        if let timeLeft { facts["left"] = .texts(timeLeft.workingWords.texts) }
        switch signOff {
        case .none: break
        case .wanted:
            facts["signed"] = .texts(BilingualText(en: "not signed", id: "belum disahkan").texts)
        case .signed(let record):
            let why = record.reason.map { ": \($0)" } ?? ""
            facts["signed"] = .texts(
                BilingualText(en: "signed\(why)", id: "disahkan\(why)").texts)
        case .unconfirmed:
            facts["signed"] = .texts(
                BilingualText(
                    en: "the manager is to say why it changed so much",
                    id: "manajer perlu menjelaskan perubahan besarnya"
                ).texts)
        case .suspended:
            facts["signed"] = .texts(
                BilingualText(en: "to be signed again", id: "perlu disahkan lagi").texts)
        }
        return facts
    }
}

extension Duration {
    /// With one that has begun: a mail that leaves a second later still has as many hours.
    var wholeMinutes: Int { Int((components.seconds + 59) / 60) }

    /// Working time as people say it: `7 working hours`, and minutes when it is less than an hour.
    fileprivate var workingWords: BilingualText {
        let minutes = wholeMinutes
        let (count, en, id) =
            minutes < 60 ? (minutes, "minute", "menit") : (minutes / 60, "hour", "jam")
        return BilingualText(
            en: "\(count) working \(en)\(count == 1 ? "" : "s")", id: "\(count) \(id) kerja")
    }
}
