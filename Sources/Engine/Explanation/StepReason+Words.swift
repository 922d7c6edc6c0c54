import Almanac
import Coordination

extension ExplanationWords {
    /// Why a step came to what it did, or is to, as a sentence.
    ///
    /// - Parameter isAhead: whether the step is still to come.
    func sentence(_ reason: StepReason, isAhead: Bool) -> BilingualText {
        guard isAhead, reason.rule == .standIn else { return sentence(reason) }
        let words = reason.detail.split(separator: " ").map(String.init)
        let between = words.dropFirst().dropLast().map(who)
        return between.isEmpty
            ? .sentence(
                "{1} will be away; {2} stands in.", "{1} tidak akan di tempat; {2} menggantikan.",
                who(words.first ?? ""), who(words.last ?? ""))
            : .sentence(
                "{1} will be away, and so will {2}, who stands in; {3} stands in for both.",
                "{1} tidak akan di tempat, begitu pula {2} yang menggantikan; {3} menggantikan "
                    + "keduanya.", who(words.first ?? ""), between.joined(en: " and ", id: " dan "),
                who(words.last ?? ""))
    }

    /// The same of a step that did not go, with when it was entered or changed if that was after its moment.
    func sentence(_ reason: StepReason, settledAt moment: Instant) -> BilingualText {
        guard reason.isPast else { return sentence(reason) }
        let isEntry = [.pastWhenMade, .pastWhenImported].contains(reason.rule)
        return sentence(reason).followed(by: .plain(" ")).followed(
            by: isEntry
                ? .sentence(
                    "It was entered only on {1}.", "Baru dicatat pada {1}.", self.moment(moment))
                : .sentence(
                    "That was only on {1}.", "Itu baru terjadi pada {1}.", self.moment(moment)))
    }

    /// The same of what was.
    func sentence(_ reason: StepReason) -> BilingualText {
        let words = reason.detail.split(separator: " ").map(String.init)
        let first = words.first ?? ""
        switch reason.rule {
        case .holiday, .dayOff, .closedHours, .countedDays: return calendarSentence(reason, words)
        case .acknowledged, .snoozed: return restSentence(reason)
        case .latestPast:
            return .sentence(
                "Its moment was past when the deadline was armed; of the past steps the latest "
                    + "goes at once.",
                "Waktunya sudah lewat ketika tenggat ini mulai berlaku; dari langkah yang sudah "
                    + "lewat, yang terakhir dikirim saat itu juga.")
        case .week:
            return .sentence(
                "It goes with the mail that begins the week of whoever hears it.",
                "Dikirim bersama surel yang membuka minggu penerimanya.")
        case .nobodyThere:
            return .sentence(
                "At its moment nobody could be told, all being away or without an address: it waited until "
                    + "somebody could.",
                "Pada waktunya tidak ada yang dapat diberi tahu karena semua tidak di tempat atau tanpa "
                    + "alamat: langkah ini menunggu sampai ada.")
        case .late:
            return .sentence(
                "It went late: the service was not at work at its moment.",
                "Terkirim terlambat: layanan tidak berjalan pada waktunya.")
        case .afterTrial:
            return reason.detail.isEmpty
                ? .sentence(
                    "It went late: in the trial it had gone to the trial's address only.",
                    "Terkirim terlambat: selama uji coba hanya dikirim ke alamat uji coba.")
                : .sentence(
                    "In the trial it went to the trial's address only; of what went there the latest is "
                        + "told: {1}.",
                    "Selama uji coba hanya dikirim ke alamat uji coba; dari yang dikirim ke sana, "
                        + "yang terakhir disampaikan: {1}.", speaker(reason.detail))
        case .pastWhenMade:
            return .sentence(
                "Its moment was past when the deadline was made: of the past steps each person hears "
                    + "their latest, and nothing that was of use before the due moment only.",
                "Waktunya sudah lewat ketika tenggat dibuat: dari langkah yang sudah lewat, setiap "
                    + "orang hanya menerima yang terakhir, dan tidak yang hanya berguna sebelum jatuh "
                    + "tempo.")
        case .pastWhenImported:
            return .sentence(
                "Its moment was past when the sheet brought the deadline: of rows of an import no "
                    + "past step is sent.",
                "Waktunya sudah lewat ketika lembar kerja membawa tenggat ini: untuk baris impor, "
                    + "langkah yang sudah lewat tidak dikirim.")
        case .pastWhenMoved:
            return .sentence(
                "Its moment was past when the due date was moved: it is superseded.",
                "Waktunya sudah lewat ketika tenggat dipindahkan: langkah ini gugur.")
        case .pastWhenArmed:
            return .sentence(
                "Its moment was past when the deadline was freed or reopened: of the past steps each "
                    + "person hears their latest, and nothing that was of use before the due moment only.",
                "Waktunya sudah lewat ketika tenggat dibebaskan atau dibuka kembali: dari langkah yang "
                    + "sudah lewat, setiap orang hanya menerima yang terakhir, dan tidak yang hanya "
                    + "berguna sebelum jatuh tempo.")
        case .pastWhenReplanned:
            return .sentence(
                "A change of calendars, people or ladders put its moment into the past: it is "
                    + "superseded.",
                "Perubahan kalender, orang, atau jenjang membuat waktunya sudah lewat: langkah ini "
                    + "gugur.")
        case .replanned:
            return .sentence(
                "A change of calendars or people put its hour into the past: it went at once.",
                "Perubahan kalender atau orang membuat jamnya sudah lewat: dikirim saat itu juga.")
        case .expired:
            return .sentence(
                "It was of use before the due moment only, and that had passed.",
                "Hanya berguna sebelum jatuh tempo, dan itu sudah lewat.")
        case .missed:
            return .sentence(
                "The service was not at work at its moment; only the latest missed step is sent: "
                    + "{1}.",
                "Layanan tidak berjalan pada waktunya; hanya langkah terlewat yang terakhir yang "
                    + "dikirim: {1}.", speaker(reason.detail))
        case .merged:
            return .sentence(
                "A later step of the same moment speaks for it: {1}.",
                "Langkah berikutnya pada saat yang sama sudah mewakilinya: {1}.",
                speaker(reason.detail))
        case .unreachable:
            return .sentence(
                "Nobody in the office can be told: give its owner, manager or the coordinator an "
                    + "address, or a stand-in who is there.",
                "Tidak ada yang dapat diberi tahu: isi alamat penanggung jawab, manajer, atau "
                    + "koordinator, atau tunjuk pengganti yang ada di tempat.")
        case .standIn:
            let between = words.dropFirst().dropLast().map(who)
            return between.isEmpty
                ? .sentence(
                    "{1} was away; {2} stands in.", "{1} tidak di tempat; {2} menggantikan.",
                    who(first), who(words.last ?? ""))
                : .sentence(
                    "{1} was away, and so was {2}, who stood in; {3} stands in for both.",
                    "{1} tidak di tempat, begitu pula {2} yang menggantikan; {3} menggantikan "
                        + "keduanya.", who(first), between.joined(en: " and ", id: " dan "),
                    who(words.last ?? ""))
        case .succeeded:
            return words.count > 2
                ? .sentence(
                    "{1} stands in for {2} and has left; {3} took over what was theirs.",
                    "{1} menggantikan {2} dan sudah keluar; {3} menjadi penerusnya.",
                    who(words[words.count - 2]), who(first), who(words.last ?? ""))
                : .sentence(
                    "{1} has left; {2} took over what was theirs.",
                    "{1} sudah keluar; {2} menjadi penerusnya.", who(first), who(words.last ?? ""))
        case .left:
            return words.count > 2
                ? .sentence(
                    "{1}, who stands in for {2}, has left, and nobody took over: it goes up to {3}.",
                    "{1} yang menggantikan {2} sudah keluar, dan belum ada penerusnya: naik ke {3}.",
                    who(words[words.count - 2]), who(first), who(words.last ?? ""))
                : .sentence(
                    "{1} has left, and nobody took over: it goes up to {2}.",
                    "{1} sudah keluar, dan belum ada penerusnya: naik ke {2}.", who(first),
                    who(words.last ?? ""))
        case .upward, .pastOwner, .lastResort: return pathSentence(reason, words)
        }
    }

    /// Another step, as a reason names it: `-5min #0 manager`.
    private func speaker(_ detail: String) -> BilingualText {
        guard let mark = detail.firstRange(of: " #"),
            let blank = detail[mark.upperBound...].firstIndex(of: " ")
        else { return .plain(detail) }
        let role = Role(String(detail[detail.index(after: blank)...]))
        return .sentence(
            "{1} to {2}", "{1} kepada {2}", step(named: String(detail[..<mark.lowerBound])),
            self.role(role))
    }

    /// Whom a step tells, in words.
    func role(_ role: Role) -> BilingualText {
        switch role {
        case .owner: BilingualText(en: "its owner", id: "penanggung jawabnya")
        case .team: BilingualText(en: "the team", id: "timnya")
        case .manager: BilingualText(en: "the owner's superior", id: "atasan penanggung jawab")
        case .coordinator: BilingualText(en: "the coordinator", id: "koordinator")
        case .director: BilingualText(en: "the director", id: "direktur")
        case .member(let code), .person(let code): who(code)
        case .address(let address): .plain(address)
        }
    }

    private func calendarSentence(_ reason: StepReason, _ words: [String]) -> BilingualText {
        guard reason.rule != .countedDays else {
            let days = words.compactMap { CivilDate($0) }.map(date)
            return .sentence(
                "Working days are counted, without {1}.",
                "Dihitung dalam hari kerja, tanpa {1}.",
                days.joined(en: " and ", id: " dan "))
        }
        guard let day = words.first.flatMap({ CivilDate($0) }).map(date) else {
            return .plain(reason.detail)
        }
        switch reason.rule {
        case .holiday:
            let name = words.dropFirst(2).joined(separator: " ")
            let kind =
                HolidayKind(rawValue: words.count > 1 ? words[1] : "").map(Self.words)
                ?? .plain("")
            return .sentence(
                "Nothing goes on {1}: {2} ({3}).", "Tidak ada yang dikirim pada {1}: {2} ({3}).",
                day, kind, .plain(name))
        case .dayOff:
            return .sentence(
                "Nothing goes on {1}: whoever hears it does not work on that day.",
                "Tidak ada yang dikirim pada {1}: penerimanya tidak bekerja pada hari itu.", day)
        default:
            return .sentence(
                "Its hour on {1} lies outside the working hours of whoever hears it.",
                "Jamnya pada {1} di luar jam kerja penerimanya.", day)
        }
    }

    private static func words(of kind: HolidayKind) -> BilingualText {
        switch kind {
        case .national: BilingualText(en: "national holiday", id: "hari libur nasional")
        case .jointLeave: BilingualText(en: "joint leave", id: "cuti bersama")
        case .regional: BilingualText(en: "regional holiday", id: "hari libur daerah")
        case .office: BilingualText(en: "a day off of the office", id: "hari libur kantor")
        }
    }

    private func restSentence(_ reason: StepReason) -> BilingualText {
        let until =
            Int64(reason.detail).map { moment(Instant(microseconds: $0)) } ?? .plain(reason.detail)
        return reason.rule == .acknowledged
            ? .sentence(
                "Somebody acknowledged the deadline: escalations wait until {1}.",
                "Tenggat sudah diakui seseorang: eskalasi menunggu sampai {1}.", until)
            : .sentence(
                "The deadline was snoozed until {1}.", "Tenggat ditunda sampai {1}.", until)
    }

    private func pathSentence(_ reason: StepReason, _ words: [String]) -> BilingualText {
        let (meant, heard) = (who(words.first ?? ""), who(words.last ?? ""))
        switch reason.rule {
        case .pastOwner: return pastOwnerSentence(words)
        case .lastResort:
            return .sentence(
                "Nobody above could be told; in the last resort {1} hears.",
                "Tidak ada atasan yang dapat diberi tahu; sebagai pilihan terakhir, {1} yang "
                    + "menerima.", heard)
        case _ where words.count > 2:
            let ring = words.dropLast().map(who).joined(en: " and ", id: " dan ")
            return .sentence(
                "{1}: each of them is away or has left, and leads to another of them or to nobody who "
                    + "is there; it goes up to {2}.",
                "{1}: masing-masing tidak di tempat atau sudah keluar, dan penggantinya salah satu dari "
                    + "mereka atau tidak ada; naik ke {2}.", ring, heard)
        default:
            return words.count > 1
                ? .sentence(
                    "{1} cannot be reached; it goes up to {2}.",
                    "{1} tidak dapat dihubungi; naik ke {2}.", meant, heard)
                : .sentence(
                    "Nobody is known for that role; it goes up to {1}.",
                    "Tidak ada orang yang dikenal untuk peran itu; naik ke {1}.", heard)
        }
    }

    /// Past whoever owes it, whoever hears it as the owner, or has that one stand in.
    private func pastOwnerSentence(_ words: [String]) -> BilingualText {
        let (meant, heard) = (who(words.first ?? ""), who(words.last ?? ""))
        guard words.count == 4 else {
            return .sentence(
                "It does not go to whoever owes it: past {1} it goes up to {2}.",
                "Tidak dikirim kepada penanggung jawabnya sendiri: melewati {1}, naik ke {2}.",
                meant, heard)
        }
        return words[1] == "by"
            ? .sentence(
                "{2} stands in for {1}, and owes it or hears it as the owner: it goes up to {3}.",
                "{2} menggantikan {1}, tetapi ia penanggung jawabnya atau sudah menerimanya sebagai "
                    + "penanggung jawab: naik ke {3}.", meant, who(words[2]), heard)
            : .sentence(
                "{1} hears it in the place of its owner, {2}: past {1} it goes up to {3}.",
                "{1} menerimanya sebagai pengganti penanggung jawab, {2}: melewati {1}, naik ke {3}.",
                meant, who(words[2]), heard)
    }
}
