import Almanac
import Testing

/// Zones as Python's zoneinfo and the C library read the same files.
@Suite struct ZonePeerTests {
    /// Whole and part hours, both hemispheres, negative daylight saving, dates skipped and repeated.
    static let usual = [
        "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Singapore", "Asia/Tokyo",
        "Asia/Kathmandu", "Asia/Kolkata", "Asia/Tehran", "Asia/Dubai", "Asia/Pyongyang",
        "Asia/Gaza", "Asia/Jerusalem", "Asia/Ho_Chi_Minh", "Asia/Riyadh", "Asia/Manila",
        "Australia/Lord_Howe", "Australia/Sydney", "Australia/Perth", "Australia/Eucla",
        "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Moscow", "Europe/Istanbul",
        "Europe/Lisbon", "America/New_York", "America/Los_Angeles", "America/Sao_Paulo",
        "America/St_Johns", "America/Caracas", "America/Havana", "America/Nuuk",
        "America/Santiago", "America/Mexico_City", "America/Asuncion", "Africa/Casablanca",
        "Africa/Cairo", "Africa/Johannesburg", "Africa/Monrovia", "Africa/Juba",
        "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Kwajalein", "Pacific/Chatham",
        "Pacific/Auckland", "Pacific/Easter", "Pacific/Norfolk", "Antarctica/Troll",
        "Antarctica/Casey", "Atlantic/Azores", "Etc/GMT-14", "UTC",
    ]

    /// Footers as POSIX and RFC 9636 allow them, real or not. Days counted from 0 are tried in
    /// ``ZoneTests``: the zoneinfo of Python before 3.11.4 takes them a day early.
    static let rules = [
        "WIB-7", "<+0545>-5:45", "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0",
        "IST-1GMT0,M10.5.0,M3.5.0/1", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "IST-2IDT,M3.4.4/26,M10.5.0",
        "NZST-12NZDT,M9.5.0,M4.1.0/3", "LMT-1:02:03",
        "<-03>3<-01>1:30,J1/0:30:15,M12.4.6/23:59:59",
    ]

    static let names = Peer.isThorough ? ZoneFiles.allNames : usual

    /// The judge's lines by zone; it runs once for all the cases.
    private static let answers = Result {
        let asked = names.map { "zone \($0)\n" } + rules.map { "rule \($0)\n" }
        var answers: [String: [[String]]] = [:]
        var current = ""
        for line in try Peer.lines("zones.py", input: asked.joined()) {
            if line[0] == "=" { current = line[1] }
            answers[current, default: []].append(line)
        }
        return answers
    }

    @Test("Conversions of a zone equal the judges'", arguments: names)
    func zone(_ name: String) throws {
        try check(try ZoneFiles.zone(name))
    }

    @Test("A footer alone rules as the judges say", arguments: rules)
    func rule(_ footer: String) throws {
        try check(try Zone(identifier: footer, tzif: ZoneFiles.bytes(footer: footer)))
    }

    private func check(_ zone: Zone) throws {
        let lines = try #require(try Self.answers.get()[zone.identifier])
        try #require(lines.count >= 6)
        let wrong = lines.dropFirst().filter { line in
            line[0] == "I" ? !holds(instant: line, in: zone) : !holds(local: line, in: zone)
        }
        #expect(wrong.isEmpty, "\(wrong.count) of \(lines.count), first \(wrong.prefix(5))")
    }

    /// `I INSTANT OFFSET ABBREVIATION ISDST`
    private func holds(instant line: [String], in zone: Zone) -> Bool {
        guard let seconds = Int64(line[1]), let offset = Int(line[2]) else { return false }
        let instant = Instant(seconds: seconds)
        let type = zone.localType(at: instant)
        let local = zone.civil(instant)
        return type.seconds == offset && type.abbreviation == line[3]
            && type.isDaylightSaving == (line[4] == "1")
            && Int64(local.date.dayNumber) * 86_400 + Int64(local.time.secondOfDay)
                == seconds + Int64(offset)
    }

    /// `L LOCAL CHOSEN INSTANTS`
    private func holds(local line: [String], in zone: Zone) -> Bool {
        guard let seconds = Int64(line[1]) else { return false }
        let local = Zone.utc.civil(Instant(seconds: seconds))
        return "\(zone.instant(local).seconds)" == line[2]
            && zone.instants(local).map { "\($0.seconds)" } == Array(line.dropFirst(3))
    }
}
