import Almanac
import Control
import Host

extension ControlHandlers {
    @Sendable func createBackup(
        _ call: CreateBackup, by: String
    ) async throws -> CreateBackup.Reply {
        let backups = try backups
        return CreateBackup.Reply(
            backups: try await backups.create(at: clock.now).map { Backup($0) })
    }

    @Sendable func listBackups(_ call: ListBackups, by: String) async throws -> ListBackups.Reply {
        ListBackups.Reply(backups: try backups.copies.map { Backup($0) })
    }

    @Sendable func verifyBackup(
        _ call: VerifyBackup, by: String
    ) async throws -> VerifyBackup.Reply {
        VerifyBackup.Reply(
            backups: try backups.verify(call.path).map { Backup($0.copy, fault: $0.fault) })
    }

    private var backups: Backups {
        get throws {
            guard let backups = stages.backups else {
                throw EngineError(
                    .conflict, "no backups are made (`backup: false` in the settings)")
            }
            return backups
        }
    }
}

extension Backup {
    init(_ copy: BackupFolder.Copy, fault: String? = nil) {
        self.init(
            path: copy.path, size: Int(copy.size), takenAt: copy.takenAt.rfc3339, fault: fault)
    }
}
