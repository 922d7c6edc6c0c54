import Almanac
import Control
import Coordination
import Host
import Ledger
import Post

extension ControlHandlers {
    @Sendable func checkSetup(_ call: CheckSetup, by: String) async throws -> CheckSetup.Reply {
        let now = clock.now
        let stages = stages
        let office = stages.store.office
        let year = office.profile.zone.civil(now).date.year
        let kinds = TaskKind.allCases.map(\.rawValue)
        let (repeated, mail) = try await stages.ledger.read { view in
            (
                try view.titlesRepeated(until: year, notOf: kinds),
                try view.mailWarnings(in: office.profile.zone)
            )
        }
        let findings =
            mailFindings(mail) + clockFindings
            + office.setupFindings(at: now, repeated: repeated) + (try await stages.lostNames())
            + (try await stages.unprovenClients()) + machineFindings
        return CheckSetup.Reply(
            findings: findings.map {
                Control.SetupFinding(
                    topic: $0.topic, weight: $0.weight.rawValue, words: $0.words,
                    remedy: $0.remedy)
            })
    }

    private func mailFindings(_ warnings: [String]) -> [Coordination.SetupFinding] {
        let writer = stages.writer
        var findings: [Coordination.SetupFinding] = []
        if !writer.needsAddress {
            findings.append(
                .init(
                    "mail", .missing, "none is set up: reminders are lines in the journal",
                    remedy:
                        "set `mail.courier` in the settings, then tenggatctl mail test --to ADDRESS"
                ))
        }
        if writer.isRedirecting {
            findings.append(
                .init(
                    "mail", .advice,
                    writer.redirection == .coordinator
                        ? "every letter goes to the coordinator (mode: trial)"
                        : "every letter goes to one address (mail.redirect_all_to)",
                    remedy: writer.redirection == .coordinator
                        ? "tenggatctl go-live once the trial has convinced"
                        : "take it out once the trial is over, then tenggatctl reload"))
        }
        findings += warnings.map { Coordination.SetupFinding("mail", .missing, $0) }
        if let refusal = current.refusal {
            findings.append(
                .init(
                    "settings", .missing, refusal,
                    remedy: "mend the files, then tenggatctl reload"))
        }
        if findings.isEmpty {
            findings.append(.init("mail", .good, "letters leave by \(about.courier)"))
        }
        let outdated = writer.templates.listing.filter(\.isOutdated).map(\.path).sorted()
        guard !outdated.isEmpty else { return findings }
        findings.append(
            .init(
                "templates", .advice,
                "older than the shipped ones that they replace: \(outdated.joined(separator: ", "))",
                remedy: "compare them, then tenggatctl template check"))
        return findings
    }

    private var clockFindings: [Coordination.SetupFinding] {
        guard let warning = stages.clockGuard.warning else {
            return [.init("clock", .good, "it is trusted")]
        }
        return [.init("clock", .missing, warning)]
    }

    private var backupFinding: Coordination.SetupFinding {
        guard let backups = stages.backups else {
            return .init(
                "backup", .missing, "none is made (`backup: false`)",
                remedy: "take that out of the settings, then tenggatctl reload")
        }
        let count = backups.copies.count
        if count == 0 {
            return .init(
                "backup", .missing, "there is no copy yet",
                remedy: "tenggatctl backup create says what keeps it from being made")
        }
        guard backups.folders.count > 1 else {
            return .init(
                "backup", .advice, "all copies lie on this machine",
                remedy: "set `backup.second` to a folder on another disk")
        }
        return .init("backup", .good, "\(count) copies")
    }

    /// What keeps it running, and who may ask it.
    private var machineFindings: [Coordination.SetupFinding] {
        var findings: [Coordination.SetupFinding] = []
        findings.append(backupFinding)
        if !permissions.hasOperators {
            findings.append(
                .init(
                    "control", .advice, "nobody but root may give commands",
                    remedy: "name a user or group in `control.operators` of the settings"))
        }
        return findings
            + stages.pausedJobs.map { Coordination.SetupFinding("jobs", .missing, $0) }
    }
}
