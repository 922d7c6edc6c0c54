import Foundation
import Testing

/// Orders and letters to clients, by the programs as people run them.
@Suite(.serialized, .timeLimit(.minutes(10))) struct ClientLetterTests {
    /// A date so many days ahead, where the office is.
    private func day(_ days: Double) -> String {
        let format = DateFormatter()
        format.timeZone = TimeZone(identifier: "Asia/Jakarta")
        format.dateFormat = "yyyy-MM-dd"
        return format.string(from: Date(timeIntervalSinceNow: days * 86_400))
    }

    private func json(_ output: String) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(output.utf8))
    }

    /// An office with an order of a client whose letters need approval.
    private func office() throws -> Daemon {
        let daemon = try Daemon()
        try daemon.start()
        let files = try [
            daemon.file(
                "people.csv", "code;name;email;role",
                "K-01;Citra Halim;citra@uji.test;coordinator"),
            daemon.file(
                "clients.csv", "code;name;contact;email;notices",
                "C1;PT Sinar Baru;Hendra Wijaya;hendra@sinar.test;approval"),
            daemon.file("reasons.csv", "code;id;client_safe", "KAPAL;kapal tertunda;yes"),
            daemon.file(
                "orders.csv", "order;line;client;promised;item;quantity",
                "SO-1;1;C1;\(day(20));Meja;5"),
        ]
        for file in files {
            let taken = try daemon.ctl("sheet", "import", file)
            #expect(taken.status == 0, "\(taken.output)\(taken.error)")
        }
        return daemon
    }

    private func toClient(_ daemon: Daemon) throws -> [String] {
        try daemon.mail.map { try String(contentsOf: $0, encoding: .utf8) }.filter { message in
            message.split(whereSeparator: \.isNewline).contains {
                $0.hasPrefix("To: ") && $0.contains("hendra@sinar.test")
            }
        }
    }

    @Test func anOrderSlipsAndItsLetterIsEditedThenReleasedByASheet() throws {
        let daemon = try office()
        let slipped = try daemon.ctl(
            "order", "slip", "SO-1", "--to", day(30), "--reason", "KAPAL", "--by", "K-01")
        #expect(slipped.status == 0 && slipped.output.contains("late"), "\(slipped.error)")
        try daemon.eventually {
            try daemon.ctl("letter", "list", "--state", "held").output.contains("slip SO-1")
        }
        let notices = try #require(
            try json(try daemon.ctl("letter", "list", "--state", "held", "--json").output)
                as? [[String: Any]])
        let id = try #require(notices.first?["id"] as? Int)
        let edited = try daemon.ctl(
            "letter", "edit", "\(id)", "--paragraph", "Kami sewa truk tambahan.", "--json")
        #expect(edited.status == 0, "\(edited.error)")
        let letter = try #require(
            (try json(edited.output) as? [String: Any])?["letter"] as? [String: Any])
        let hash = try #require(letter["hash"] as? String)
        let stale = try daemon.file(
            "keputusan.csv", "id;hash;keputusan;alasan;oleh", "\(id);0123456789abcdef;setuju;;K-01")
        let refused = try daemon.ctl("sheet", "import", stale)
        #expect(refused.status == 65 && refused.output.contains("B2"), "\(refused.output)")
        let decisions = try daemon.file(
            "keputusan.csv", "id;hash;keputusan;alasan;oleh", "\(id);\(hash);setuju;;K-01")
        #expect(try daemon.ctl("sheet", "import", decisions).status == 0)
        try daemon.eventually { try toClient(daemon).count == 1 }
        let shown = try #require(
            try json(try daemon.ctl("order", "show", "SO-1", "--json").output) as? [String: Any])
        #expect(
            (shown["told"] as? [[String: Any]])?.compactMap { $0["date"] as? String } == [
                day(20), day(30),
            ])
        #expect(try daemon.ctl("order", "show", "SO-1").output.contains("letter \(id)"))
        #expect(try daemon.ctl("order", "deliver", "SO-1").output.contains("finished"))
        #expect(try daemon.ctl("order", "deliver", "SO-1").status == 73)
        #expect(try daemon.ctl("order", "slip", "SO-9", "--to", day(30)).status == 66)
    }

    @Test func clientMailStaysHeldThroughAKillAndOwnWordsWaitForApproval() throws {
        let daemon = try office()
        #expect(try daemon.ctl("letter", "hold", "--reason", "uji coba").status == 0)
        let file = try daemon.file("kabar.txt", "Gudang kami tutup Senin.", "", "Mohon maklum.")
        let written = try daemon.ctl(
            "letter", "write", "--order", "SO-1", "--subject", "Gudang tutup", "--text-file", file)
        #expect(
            written.status == 0 && written.output.contains("letter approve"), "\(written.error)")
        let notices = try #require(
            try json(try daemon.ctl("letter", "list", "--state", "held", "--json").output)
                as? [[String: Any]])
        let id = try #require(notices.first?["id"] as? Int)
        let shown = try daemon.ctl("letter", "show", "\(id)", "--json").output
        let letter = try #require((try json(shown) as? [String: Any])?["letter"] as? [String: Any])
        let hash = try #require(letter["hash"] as? String)
        #expect(try daemon.ctl("letter", "approve", "\(id)", "--hash", hash).status == 0)
        try daemon.kill9()
        try daemon.start()
        #expect(try daemon.ctl("status").output.contains("all mail to clients is held"))
        #expect(try toClient(daemon).isEmpty)
        #expect(try daemon.ctl("letter", "resume").status == 0)
        try daemon.eventually { try toClient(daemon).count == 1 }
        #expect(try daemon.ctl("letter", "resume").status == 73)
    }

    @Test func approvingAllReleasesWhatCanGoAndNamesTheRest() throws {
        let daemon = try office()
        let files = try [
            daemon.file(
                "clients.csv", "code;name;contact;email;notices",
                "C1;PT Sinar Baru;Hendra Wijaya;hendra@sinar.test;approval",
                "C2;PT Cahaya;Maya Sari;;approval",
                "C3;PT Tiga;Tuti Alawiyah;tuti@tiga.test;approval"),
            daemon.file(
                "orders.csv", "order;line;client;promised;item;quantity",
                "SO-2;1;C2;\(day(20));Kursi;5", "SO-3;1;C3;\(day(20));Lemari;5"),
        ]
        for file in files { #expect(try daemon.ctl("sheet", "import", file).status == 0) }
        for order in ["SO-2", "SO-3", "SO-1"] {
            let slipped = try daemon.ctl(
                "order", "slip", order, "--to", day(30), "--reason", "KAPAL", "--by", "K-01")
            #expect(slipped.status == 0, "\(slipped.error)")
        }
        var ids: [String: String] = [:]
        try daemon.eventually {
            let listed = try daemon.ctl("letter", "list", "--state", "held", "--json").output
            for notice in try json(listed) as? [[String: Any]] ?? [] {
                if let client = notice["recipient"] as? String, let id = notice["id"] as? Int {
                    ids[client] = "\(id)"
                }
            }
            return ids.count == 3
        }
        let (faulty, waiting, good) = (
            try #require(ids["C2"]), try #require(ids["C3"]), try #require(ids["C1"])
        )
        #expect(
            try daemon.ctl("letter", "hold", waiting, "--reason", "sebentar", "--by", "K-01")
                .status == 0)
        let refused = try daemon.ctl("letter", "approve", "--all", typing: "n")
        #expect(refused.status == 0 && refused.output.contains("Send 1 letter?"))
        #expect(!refused.output.contains("is approved"))
        let approved = try daemon.ctl("letter", "approve", "--all", typing: "y")
        #expect(approved.status == 65, "\(approved.output)\(approved.error)")
        // Each with why it is held, whether it can go or not.
        #expect(approved.output.contains("Held:    approval\n"))
        #expect(approved.output.contains("Held:    approval, no-address\n"))
        #expect(approved.output.contains("Notice \(good) is approved"))
        #expect(approved.output.contains("Notice \(faulty) waits on: "))
        #expect(approved.output.contains("Letter \(waiting) to Tuti Alawiyah is left out"))
        try daemon.eventually { try toClient(daemon).count == 1 }
        #expect(try daemon.ctl("letter", "show", waiting).output.contains("by-request"))
        let none = try daemon.ctl("letter", "approve", "--all", typing: "y")
        #expect(none.status == 65 && none.output.contains("No letter can be approved."))
    }

    @Test func aLedgerThatWasPutBackTellsClientsNothing() throws {
        let daemon = try office()
        #expect(try daemon.stop() == 0)
        let backup = daemon.folder.appending(path: "backup")
        let files = ["ledger.sqlite", "ledger.sqlite-wal"]
        try FileManager.default.createDirectory(at: backup, withIntermediateDirectories: true)
        for file in files {
            try FileManager.default.copyItem(
                at: daemon.folder.appending(path: file), to: backup.appending(path: file))
        }
        try daemon.start()
        #expect(try !daemon.ctl("status").output.contains("all mail to clients is held"))
        #expect(try daemon.stop() == 0)
        for file in files {
            let place = daemon.folder.appending(path: file)
            try FileManager.default.removeItem(at: place)
            try FileManager.default.copyItem(at: backup.appending(path: file), to: place)
        }
        try daemon.start()
        let status = try daemon.ctl("status").output
        #expect(status.contains("all mail to clients is held") && status.contains("restore"))
        #expect(try daemon.ctl("deadline", "list").output.contains("CLIENT-MAIL"))
        #expect(try daemon.ctl("letter", "resume").status == 0)
        #expect(try !daemon.ctl("status").output.contains("all mail to clients is held"))
    }
}
