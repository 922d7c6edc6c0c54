@testable import Engine

extension TimelineWord {
    /// Rows of the office's registers.
    static let registerWords: [TimelineWord] = [
        TimelineWord("holiday", plain: 1...1, fields: "kind scope name") { player, line in
            try await player.take(
                row: [
                    line[0], line.text("name") ?? "Libur", line.fields["kind"] ?? "office",
                    line.fields["scope"] ?? "",
                ], of: "holidays.csv", header: "date;name;kind;scope")
        },
        TimelineWord("delegation", plain: 1...1, fields: "from until stand_in") { player, line in
            try await player.take(
                row: [line[0]] + ["from", "until", "stand_in"].map { line.fields[$0] ?? "" },
                of: "delegations.csv", header: "person;from;until;stand_in")
        },
        TimelineWord("client", plain: 1...1, fields: "notices email phone") { player, line in
            let email = line.fields["email"] ?? "\(line[0].lowercased())@klien.test"
            player.add(
                row: [
                    line[0], "PT \(line[0])", "Bapak Hendra", email == "none" ? "" : email, "id",
                    "WIB", line.fields["notices"] ?? "automatic", line.fields["phone"] ?? "",
                ], to: "clients.csv",
                header: [
                    "code", "name", "contact", "email", "language", "time_zone", "notices",
                    "phone",
                ])
        },
    ]
}
