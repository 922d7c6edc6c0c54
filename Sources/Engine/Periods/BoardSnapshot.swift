import Almanac
import Coordination
import FoundationEssentials
import Ledger

/// What is shown of a board; of a closed period it is kept in the ledger for ever.
///
/// The format is the ledger's own and has a version, so that no change of the control interface makes
/// an old closing unreadable. Texts of version 1 have none: they were the interface's board of then, by
/// the same names. Whoever adds a field makes it optional, or raises ``latestVersion`` and says in
/// `init(from:)` what older texts mean by it. Instants are RFC 3339 in UTC, amounts in the smallest unit
/// of the currency.
struct BoardSnapshot: Codable, Hashable, Sendable {
    static let latestVersion = 2

    var version: Int?
    var period: Summary
    var movedBy: String?
    var movedAt: String?
    var reason: String?
    var rows: [Row]
    var achieved: Achievement?
    /// How many digits of an amount stand behind its decimal mark; nil where none do.
    var decimals: Int?
    /// How the office wrote numbers; nil in boards that were kept before that was.
    var numberStyle: String?
    var blockers: [String]

    /// The period in few words.
    struct Summary: Codable, Hashable, Sendable {
        var period: String
        var firstDay: String
        var lastDay: String
        /// A `PeriodState`, or `none` where the period is not looked after.
        var state: String
        var dueAt: String
        /// For good.
        var accepted: Int
        /// Accepted while somebody has to say why the figures changed so much; nil in boards that were kept
        /// before these were counted apart.
        var provisional: Int?
        var rejected: Int
        var missing: Int
        var expected: Int
        var waived: Int
    }

    /// What teams have achieved, with whole percent of their targets.
    struct Achievement: Codable, Hashable, Sendable {
        var gross: Int
        var net: Int
        var targetOfAccepted: Int?
        var targetOfAll: Int?
        var percentOfAccepted: Int?
        var percentOfAll: Int?
    }

    /// One team's one submission.
    struct Row: Codable, Hashable, Sendable {
        var team: String
        var teamName: String
        var type: String
        /// A `Board.State`.
        var state: String
        var version: Int?
        var file: String?
        var receivedAt: String?
        var dueAt: String
        var minutesLeft: Int?
        var rows: Int
        var totals: [String: Int]
        var target: Int?
        var gross: Int?
        var net: Int?
        var waivedBy: String?
        var reason: String?
        /// `none`, `wanted`, `signed`, `suspended` or `unconfirmed`.
        var signOff: String
        var signedBy: String?
        var signedAt: String?
        /// Why figures that changed much are right, as who signed says.
        var why: String?
        var findings: [Fault]
    }

    /// One finding, in English.
    struct Fault: Codable, Hashable, Sendable {
        var file: String
        var worksheet: String?
        var cell: String
        var code: String
        var severity: String
        var value: String
        var expected: String
        var suggestion: String?
    }

    /// As the ledger keeps it.
    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// - Throws: `LedgerError` `.unreadableRow` for a text that is none, or of a newer version.
    init(text: String) throws {
        do {
            let known = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
            guard (known.version ?? 1) <= Self.latestVersion else {
                throw LedgerError(
                    .unreadableRow,
                    "a closed board of version \(known.version ?? 1) is of a newer tenggatd: "
                        + "install that one")
            }
            self = known
        } catch let error as DecodingError {
            throw LedgerError(
                .unreadableRow, "a closed board in the ledger cannot be read",
                cause: String(describing: error))
        }
    }
}
