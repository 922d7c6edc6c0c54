import Coordination
import Testing

@testable import Post

@Suite struct TemplateKindTests {
    static let languages = ["id", "en"]

    private func letter(
        _ kind: TemplateKind, _ language: String, facts: Facts, zone: String = "Asia/Jakarta"
    ) throws -> Letter {
        let reader = try Example.reader(
            language: language, zone: zone, isClient: kind.isForClients)
        var draft = Example.draft([kind], for: reader)
        draft.entries[0].facts = facts
        return try Example.composer().compose(draft)
    }

    /// What a letter must not show: leftovers of templates, and of sentences whose fact is absent.
    private static let leftovers = ["{{", "}}", "()", " .", " ,", "  ", ": .", "Optional("]

    @Test(
        "Every kind states its examples in every language", arguments: TemplateKind.all, languages)
    func examples(_ kind: TemplateKind, _ language: String) throws {
        let letter = try letter(kind, language, facts: kind.facts.examples)
        #expect(!letter.subject.isEmpty && letter.subject.count <= 70)
        for leftover in Self.leftovers {
            #expect(!letter.text.contains(leftover), "“\(leftover)” in \(letter.text)")
        }
        #expect(!letter.html.contains("{{") && letter.html.hasPrefix("<!DOCTYPE html>"))
        #expect(letter.text.count > 200)
    }

    @Test(
        "Every kind does with only its needed facts", arguments: TemplateKind.all, languages)
    func neededFacts(_ kind: TemplateKind, _ language: String) throws {
        let letter = try letter(kind, language, facts: kind.facts.neededExamples)
        for leftover in Self.leftovers {
            #expect(!letter.text.contains(leftover), "“\(leftover)” in \(letter.text)")
        }
    }

    @Test(
        "Text and HTML state the same facts", arguments: TemplateKind.all, languages)
    func bothBodiesStateEveryFact(_ kind: TemplateKind, _ language: String) throws {
        // The mail's own subject is not said again within it.
        for declaration in kind.facts where declaration.name != "subject" {
            guard case .needed(let words) = Self.words(of: declaration) else { continue }
            let letter = try letter(kind, language, facts: kind.facts.examples)
            #expect(letter.text.contains(words), "\(declaration.name) in \(letter.text)")
            #expect(letter.html.contains(words), "\(declaration.name) in \(letter.html)")
        }
    }

    private enum Words {
        case needed(String)
        case unchecked
    }

    private static func words(of declaration: FactDeclaration) -> Words {
        guard declaration.isNeeded, case .text(let text) = declaration.example else {
            return .unchecked
        }
        return .needed(text)
    }

    @Test("A needed fact that is missing is refused by its name", arguments: TemplateKind.all)
    func missingFacts(_ kind: TemplateKind) throws {
        for declaration in kind.facts where declaration.isNeeded {
            var facts = kind.facts.examples
            facts[declaration.name] = nil
            #expect(kind.faults(in: facts) == ["“\(declaration.name)” is missing"])
            let error = #expect(throws: PostError.self) { try letter(kind, "id", facts: facts) }
            #expect(error?.code == .facts)
        }
    }

    @Test func misshapenAndUnknownFactsAreNamedByTheirPath() throws {
        let kind = try #require(TemplateKind.named("slip"))
        var facts = kind.facts.examples
        facts["lines"] = .list([
            ["item": .text("Meja"), "quantity": .text("5"), "colour": .flag(true)]
        ])
        facts["ordr"] = .text("x")
        #expect(
            kind.faults(in: facts) == [
                "“lines[1].quantity” is not a quantity", "“lines[1].old” is missing",
                "“lines[1].new” is missing",
            ])
        #expect(kind.unknownNames(in: facts) == ["lines[1].colour", "ordr"])
    }

    /// A row without an optional fact would show the entry's of the same name.
    @Test("No row shares a name with what is around it", arguments: TemplateKind.all)
    func rowNamesAreTheirOwn(_ kind: TemplateKind) {
        func check(_ declarations: [FactDeclaration], around: Set<String>) {
            #expect(Set(declarations.map(\.name)).count == declarations.count)
            #expect(around.isDisjoint(with: declarations.templateNames.keys))
            let names = around.union(declarations.templateNames.keys)
            for case .list(let rows) in declarations.map(\.shape) { check(rows, around: names) }
        }
        check(kind.facts, around: [])
    }

    @Test func absentSentencesAreAbsent() throws {
        let kind = try #require(TemplateKind.named("slip"))
        var facts = kind.facts.examples
        #expect(try letter(kind, "id", facts: facts).text.contains("Barang lain"))
        facts["others_unaffected"] = .flag(false)
        #expect(try !letter(kind, "id", facts: facts).text.contains("Barang lain"))
        facts["lines"] = .list([kind.exampleLine.merging(["delivered": .quantity(0)]) { $1 }])
        #expect(try !letter(kind, "id", facts: facts).text.contains("telah kami kirim"))
    }

    @Test func aTextInSeveralLanguagesIsTheReaders() throws {
        let kind = try #require(TemplateKind.named("slip"))
        #expect(try letter(kind, "id", facts: kind.facts.examples).text.contains("kapal tertunda"))
        #expect(
            try letter(kind, "en", facts: kind.facts.examples).text.contains("a delayed vessel"))
        var facts = kind.facts.examples
        facts["action"] = .texts(["nl": "Wij doen iets.", "fr": "Nous agissons."])
        #expect(try letter(kind, "id", facts: facts).text.contains("Nous agissons."))
    }
}

extension TemplateKind {
    /// The first row of the examples' lines.
    fileprivate var exampleLine: Facts {
        if case .list(let rows) = facts.examples["lines"], let first = rows.first {
            first
        } else {
            [:]
        }
    }
}
