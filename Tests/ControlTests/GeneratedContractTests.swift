import Foundation
import Testing

@testable import Control
@testable import tenggat_contract

/// The interface definition, what is made of it, and what travels.
@Suite struct GeneratedContractTests {
    private static let sources = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
    }.appending(path: "Sources/Control")

    private func definition() throws -> String {
        try String(
            contentsOf: Self.sources.appending(path: "org.tenggat.Control.varlink"), encoding: .utf8
        )
    }

    @Test func whatWasGeneratedIsOfThisDefinition() throws {
        let folder = Self.sources.appending(path: "Generated")
        let files = try Contract(definition()).files
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
                == files.keys.sorted())
        for (name, source) in files {
            let written = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            #expect(written == source, "\(name): call scripts/generate-contract")
        }
    }

    @Test func theInterfaceIsDescribedInTheWordsOfItsDefinition() throws {
        #expect(try definition() == ControlInterface.definition)
    }

    @Test func everyDeclarationSaysWhatItIs() throws {
        let interface = try InterfaceParser.parse(definition())
        let comments =
            (interface.types + interface.errors).map { ($0.name, $0.comment) }
            + interface.methods.map { ($0.name, $0.comment) }
        for (name, comment) in comments { #expect(!comment.isEmpty, "\(name)") }
    }

    @Test func namesTravelInSnakeCase() throws {
        let call = AddDeadline(title: "a", owner: "b", due: "c", timeZone: "d", after: ["e"])
        #expect(try members(of: call) == ["title", "owner", "due", "time_zone", "after"])
        #expect(AddDeadline.parameters.isSuperset(of: try members(of: call)))
    }

    @Test func whatIsNotThereIsLeftOutOrNullAsTheDefinitionSays() throws {
        let change = Change(key: "a", column: "b", old: nil, new: nil)
        #expect(try members(of: change) == ["key", "column"])
        let finding = Finding(
            file: "", worksheet: nil, cell: "", code: "", severity: "", value: "", expected: "",
            suggestion: nil)
        #expect(try members(of: finding).isSuperset(of: ["worksheet", "suggestion"]))
    }

    @Test func bytesTravelInBase64() throws {
        let json = try WireFormat.encode(File(name: "a", content: Data([0, 255])))
        let object = try JSONSerialization.jsonObject(with: json) as? [String: String]
        #expect(object == ["name": "a", "content": "AP8="])
    }

    private func members(of value: some Encodable) throws -> Set<String> {
        let object = try JSONSerialization.jsonObject(with: WireFormat.encode(value))
        return Set(try #require(object as? [String: Any]).keys)
    }
}
