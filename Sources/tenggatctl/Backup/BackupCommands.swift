import ArgumentParser
import Control

struct BackupCommands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Whole copies of the ledger.",
        discussion: "A copy is put back with `tenggatd --restore`, while the service is stopped.",
        subcommands: [BackupCreate.self, BackupList.self, BackupVerify.self])
}

struct BackupCreate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Makes a copy now, in each backup folder, and verifies it."
    )

    @OptionGroup var connection: Connection

    func run() throws {
        let backups = try connection.call(CreateBackup()).backups
        try connection.print(backups) { backups.print() }
    }
}

struct BackupList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The copies in the backup folders, the newest first.")

    @OptionGroup var connection: Connection

    func run() throws {
        let backups = try connection.call(ListBackups()).backups
        try connection.print(backups) { backups.print() }
    }
}

struct BackupVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Opens the newest copy of each folder and looks it over.",
        discussion: "Ends with 65 where one is not whole.")

    @Argument(help: "A copy, as `backup list` shows it; else the newest.")
    var path: String?

    @OptionGroup var connection: Connection

    func run() throws {
        let backups = try connection.call(VerifyBackup(path: path)).backups
        try connection.print(backups) {
            for backup in backups { print("\(backup.path): \(backup.fault ?? "whole")") }
        }
        if backups.contains(where: { $0.fault != nil }) { throw ExitCode(65) }
    }
}

extension [Backup] {
    fileprivate func print() {
        var table = Table("TAKEN", "SIZE", "FILE", flexible: 2)
        for backup in self {
            table.add(
                Wording.instant(backup.takenAt), "\((backup.size + 1_023) >> 10) KiB", backup.path)
        }
        table.print(whenEmpty: "There are no backups yet.")
    }
}
