import Almanac
import Coordination

extension Board {
    /// What keeps the period from being closed, one sentence each; empty when nothing does.
    var blockers: [BilingualText] {
        var blockers: [BilingualText] = []
        if record == nil {
            blockers.append(
                BilingualText(
                    en: "\(period) is not looked after: it has not begun, or lies before the first "
                        + "period of the settings' `close`",
                    id:
                        "\(period) tidak dipantau: periode ini belum mulai, atau lebih awal daripada "
                        + "periode pertama pada `close` di pengaturan"))
        } else if !hasEnded {
            blockers.append(
                BilingualText(
                    en: "\(period.words.english) ends on \(period.lastDay)",
                    id: "\(period.words.indonesian) berakhir pada \(period.lastDay)"))
        }
        for other in waitsFor {
            blockers.append(
                BilingualText(
                    en: "\(other.words.english) must be closed first",
                    id: "\(other.words.indonesian) harus ditutup lebih dahulu"))
        }
        return blockers + rows.compactMap(\.blocker)
    }
}

extension Board.Row {
    /// What this row lacks before the period can be closed.
    fileprivate var blocker: BilingualText? {
        let report = BilingualText(
            en: "\(expected.team.name), \(expected.report.english): ",
            id: "\(expected.team.name), \(expected.report.indonesian): ")
        switch (state, signOff) {
        case (.rejected, _):
            let count = blockerCount
            return report.followed(
                en: "rejected, \(count) \(count == 1 ? "item" : "items") to correct",
                id: "ditolak, \(count) hal perlu diperbaiki")
        case (.missing, _), (.expected, _):
            return report.followed(en: state.words.english, id: state.words.indonesian)
        case (_, .wanted):
            return report.followed(
                en: "not signed by the team’s manager", id: "belum disahkan manajer tim")
        case (_, .unconfirmed):
            let limit = expected.type.confirmBeyond?.words ?? BilingualText(en: "", id: "")
            return report.followed(
                en: "changed by more than \(limit.english), the team’s manager is to say why",
                id:
                    "berubah lebih dari \(limit.indonesian), manajer tim perlu menjelaskan alasannya"
            )
        case (_, .suspended):
            return report.followed(
                en: "the file has changed since it was signed",
                id: "berkas berubah setelah disahkan")
        case (.accepted, _), (.nilReport, _), (.waived, _): return nil
        }
    }

    var blockerCount: Int { submission?.blockerCount ?? 0 }
}
