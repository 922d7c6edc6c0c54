import Almanac
import Coordination
import Ledger
import Post

/// What keeps mail from leaving at present, whatever its own moment is: of whatever is asked about, and of a letter that
/// somebody has just let go.
struct MailStops {
    private let view: LedgerView
    private let office: Office
    private let words: ExplanationWords
    private let service: ServiceStops
    private let now: Instant

    typealias Line = Explanation.Line

    init(view: LedgerView, office: Office, service: ServiceStops, now: Instant) {
        self.view = view
        self.office = office
        self.service = service
        self.now = now
        words = ExplanationWords(office)
    }

    /// In sentences, what a letter waits for beside its moment; none where it leaves then.
    ///
    /// - Parameter isTriedNow: whether ways out that did not answer are tried again at once.
    func sentences(
        about notice: NoticeRecord, isTriedNow: Bool = false
    ) throws -> [BilingualText] {
        try lines(of: notice).filter { !isTriedNow || $0.rules != [Self.noWayOut] }.map(\.words)
    }

    /// The same of all letters to clients.
    func sentencesAboutClients(isTriedNow: Bool = false) throws -> [BilingualText] {
        try (ofAll(.client, by: waysToClients) + [clientMailHeld()].compactMap(\.self))
            .filter { !isTriedNow || $0.rules != [Self.noWayOut] }.map(\.words)
    }

    private static let noWayOut = "no-way-out"
    /// What keeps a letter that nothing else holds where it is.
    private static let still: Set = [
        "clock-not-trusted", "sending-paused", noWayOut, "quota-spent", "client-mail-held",
        "letters-rest",
    ]

    /// By their rules, what keeps a notice that is to leave where it is, beside its own reasons to wait: at least others,
    /// before it by the same way, where its moment is over.
    func rules(about notice: NoticeRecord) throws -> [String] {
        let rules = try lines(of: notice).flatMap(\.rules).filter(Self.still.contains)
        // A way keeps only what would leave by it now: what waits by a rule has its own moment.
        let isDue = notice.state == .deferred || notice.leaveAt.map { $0 <= now } ?? false
        guard isDue else { return rules.filter { $0 != Self.noWayOut } }
        let isPast = notice.leaveAt.map { $0 < now } ?? false
        return rules.isEmpty && isPast && !notice.state.isFinal ? ["in-line"] : rules
    }

    /// When a notice leaves: at its own moment, or once its courier takes letters again whose day's are used up.
    func leaveInstant(of notice: NoticeRecord) -> Instant? {
        guard let leaveAt = notice.leaveAt else { return nil }
        return (ways(of: notice) ?? []).compactMap { service.spent[$0] }.reduce(leaveAt, max)
    }

    func lines(of notice: NoticeRecord) throws -> [Line] {
        guard !notice.state.isFinal else { return [] }
        guard notice.audience == .client else {
            return try ofAll(.office, by: ways(of: notice)) + address(of: notice.recipient)
        }
        let orders = notice.liveItems.map(\.item.subject).filter { $0.kind == .order }
        return try lines(toClient: notice.recipient, about: orders.map(\.id), by: ways(of: notice))
    }

    /// - Parameter readers: those whose addresses matter; codes of people and teams.
    func lines(toOffice readers: [String]) throws -> [Line] {
        let channels = readers.isEmpty ? [nil] : readers.map(channel)
        let sorts = channels.flatMap { channel in
            [true, false].map {
                CourierRoutes.Sort(audience: .office, isUrgent: $0, channel: channel)
            }
        }
        return try ofAll(.office, by: ways(of: sorts)) + readers.flatMap(address)
    }

    // MARK: Ways

    /// The couriers that letters of any of the sorts go by; nil where nobody knows.
    private func ways(of sorts: [CourierRoutes.Sort]) -> Set<String>? {
        service.way.map { Set(sorts.map($0)) }
    }

    /// The courier that a notice goes by: what stops another is none of its reasons.
    private func ways(of notice: NoticeRecord) -> Set<String>? {
        if let destination = notice.destination { return [destination] }
        let isClient = notice.rank == .client
        return ways(of: [
            CourierRoutes.Sort(
                audience: isClient ? .client : .office, isUrgent: notice.rank == .urgent,
                channel: isClient ? nil : channel(of: notice.recipient))
        ])
    }

    /// How somebody of the office wants to be reached; in a trial nobody is but by mail.
    private func channel(of key: String) -> String? {
        service.isTrial ? nil : office.recipient(key: key, audience: .office)?.channel
    }

    private var waysToClients: Set<String>? {
        ways(of: [CourierRoutes.Sort(audience: .client, isUrgent: false)])
    }

    /// - Parameter orders: the orders that are asked about, whose letters may rest though the client's do not.
    func lines(toClient code: String, about orders: [String]) throws -> [Line] {
        try lines(toClient: code, about: orders, by: waysToClients)
    }

    private func lines(
        toClient code: String, about orders: [String], by ways: Set<String>?
    ) throws -> [Line] {
        let global = try ofAll(.client, by: ways) + [clientMailHeld()].compactMap(\.self)
        guard let client = office.directory.client(code) else { return global }
        var mutes: [Mute] = []
        let today = office.workingTime(of: client).zone.civil(now).date
        for order in [nil] + orders.map(Optional.some) {
            let mute = office.mute(ofOrder: order, client: client.code, on: today)
            if let mute, !mutes.contains(mute) { mutes.append(mute) }
        }
        return try global + mutes.map { muted($0, client) } + obstacles(to: client)
    }

    // MARK: Everybody's

    /// - Parameter ways: the couriers that matter; nil is all.
    private func ofAll(_ audience: Audience, by ways: Set<String>?) throws -> [Line] {
        let matters = { (courier: String) in ways?.contains(courier) ?? true }
        var lines: [Line] = []
        if service.isTrial {
            lines.append(
                line(
                    "trial",
                    BilingualText(
                        en:
                            "A trial is under way: every letter goes to the trial's address instead.",
                        id: "Uji coba sedang berjalan: setiap surat dikirim ke alamat uji coba.")))
        }
        if audience == .client, !service.isClockTrusted {
            lines.append(
                line(
                    "clock-not-trusted",
                    BilingualText(
                        en:
                            "The machine's clock is not trusted: no letter leaves to a client until it is.",
                        id:
                            "Jam mesin belum dipercaya: tidak ada surat kepada klien yang dikirim sampai "
                            + "jamnya dipercaya.")))
        }
        if let pause = service.pause {
            lines.append(
                line(
                    "sending-paused",
                    .sentence(
                        "Sending is paused by {1}, and nothing leaves until it goes on{2}.",
                        "Pengiriman dijeda oleh {1}, dan tidak ada yang dikirim sampai dilanjutkan{2}.",
                        words.by(pause.by), .afterColon(pause.reason)), since: pause.at,
                    by: pause.by))
        }
        for outage in try view.outages() where matters(outage.destination) {
            lines.append(
                line(
                    Self.noWayOut,
                    .sentence(
                        "Nothing leaves by the courier {1} since {2}: {3}; it is tried again.",
                        "Tidak ada yang dikirim melalui kurir {1} sejak {2}: {3}; akan dicoba lagi.",
                        .plain(outage.destination), words.moment(outage.since),
                        outage.words), since: outage.since))
        }
        for courier in service.spent.keys.sorted() where matters(courier) {
            lines.append(
                line(
                    "quota-spent",
                    .sentence(
                        "The letters that the courier {1} may send in a day are used up: what waits goes tomorrow.",
                        "Jatah surat harian kurir {1} sudah habis: yang menunggu dikirim besok.",
                        .plain(courier))))
        }
        return lines
    }

    private func clientMailHeld() throws -> Line? {
        try view.clientMailHold().map { hold in
            line(
                "client-mail-held",
                .sentence(
                    "All mail to clients is held by {1}{2}.",
                    "Semua surel kepada klien ditahan oleh {1}{2}.", words.by(hold.by),
                    .afterColon(hold.reason)), since: hold.since, by: hold.by)
        }
    }

    // MARK: One reader's

    private func muted(_ mute: Mute, _ client: Client) -> Line {
        line(
            "letters-rest",
            .sentence(
                mute.kind == .client
                    ? "Letters to {1} rest until {2}, by {3}, and somebody calls instead{4}."
                    : "Letters about {1} rest until {2}, by {3}, and somebody calls instead{4}.",
                mute.kind == .client
                    ? "Surat kepada {1} dihentikan sementara sampai {2}, oleh {3}, dan klien ditelepon{4}."
                    : "Surat tentang {1} dihentikan sementara sampai {2}, oleh {3}, dan klien ditelepon{4}.",
                mute.kind == .client ? words.who(client.code) : .plain(mute.code),
                words.date(mute.until), words.by(mute.by), .afterColon(mute.reason)),
            by: mute.by, person: client.code)
    }

    private func obstacles(to client: Client) throws -> [Line] {
        let who = words.who(client.code)
        if client.policy == .none {
            return [
                line(
                    "policy-none",
                    .sentence(
                        "{1} gets no mail: the coordinator calls.",
                        "{1} tidak dikirimi surat: koordinator yang menelepon.", who),
                    person: client.code)
            ]
        }
        guard let address = client.email else {
            return [
                line(
                    "hold-no-address",
                    .sentence(
                        "{1} has no mail address.", "{1} tidak memiliki alamat surel.", who),
                    person: client.code)
            ]
        }
        guard try view.isRefused(address: address) else { return [] }
        return [refusedAddress(of: client.code, "hold-address-refused")]
    }

    /// Why what is for somebody of the office may not reach them.
    private func address(of key: String) throws -> [Line] {
        let person =
            office.directory.person(key)
            ?? office.directory.team(key)?.manager.flatMap(office.directory.person)
        guard let person else { return [] }
        guard let address = person.address else {
            return [ReaderExplanation.noAddress(of: person, at: now, words)]
        }
        return try view.isRefused(address: address)
            ? [refusedAddress(of: person.code, "address-refused")] : []
    }

    private func refusedAddress(of code: String, _ rule: String) -> Line {
        line(
            rule,
            .sentence(
                "The address of {1} was refused by its server.",
                "Alamat {1} ditolak oleh peladennya.", words.who(code)), person: code)
    }

    private func line(
        _ rule: String, _ text: BilingualText, since moment: Instant? = nil, by: String? = nil,
        person: String? = nil
    ) -> Line {
        Line(at: moment ?? now, .held, [rule], text, by: by, person: person)
    }
}
