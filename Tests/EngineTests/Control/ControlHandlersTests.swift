import Testing

@testable import Control
@testable import Engine

@Suite struct ControlHandlersTests {
    /// The definition names its methods line by line.
    @Test func everyMethodOfTheInterfaceIsAnswered() async throws {
        let declared = ControlInterface.definition.split(separator: "\n")
            .filter { $0.hasPrefix("method ") }
            .map { String($0.dropFirst(7).prefix(while: \.isLetter)) }
        let work = try await TestOffice()
        #expect(work.handlers.methods.map(\.name).sorted() == declared.sorted())
    }
}
