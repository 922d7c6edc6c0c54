import Foundation
import Testing

@testable import tenggat_contract

/// How a definition becomes Swift.
@Suite struct ContractGeneratorTests {
    private func file(_ name: String, of declarations: String) throws -> String {
        let text = "# Of everything.\ninterface org.example.A\n\n\(declarations)\n"
        return try #require(Contract(text).files[name])
    }

    @Test func commentsBecomeDocumentation() throws {
        let types = try file(
            "Types.swift",
            of: """
                # Of nothing: an empty line parts it.

                # A job.
                # It repeats.
                type Job (
                  # Its name.
                  job_name: string,
                  repeat: ?[]int
                )
                """)
        #expect(
            types.hasSuffix(
                """

                /// A job.
                /// It repeats.
                package struct Job: Codable, Sendable {
                    /// Its name.
                    package var jobName: String
                    package var `repeat`: [Int]?

                    package init(jobName: String, repeat: [Int]?) {
                        self.jobName = jobName
                        self.repeat = `repeat`
                    }
                }

                """))
    }

    @Test func typesAreSwifts() throws {
        let types = try file(
            "Types.swift",
            of: """
                type B (a: bool)
                type A (b: [string]B, c: float, d: ?[][]string,
                  # Base64.
                  e: ?string)
                """)
        for property in ["b: [String: B]", "c: Double", "d: [[String]]?", "e: Data?"] {
            #expect(types.contains("    package var \(property)\n"), "\(property)")
        }
    }

    @Test func aTypeThatSaysSoWritesNulls() throws {
        let types = try file(
            "Types.swift", of: "# Every name is there.\ntype A (a: ?int)\ntype B (b: ?int)")
        #expect(types.contains("try container.encode(a, forKey: .a)"))
        #expect(!types.contains("forKey: .b"))
    }

    @Test func methodsAreCallsWithTheirReplies() throws {
        let calls = try file(
            "Calls.swift",
            of: """
                # Asks.
                method Ask(id: int, dry_run: ?bool) -> (count: int)
                method Again() -> (count: int)
                method Other() -> (
                  # Of something else.
                  count: int
                )
                """)
        #expect(
            calls.contains(
                """
                /// Asks.
                package struct Ask: ControlCall {
                    package static let method = "Ask"
                    package static let parameters: Set<String> = ["id", "dry_run"]
                    package var id: Int
                    package var dryRun: Bool?

                    package init(id: Int, dryRun: Bool? = nil) {
                """))
        #expect(calls.contains("package typealias Reply = Ask.Reply"))
        #expect(calls.components(separatedBy: "package struct Reply").count == 3)
    }

    @Test func errorsAreCodes() throws {
        let errors = try file(
            "ControlError+Code.swift", of: "# Not there.\nerror NotFound (message: string)")
        #expect(errors.contains("        /// Not there.\n        case notFound = \"NotFound\"\n"))
    }

    @Test func longListsAreWrapped() throws {
        let fields = (1...20).map { "field\($0): string" }.joined(separator: ", ")
        let types = try file("Types.swift", of: "type A (\(fields))")
        #expect(types.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(types.contains("field20: String\n    ) {\n"))
    }

    @Test(
        "A fault is told with its place",
        arguments: [
            ("type A (", "line 4: a name is wanted before “”"),
            ("type A\n(a int)", "line 4: `:` is wanted before “int)\n”"),
            ("type A (a: text)", "line 3: `text` is no type"),
            ("kind A (a: int)", "line 3: `kind` is neither type, method nor error"),
            ("type A (a: B)", "A.a: there is no type B"),
            ("method M() -> (a: []B)", "M.a: there is no type B"),
            ("type A (a: int)\nerror A ()", "A is declared twice"),
            ("error E (code: int)", "E: an error carries message and field"),
            (
                "type A (time_2: int)",
                "A.time_2: write it in snake case without digits after _, so that JSON coders find it"
            ),
            (
                "method M(timeZone: int) -> ()",
                "M.timeZone: write it in snake case without digits after _, so that JSON coders find it"
            ),
        ])
    func faults(_ declaration: String, _ message: String) {
        #expect(throws: ContractError(message: message)) {
            try Contract("# Of everything.\ninterface org.example.A\n\(declaration)\n")
        }
    }
}
