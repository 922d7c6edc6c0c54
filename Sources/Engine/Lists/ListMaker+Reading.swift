import Almanac
import Coordination
import Ledger
import Sheets

/// The lists that are only to be read.
extension ListMaker {
    /// As many letters as somebody looks through.
    private static let mostLetters = 2_000
    /// For how long a letter stands in the list.
    private static let year = Duration.seconds(366 * 86_400)

    func table(
        _ name: String, _ columns: [(key: String, en: String, id: String)],
        _ rows: [[String: SheetValue]]
    ) -> ListWorkbook.Worksheet {
        ListWorkbook.Worksheet(
            name: name,
            columns: columns.map { ListWorkbook.Column($0.key, text($0.en, $0.id)) },
            rows: numbered(rows), marks: [ListMark(nil).text])
    }

    /// Where each period stands that is not closed; figures are no business of a share.
    func boardTable() throws -> ListWorkbook.Worksheet {
        let zone = office.profile.zone
        var rows: [[String: SheetValue]] = []
        for record in try view.periods() where record.state != .closed {
            let board = try Board(period: record.period, view: view, office: office, now: now)
            for row in board.rows {
                var values: [String: SheetValue] = [
                    "period": .text("\(record.period)"), "team": .text(row.expected.team.code),
                    "name": .text(row.expected.team.name),
                    "report": .text(
                        BilingualText(
                            en: row.expected.type.words["en"] ?? row.expected.type.name,
                            id: row.expected.type.words["id"] ?? row.expected.type.name
                        ).text(in: language)),
                    "state": .text(row.words.text(in: language)),
                    "due": .text(clockText(row.cutOff, in: zone)),
                ]
                if let submission = row.submission {
                    values["file"] = .text(submission.file)
                    values["received"] = .text(clockText(submission.receivedAt, in: zone))
                    values["findings"] = .number(Int64(submission.findings.count))
                }
                rows.append(values)
            }
        }
        return table(
            text("periods", "papan periode"),
            [
                ("period", "period", "periode"), ("team", "team", "tim"),
                ("name", "team name", "nama tim"), ("report", "report", "laporan"),
                ("state", "state", "keadaan"), ("due", "due", "batas"),
                ("received", "received", "diterima"), ("file", "file", "berkas"),
                ("findings", "findings", "temuan"),
            ], rows)
    }

    /// Every letter to a client, the latest first.
    func letterTable() throws -> ListWorkbook.Worksheet {
        let notices = try view.clientLetters(
            openedAtOrAfter: now - Self.year, limit: Self.mostLetters)
        let rows = try notices.map { notice -> [String: SheetValue] in
            // Of a letter that has nothing left to say, what it was about.
            let items = notice.liveItems.isEmpty ? notice.items : notice.liveItems
            let orders = items.map(\.item.subject).filter { $0.kind == .order }.map(\.id)
            var values: [String: SheetValue] = [
                "letter": .text("\(TaskTopic.letterPrefix)\(notice.id)"),
                "client": .text(notice.recipient),
                "state": .text(Self.words(of: notice.state).text(in: language)),
                "written": .text(clockText(notice.createdAt, in: office.profile.zone)),
            ]
            values["name"] = office.directory.client(notice.recipient).map { .text($0.name) }
            if !orders.isEmpty {
                values["orders"] = .text(Array(Set(orders)).sorted().joined(separator: ", "))
            }
            if let head = try view.letterHead(of: notice.id) {
                values["subject"] = .text(head.subject)
            }
            if let finished = notice.finishedAt {
                values["ended"] = .text(clockText(finished, in: office.profile.zone))
            }
            values["approved"] = notice.approvedBy.map { .text(Actor($0).name) }
            if !notice.holdReasons.isEmpty {
                values["because"] = .text(
                    notice.holdReasons.map { $0.words.text(in: language) }.joined(separator: "; "))
            }
            return values
        }
        return table(
            text("letters", "surat"),
            [
                ("letter", "letter", "surat"), ("client", "client", "klien"),
                ("name", "client name", "nama klien"), ("orders", "orders", "pesanan"),
                ("subject", "subject", "perihal"), ("state", "state", "keadaan"),
                ("because", "waits because", "menunggu karena"),
                ("written", "written", "ditulis"), ("ended", "sent or ended", "terkirim/selesai"),
                ("approved", "approved by", "disetujui oleh"),
            ], rows)
    }

    private func clockText(_ instant: Instant, in zone: Zone) -> String {
        let civil = zone.civil(instant)
        let time = civil.time.description.prefix(5)
        return "\(civil.date) \(time) \(zone.localType(at: instant).abbreviation)"
    }

    private static func words(of state: NoticeState) -> BilingualText {
        switch state {
        case .waiting, .deferred, .claimed:
            BilingualText(en: "about to go", id: "akan dikirim")
        case .held: BilingualText(en: "waits for a decision", id: "menunggu keputusan")
        case .sent: BilingualText(en: "sent", id: "terkirim")
        case .redirected:
            BilingualText(
                en: "trial: the client was told nothing", id: "uji coba: klien tidak dikabari")
        case .refused: BilingualText(en: "refused", id: "ditolak server")
        case .uncertain: BilingualText(en: "may have arrived", id: "mungkin sudah sampai")
        case .withdrawn: BilingualText(en: "withdrawn", id: "ditarik")
        case .expired: BilingualText(en: "over before it went", id: "kedaluwarsa")
        }
    }
}
