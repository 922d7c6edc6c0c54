import Almanac
import Coordination
import Ledger

extension NoticeExplanation {
    /// What happened to a notice on its way while it held what is asked about: held, rewritten, approved, put off.
    func turns(
        of notice: NoticeRecord, _ events: [EventRecord], while items: [ItemRecord]
    ) throws -> [Line] {
        let joined = items.map(\.createdAt).min() ?? notice.createdAt
        let left = items.map { $0.withdrawnAt ?? .distantFuture }.max() ?? .distantFuture
        let span = max(joined, notice.createdAt)...max(left, joined, notice.createdAt)
        return events.filter { span.contains($0.at) }.compactMap { turn($0, of: notice) }
            + (try stops(of: notice)).filter { span.contains($0.at) }
    }

    /// Since when an item stands in an open notice as it does now: what somebody asked, or found, or changed since it was
    /// made was not so before.
    func since(_ created: Instant, _ events: [EventRecord]) -> Instant {
        max(created, events.last?.at ?? created)
    }

    /// All client mail was held, or let go, while it waited.
    private func stops(of notice: NoticeRecord) throws -> [Line] {
        guard notice.audience == .client else { return [] }
        let stop = Subject(.office, "outbox")
        return try view.latestEvents(of: stop, limit: Self.mostStops).filter { event in
            event.at >= notice.createdAt && event.at <= notice.finishedAt ?? .distantFuture
        }.map { event in
            var line = words.line(event, of: stop)
            line.notice = notice.id
            return line
        }
    }

    private static var mostStops: Int { 50 }

    private func turn(_ event: EventRecord, of notice: NoticeRecord) -> Line? {
        guard let (kind, rules, text) = words(of: event, notice: notice) else { return nil }
        return Line(
            at: event.at, kind, rules, text, by: event.by, person: notice.recipient,
            notice: notice.id)
    }

    private func words(
        of event: EventRecord, notice: NoticeRecord
    ) -> (Explanation.Kind, [String], BilingualText)? {
        let number = BilingualText.plain("\(notice.id)")
        let by = words.by(event.by)
        let detail = BilingualText.afterColon(event.detail)
        switch event.what {
        case "held": return hold(event, number, by)
        case "released":
            return (
                .changed, ["mended"],
                .sentence(
                    "Nothing holds letter {1} any more: what kept it was mended.",
                    "Surat {1} tidak tertahan lagi: penyebabnya sudah dibereskan.", number)
            )
        case "rewritten":
            return (
                .changed, ["rewritten"],
                .sentence(
                    "Letter {1} was rewritten from what is known now, not sent beside another.",
                    "Surat {1} ditulis ulang sesuai keadaan terbaru, bukan ditumpuk.", number)
            )
        case "approved":
            return (
                .changed, ["approved"],
                .sentence("{2} approved letter {1}.", "{2} menyetujui surat {1}.", number, by)
            )
        case "refused" where event.by != nil:
            return (
                .withdrawn, ["refused-by-person"],
                .sentence(
                    "{2} refused letter {1}{3}.", "{2} menolak surat {1}{3}.", number, by, detail)
            )
        case "refused":
            return (
                .failed, ["refused"],
                .sentence(
                    "The mail server did not take letter {1}{2}.",
                    "Peladen surel tidak menerima surat {1}{2}.", number, detail)
            )
        case "edited", "edit dropped":
            return (
                .changed, ["edited"],
                event.what == "edited"
                    ? .sentence(
                        "{2} put words into letter {1}, which needs approval since.",
                        "{2} menambahkan kata-kata ke surat {1}, yang sejak itu perlu disetujui.",
                        number, by)
                    : .sentence(
                        "The words put into letter {1} were dropped{2}.",
                        "Kata-kata tambahan di surat {1} dihapus{2}.", number, detail)
            )
        case "parted":
            return (
                .held, ["parted"],
                .sentence(
                    "Letter {1} was parted, so that what cannot go keeps no other waiting{2}.",
                    "Surat {1} dipisah agar yang tertahan tidak menahan yang lain{2}.", number,
                    detail)
            )
        default: return delivery(of: event, number, by, detail)
        }
    }

    private func delivery(
        of event: EventRecord, _ number: BilingualText, _ by: BilingualText,
        _ detail: BilingualText
    ) -> (Explanation.Kind, [String], BilingualText)? {
        switch event.what {
        case OutageDelay.event:
            event.detail.flatMap(OutageDelay.init(detail:)).map { delay in
                (
                    .waiting, ["delayed"],
                    .sentence(
                        "Notice {1} had waited for the courier {2}, by which nothing left since {3}: {4}.",
                        "Kiriman {1} tertunda menunggu kurir {2}, yang tidak mengirim apa pun sejak {3}: {4}.",
                        number, .plain(delay.courier), words.moment(delay.since), delay.words)
                )
            }
        case "deferred":
            (
                .waiting, ["deferred"],
                .sentence(
                    "The mail server put notice {1} off and it is tried again{2}.",
                    "Peladen surel menunda kiriman {1} dan akan dicoba lagi{2}.", number, detail)
            )
        case "uncertain":
            (
                .failed, ["uncertain"],
                .sentence(
                    "Notice {1} was handed over without an answer{2}.",
                    "Kiriman {1} diserahkan tanpa jawaban{2}.", number, detail)
            )
        case "arrived":
            (
                .changed, ["arrived"],
                .sentence(
                    "{2} said that letter {1} arrived.", "{2} menyatakan surat {1} sudah sampai.",
                    number, by)
            )
        case "retried":
            (
                .changed, ["retried"],
                .sentence(
                    "{2} had notice {1} tried again.", "{2} meminta kiriman {1} dicoba lagi.",
                    number, by)
            )
        case "written":
            (
                .changed, ["written"],
                .sentence("{2} wrote letter {1}.", "{2} menulis surat {1}.", number, by)
            )
        case "copy not delivered", "copy sent", "copy uncertain":
            (
                .changed, ["copy"],
                .sentence(
                    "A copy of letter {1}: {2}{3}.", "Tembusan surat {1}: {2}{3}.", number,
                    ExplanationWords.copyWords(event.what), detail)
            )
        default: nil
        }
    }

    private func hold(
        _ event: EventRecord, _ number: BilingualText, _ by: BilingualText
    ) -> (Explanation.Kind, [String], BilingualText) {
        guard event.by == nil else {
            return (
                .held, ["hold-\(HoldReason.byRequest.rawValue)"],
                .sentence(
                    "{2} asked that letter {1} wait{3}.", "{2} meminta surat {1} menunggu{3}.",
                    number, by, .afterColon(event.detail))
            )
        }
        let reasons = (event.detail ?? "").split(separator: ",").compactMap {
            HoldReason(rawValue: $0.trimmingPrefix(" ").description)
        }
        return (
            .held, reasons.map { "hold-\($0.rawValue)" },
            .sentence(
                "Letter {1} waits for a person: {2}.", "Surat {1} menunggu seseorang: {2}.",
                number, held(for: reasons))
        )
    }
}
