/// How telephone numbers are written within one country (ITU-T E.164, E.123).
package struct PhonePlan: Hashable, Sendable {
    /// `62`.
    package var callingCode: String

    package init(callingCode: String) { self.callingCode = callingCode }

    /// What stands before a number within the country and falls away behind its calling code; empty
    /// where nothing does.
    package var trunk: String {
        if Self.withoutTrunk.contains(callingCode) { return "" }
        return callingCode == "7" ? "8" : "0"
    }

    /// Italy dials the nought from abroad, too.
    package var keepsTrunk: Bool { callingCode == "39" }

    /// With what a number begins that can only have lost its nought to a spreadsheet, as mobile
    /// numbers do that are stored as numbers.
    package var afterLostTrunk: [String] { Self.mobilePrefixes[callingCode] ?? [] }

    /// The plan of a zone's country; nil where it is not known here.
    package init?(zone: String) {
        guard let code = Self.callingCodes[zone] else { return nil }
        self.init(callingCode: code)
    }

    private static let withoutTrunk: Set<String> = [
        "1", "30", "34", "45", "47", "48", "65", "351", "352", "356", "357", "371", "372", "373",
        "420", "852", "853", "965", "968", "973", "974",
    ]

    private static let mobilePrefixes = ["60": ["1"], "62": ["8"], "63": ["9"], "66": ["8", "9"]]

    private static let callingCodes: [String: String] = {
        let lines = [
            "1 America/New_York America/Chicago America/Denver America/Los_Angeles America/Toronto",
            "1 America/Vancouver America/Phoenix America/Anchorage Pacific/Honolulu",
            "7 Europe/Moscow", "20 Africa/Cairo", "27 Africa/Johannesburg", "30 Europe/Athens",
            "31 Europe/Amsterdam", "32 Europe/Brussels", "33 Europe/Paris", "34 Europe/Madrid",
            "36 Europe/Budapest", "39 Europe/Rome", "40 Europe/Bucharest", "41 Europe/Zurich",
            "43 Europe/Vienna", "44 Europe/London", "45 Europe/Copenhagen", "46 Europe/Stockholm",
            "47 Europe/Oslo", "48 Europe/Warsaw", "49 Europe/Berlin", "52 America/Mexico_City",
            "55 America/Sao_Paulo", "60 Asia/Kuala_Lumpur Asia/Kuching",
            "61 Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Perth",
            "62 Asia/Jakarta Asia/Pontianak Asia/Makassar Asia/Jayapura", "63 Asia/Manila",
            "64 Pacific/Auckland", "65 Asia/Singapore", "66 Asia/Bangkok", "81 Asia/Tokyo",
            "82 Asia/Seoul", "84 Asia/Ho_Chi_Minh Asia/Saigon", "86 Asia/Shanghai",
            "90 Europe/Istanbul", "91 Asia/Kolkata Asia/Calcutta", "92 Asia/Karachi",
            "94 Asia/Colombo", "95 Asia/Yangon", "234 Africa/Lagos", "254 Africa/Nairobi",
            "351 Europe/Lisbon", "353 Europe/Dublin", "358 Europe/Helsinki", "380 Europe/Kyiv",
            "420 Europe/Prague", "670 Asia/Dili", "673 Asia/Brunei", "675 Pacific/Port_Moresby",
            "852 Asia/Hong_Kong", "855 Asia/Phnom_Penh", "856 Asia/Vientiane", "880 Asia/Dhaka",
            "886 Asia/Taipei", "966 Asia/Riyadh", "971 Asia/Dubai", "972 Asia/Jerusalem",
            "974 Asia/Qatar",
        ]
        var codes: [String: String] = [:]
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            for zone in words.dropFirst() { codes[zone] = words[0] }
        }
        return codes
    }()
}
