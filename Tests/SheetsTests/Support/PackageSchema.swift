@testable import Sheets

/// What Excel asks of a package before it opens it without repairing it, as far as a marked copy could break it.
enum PackageSchema {
    /// Everything that is wrong, in words.
    static func faults(of bytes: [UInt8]) throws -> [String] {
        let package = try SplicedPackage(bytes)
        let file = try PackageFile(bytes)
        var faults: [String] = []
        let types = try package.contentTypes()
        for entry in file.entries where entry.name != SplicedPackage.typesPart {
            if types.type(of: entry.name).isEmpty { faults.append("\(entry.name) has no type") }
        }
        for part in try package.reachable().sorted() + [""] where !part.hasSuffix(".rels") {
            let relations = try package.relations(of: part).relations
            if Set(relations.map(\.id)).count != relations.count {
                faults.append("\(part) has two relations of one name")
            }
            for relation in relations where !relation.isExternal && !relation.target.contains("#") {
                if !package.has(relation.target) {
                    faults.append("\(part) refers to \(relation.target), which is not there")
                }
            }
            guard part.hasSuffix(".xml"), !part.isEmpty else { continue }
            let map = try package.map(of: part)
            switch map.root.name {
            case "worksheet":
                faults += worksheet(map, relations: Set(relations.map(\.id))).map {
                    "\(part): \($0)"
                }
            case "styleSheet": faults += styles(map).map { "\(part): \($0)" }
            case "comments": faults += comments(map).map { "\(part): \($0)" }
            default: break
            }
        }
        return faults
    }

    private static func order(of names: [String], by order: ElementOrder) -> [String] {
        let ranks = names.map { order.names.firstIndex(of: $0) ?? -1 }
        var faults = zip(names, ranks).filter { $0.1 < 0 }.map { "\($0.0) has no place" }
        for index in ranks.indices.dropFirst() where ranks[index] < ranks[index - 1] {
            faults.append("\(names[index]) stands behind \(names[index - 1])")
        }
        return faults
    }

    private static func worksheet(_ map: XMLMap, relations: Set<String>) -> [String] {
        let names = map.children(of: map.root).map { WorksheetMap.meaning(of: $0, in: map) }
        var faults = order(of: names, by: .worksheet)
        for name in Set(names) where name != "conditionalFormatting" {
            if names.count(where: { $0 == name }) > 1 { faults.append("\(name) stands twice") }
        }
        for element in map.children(of: map.root) {
            let tag = map.tag(element)
            guard ["drawing", "legacyDrawing", "picture"].contains(element.name) else { continue }
            if !relations.contains(tag.text("id") ?? "") {
                faults.append("\(element.name) refers to nothing")
            }
        }
        var row = 0
        for element in map.child("sheetData").map({ map.children(of: $0) }) ?? [] {
            let number = map.tag(element).number("r") ?? row + 1
            if number <= row { faults.append("row \(number) stands behind row \(row)") }
            row = number
            var column = -1
            for cell in map.children(of: element, named: "c") {
                let place = map.tag(cell).text("r").flatMap(CellName.parts)
                let at = place?.column ?? column + 1
                if at <= column || (place?.row ?? row) != row {
                    faults.append("a cell of row \(row) stands out of order")
                }
                column = at
            }
        }
        return faults
    }

    private static func styles(_ map: XMLMap) -> [String] {
        var faults = order(of: map.children(of: map.root).map(\.name), by: .styles)
        var counts: [String: Int] = [:]
        for list in map.children(of: map.root) {
            counts[list.name] = list.children.count
            if let said = map.tag(list).number("count"), said != list.children.count {
                faults.append("\(list.name) says \(said) and holds \(list.children.count)")
            }
        }
        for look in map.child("cellXfs").map({ map.children(of: $0) }) ?? [] {
            let tag = map.tag(look)
            for (name, list) in [
                ("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"),
                ("xfId", "cellStyleXfs"),
            ] where (tag.number(name) ?? 0) >= counts[list] ?? 0 {
                faults.append("\(name) \(tag.number(name) ?? 0) is not there")
            }
        }
        for font in map.child("fonts").map({ map.children(of: $0) }) ?? [] {
            let names = map.children(of: font).map(\.name)
            if names.count(where: { $0 == "color" }) > 1 { faults.append("a font has two colours") }
            // Some programs write the rest in an order of their own.
            let rest = names.filter { $0 != "color" }
            if order(of: rest, by: .font).isEmpty { faults += order(of: names, by: .font) }
        }
        return faults
    }

    private static func comments(_ map: XMLMap) -> [String] {
        var faults: [String] = []
        let authors = map.child("authors").map { map.children(of: $0).count } ?? 0
        var cells: Set<String> = []
        for note in map.all(named: "comment") {
            let tag = map.tag(note)
            if (tag.number("authorId") ?? 0) >= authors { faults.append("a note of nobody") }
            if !cells.insert(tag.text("ref") ?? "").inserted {
                faults.append("two notes on a cell")
            }
        }
        return faults
    }
}
