import Almanac
import Coordination
import Foundation
import Glibc
import Host
import Ledger
import Post
import Settings
import Testing

@testable import Engine

/// What is dropped into the folder is taken or refused, put away, and told.
@Suite struct DropIntakeTests {
    private static let deadline = ["code;title;owner;due_date", "T-1;Tender;S;2026-12-04"]

    private func sample() async throws -> Inbox {
        try await Inbox(isBare: true, base: "etc/tenggat.yaml")
    }

    /// Which files of the sample office are accepted.
    ///
    /// - Parameter ending: the form that is wanted where there are both.
    private func expected(
        _ ending: String = "csv"
    ) throws -> (accepted: [String], rejected: [String]) {
        var files: [String: ExpectedReadings.Reading] = [:]
        for (name, reading) in try ExpectedReadings.load().files {
            let stem = name.dropLast(4)
            let name = ["\(stem).\(ending)", name].first {
                FileManager.default.fileExists(
                    atPath: ExpectedReadings.folder.appending(path: $0).path)
            }
            if let name { files[name] = reading }
        }
        let isGood = { (name: String) in (files[name]?.findings ?? []).isEmpty }
        return (files.keys.filter(isGood).sorted(), files.keys.filter { !isGood($0) }.sorted())
    }

    private func withReports(_ names: [String]) -> [String] {
        names.flatMap { [$0, "\($0).report.txt"] }.sorted()
    }

    /// What is rejected comes with its marked copy, too.
    private func marked(_ names: [String], _ word: String) -> [String] {
        let copies = names.map { name in
            "\(name.prefix { $0 != "." }) (\(word)).xlsx"
        }
        return (withReports(names) + copies).sorted()
    }

    /// Whoever looks for the copy of what they dropped last finds it under the name that they know.
    @Test func theNewestMarkedCopyHasThePlainName() async throws {
        let inbox = try await Inbox()
        let header = "code;title;owner;due_date"
        try inbox.drop("tenggat.csv", header, "A;Tugas A;S;besok")
        try await inbox.settle()
        let first = try Data(contentsOf: inbox.path("rejected/tenggat (marked).xlsx"))
        try first.write(to: inbox.path("tenggat (marked).xlsx"))
        try await inbox.settle()
        let names = [
            "tenggat (marked) (2).xlsx", "tenggat (marked).xlsx", "tenggat.csv",
            "tenggat.csv.report.txt", "tenggat.xlsx", "tenggat.xlsx.report.txt",
        ]
        #expect(try inbox.names("rejected") == names)
        let former = try Data(contentsOf: inbox.path("rejected/tenggat (marked) (2).xlsx"))
        #expect(former == first)
        #expect(try Data(contentsOf: inbox.path("rejected/tenggat (marked).xlsx")) != first)
        #expect(try inbox.report("rejected/tenggat.xlsx").contains("File: tenggat (marked).xlsx"))
    }

    @Test("The sample office at once", arguments: ["csv", "xlsx"])
    func atOnce(_ ending: String) async throws {
        let inbox = try await sample()
        let expected = try expected(ending)
        for name in expected.accepted + expected.rejected { try inbox.drop(sample: name) }
        try await inbox.settle()
        #expect(try inbox.names("accepted") == withReports(expected.accepted))
        #expect(try inbox.names("rejected") == marked(expected.rejected, "ditandai"))
        #expect(try inbox.names() == [])
        try await check(inbox, rejectedSheets: ending == "csv" ? 3 : 4)
    }

    @Test func theSampleOfficeOneByOne() async throws {
        let inbox = try await sample()
        let expected = try expected()
        let first = [
            "teams", "people", "clients", "reasons", "holidays", "delegations", "targets-2026-11",
        ].map { "\($0).csv" }
        for name in first + (expected.accepted + expected.rejected).filter({ !first.contains($0) })
        {
            try inbox.drop(sample: name)
            try await inbox.settle()
        }
        #expect(try inbox.names("accepted") == withReports(expected.accepted))
        #expect(try inbox.names("rejected") == marked(expected.rejected, "ditandai"))
        try await check(inbox, rejectedSheets: 3)
    }

    /// Every faulty cell stands in the report, and the rows are in the ledger.
    private func check(_ inbox: Inbox, rejectedSheets: Int) async throws {
        for (name, reading) in try ExpectedReadings.load().files {
            let names = [name, name.dropLast(4) + ".xlsx"]
            guard let findings = reading.findings, !findings.isEmpty,
                let name = names.first(where: {
                    FileManager.default.fileExists(atPath: inbox.path("rejected/\($0)").path)
                })
            else { continue }
            let report = try inbox.report("rejected/\(name)")
            for cell in findings.compactMap(\.first) where findings.count < 10 && !cell.isEmpty {
                #expect(report.contains(cell), "\(name) \(cell)")
            }
        }
        let directory = inbox.work.stages.store.office.directory
        #expect(directory.people.count == 33 && directory.clients.count == 20)
        let deadlines = try await inbox.work.stages.ledger.read { try $0.deadlines(in: .open) }
        let codes = Set(deadlines.map(\.deadline.code)).filter { $0.hasPrefix("T-") }
        #expect(codes.count == 40)
        #expect(try await inbox.work.stages.ledger.read { try $0.orders().count } > 100)
        #expect(try await inbox.work.stages.ledger.read { try $0.droppedFiles() }.isEmpty)
        let kinds = try await inbox.work.notices().flatMap(\.items).map(\.item.kind)
        #expect(kinds.count { $0 == "submission-invalid" } == 2)
        #expect(kinds.count { $0 == "sheet-rejected" } == rejectedSheets)
    }

    @Test func whatIsHalfWrittenWaits() async throws {
        let inbox = try await Inbox()
        try inbox.drop("deadlines.csv", Self.deadline[0])
        let start = inbox.work.clock.now
        #expect(try await inbox.job.runOnce(at: start).isEmpty)
        #expect(inbox.job.nextInstant() == start + DropSettling.settling)
        inbox.work.clock.set(start + .seconds(8))
        try inbox.drop("deadlines.csv", Self.deadline[0], Self.deadline[1])
        #expect(try await inbox.job.runOnce(at: start + .seconds(8)).isEmpty)
        #expect(try await inbox.job.runOnce(at: start + .seconds(12)).isEmpty)
        #expect(try inbox.names() == ["deadlines.csv"])
        #expect(
            try await inbox.job.runOnce(at: start + .seconds(18)) == ["accepted": 1])
        #expect(try inbox.names("accepted") == withReports(["deadlines.csv"]))
    }

    @Test func whatTheKernelSawClosedIsTakenSoonerTogetherWithWhatComesBehindIt() async throws {
        let inbox = try await Inbox(isBare: true)
        let start = inbox.work.clock.now
        try inbox.drop(
            "deadlines.csv", Self.deadline[0], Self.deadline[1])
        #expect(inbox.note("deadlines.csv", at: start))
        #expect(try await inbox.job.runOnce(at: start).isEmpty)
        #expect(inbox.job.nextInstant() == start + DropSettling.gathering)
        try FileManager.default.copyItem(
            at: TestOffice.checkout.appending(path: "Tests/EngineTests/ExampleOffice/people.csv"),
            to: inbox.path("people.csv"))
        // Still growing: what is whole waits for it, since it may refer to it.
        #expect(try await inbox.job.runOnce(at: start + .seconds(2)).isEmpty)
        #expect(inbox.note("people.csv", at: start + .seconds(3)))
        #expect(try await inbox.job.runOnce(at: start + .seconds(5)) == ["accepted": 2])
    }

    @Test func aFileThatNeverEndsHoldsNothingUpForever() async throws {
        let inbox = try await Inbox()
        let start = inbox.work.clock.now
        try inbox.drop("deadlines.csv", Self.deadline[0], Self.deadline[1])
        _ = inbox.note("deadlines.csv", at: start)
        for second in stride(from: 0, through: 40, by: 5) {
            try inbox.drop("endless.csv", String(repeating: "x", count: second + 1))
            _ = try await inbox.job.runOnce(at: start + .seconds(second))
            let isTaken = try inbox.names("accepted") == withReports(["deadlines.csv"])
            #expect(isTaken == (second >= 35), "\(second) s")
        }
        #expect(try inbox.names() == ["endless.csv"])
    }

    @Test func whoeverHasItOpenForWritingKeepsIt() async throws {
        let inbox = try await Inbox()
        try inbox.drop("deadlines.csv", Self.deadline[0], Self.deadline[1])
        let writer = try FileHandle(forWritingTo: inbox.path("deadlines.csv"))
        try await inbox.settle()
        #expect(try inbox.names() == ["deadlines.csv"])
        try writer.close()
        _ = inbox.note("deadlines.csv", at: inbox.work.clock.now)
        try await inbox.settle()
        #expect(try inbox.names("accepted") == withReports(["deadlines.csv"]))
    }

    @Test(
        "Names of programs wait and are not told",
        arguments: [
            "~$deadlines.xlsx", ".~lock.deadlines.csv#", "deadlines.csv.part", "x.tmp",
            "x.CRDOWNLOAD", "deadlines.csv~", ".deadlines.csv.Xy12", "Thumbs.db",
        ])
    func temporaryNames(_ name: String) async throws {
        let inbox = try await Inbox()
        try inbox.drop(name, Self.deadline[0], Self.deadline[1])
        #expect(!inbox.note(name, at: inbox.work.clock.now))
        try await inbox.settle()
        #expect(try inbox.names() == [name])
        #expect(try inbox.names("accepted") + inbox.names("rejected") == [])
    }

    @Test func aFolderOfAKindSaysWhatItIs() async throws {
        let inbox = try await Inbox(isBare: true, base: "etc/tenggat.yaml")
        try inbox.drop(sample: "ambiguous-people-or-clients.csv")
        try FileManager.default.moveItem(
            at: inbox.path("ambiguous-people-or-clients.csv"),
            to: inbox.path("people/ambiguous-people-or-clients.csv"))
        try await inbox.settle()
        let report = try inbox.report("accepted/ambiguous-people-or-clients.csv")
        #expect(report.contains("Lembar: orang"))
        #expect(report.contains("DITERIMA: 1 baris; 1 baru"))
        #expect(report.contains("\r\n- kolom"))
    }

    @Test func nothingTakesThePlaceOfAnything() async throws {
        let inbox = try await Inbox()
        for number in 1...3 {
            try inbox.drop("deadlines.csv", Self.deadline[0], "T-\(number);Tender;S;2026-12-04")
            try await inbox.settle()
        }
        #expect(
            try inbox.names("accepted")
                == withReports(["deadlines.csv", "deadlines (2).csv", "deadlines (3).csv"]))
        let again = try inbox.report("accepted/deadlines (3).csv")
        #expect(again.contains("1 rows; 1 new"))
    }

    @Test("Any name goes its way", arguments: ["with space é.csv", "two\nlines.csv", "\u{FF}raw"])
    func names(_ name: String) async throws {
        let inbox = try await Inbox()
        // The last one is a byte that is no UTF-8.
        let bytes: [UInt8] =
            name.hasPrefix("\u{FF}") ? [0xFF, 0xFE] + Array(".csv".utf8) : Array(name.utf8)
        let path = (Array(inbox.folder.path.utf8) + [UInt8(ascii: "/")] + bytes).map {
            CChar(bitPattern: $0)
        }
        let file = unsafe open(path + [0], O_CREAT | O_WRONLY, 0o640)
        try #require(file >= 0)
        let content = Array("code;title;owner;due_date\nT-1;Tender;S;2026-12-04\n".utf8)
        let written = unsafe write(file, content, content.count)
        #expect(written == content.count)
        close(file)
        try await inbox.settle()
        let accepted = try OpenFolder("\(inbox.folder.path)/accepted").names()
        #expect(accepted == [bytes, bytes + Array(".report.txt".utf8)])
    }

    @Test func aLongNameLeavesRoomForItsReport() async throws {
        let inbox = try await Inbox()
        let name = String(repeating: "n", count: 251) + ".csv"
        try inbox.drop(name, Self.deadline[0], Self.deadline[1])
        try await inbox.settle()
        let accepted = try inbox.names("accepted")
        #expect(accepted.count == 2)
        #expect(accepted.allSatisfy { $0.utf8.count <= 255 && $0.hasPrefix("nnn") })
    }

    @Test func linksPipesFoldersAndSecondNamesAreRefused() async throws {
        let inbox = try await Inbox()
        let outside = inbox.work.folder.appending(path: "outside.csv")
        try Data("code;title;owner;due_date\nT-9;Secret;S;2026-12-04\n".utf8).write(to: outside)
        try FileManager.default.createSymbolicLink(
            at: inbox.path("link.csv"), withDestinationURL: outside)
        try FileManager.default.linkItem(at: outside, to: inbox.path("twin.csv"))
        let made = unsafe mkfifo(inbox.path("pipe.csv").path, 0o600)
        #expect(made == 0)
        try FileManager.default.createDirectory(
            at: inbox.path("old"), withIntermediateDirectories: false)
        try await inbox.settle()
        #expect(try inbox.names() == [])
        #expect(
            try inbox.names("rejected") == withReports(["link.csv", "old", "pipe.csv", "twin.csv"]))
        #expect(try inbox.report("rejected/link.csv").contains("no link"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: inbox.path("rejected/old").path)
                == [])
        let found = try await inbox.work.stages.ledger.read {
            try $0.deadlines(in: .open).count
        }
        #expect(found == 0)
    }

    // MARK: After an interruption

    @Test func aFileThatWasTakenButNotMovedIsMovedAndNotTakenAgain() async throws {
        let inbox = try await Inbox()
        try inbox.drop("deadlines.csv", Self.deadline[0], Self.deadline[1])
        try await inbox.settle()
        // As the power cut between commit and move leaves it: the decision is there, the file, too.
        try await undoMove(inbox, "accepted/deadlines.csv")
        let again = Inbox(resuming: inbox)
        try await again.settle()
        #expect(try again.names() == [])
        #expect(try again.names("accepted") == withReports(["deadlines.csv"]))
        #expect(try await again.events(of: .sheet, "deadlines").count == 1)
        #expect(try await again.work.stages.ledger.read { try $0.droppedFiles() }.isEmpty)
    }

    @Test func aRejectedFileThatWasNotMovedIsToldOnce() async throws {
        let inbox = try await Inbox()
        try inbox.drop("deadlines.csv", Self.deadline[0], "T-1;Tender;NOBODY;2026-12-04")
        try await inbox.settle()
        try await undoMove(inbox, "rejected/deadlines.csv")
        let again = Inbox(resuming: inbox)
        try await again.settle()
        #expect(try again.names("rejected") == marked(["deadlines.csv"], "marked"))
        #expect(try await again.work.notices().flatMap(\.items).count == 1)
        // Dropped anew it is told anew, and the letter about the first, which has not left, is not.
        try again.drop("deadlines.csv", Self.deadline[0], "T-1;Tender;NOBODY;2026-12-04")
        try await again.settle()
        let items = try await again.work.notices().flatMap(\.items)
        #expect(items.map { $0.withdrawnBecause != nil } == [true, false])
        // Corrected it is not told at all.
        try again.drop("deadlines.csv", Self.deadline[0], Self.deadline[1])
        try await again.settle()
        #expect(try await again.work.notices().allSatisfy { $0.liveItems.isEmpty })
    }

    private func undoMove(_ inbox: Inbox, _ name: String) async throws {
        let place = DropPlace(name: Array("deadlines.csv".utf8))
        try FileManager.default.moveItem(at: inbox.path(name), to: inbox.path("deadlines.csv"))
        let entry = try #require(OpenFolder(inbox.folder.path).entry(place.name))
        let content = [UInt8](try Data(contentsOf: inbox.path("deadlines.csv")))
        let drop = Drop(
            place: place, entry: entry, content: content, owner: UnixUser(id: entry.owner),
            role: .operator, authority: TestOffice.sender.authority)
        let record = DroppedFileRecord(
            key: drop.key, isAccepted: name.hasPrefix("accepted"),
            report: try inbox.report(name), marked: nil)
        try await inbox.work.stages.ledger.write(at: inbox.work.clock.now) {
            try $0.remember(record)
        }
    }

    @Test func aFileThatWasReplacedBeforeTheMoveStaysAndIsLookedAt() async throws {
        let inbox = try await Inbox()
        try inbox.drop("deadlines.csv", Self.deadline[0], Self.deadline[1])
        let open = try DropFolder(path: inbox.folder.path).open()
        let place = DropPlace(name: Array("deadlines.csv".utf8))
        let entry = try #require(open.places[nil]?.entry(place.name))
        try inbox.drop("other.csv", Self.deadline[0], "T-2;Other;S;2026-12-05")
        let renamed = unsafe rename(inbox.path("other.csv").path, inbox.path("deadlines.csv").path)
        try #require(renamed == 0)
        let move = try open.put(
            place, entry, isAccepted: true, report: Array("first".utf8), marked: nil)
        #expect(move == .replaced)
        #expect(try inbox.names() == ["deadlines.csv"])
        #expect(try inbox.names("accepted") == [])
    }
}
