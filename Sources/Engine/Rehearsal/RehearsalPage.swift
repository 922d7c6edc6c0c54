import Almanac
import Coordination
import Post

/// A rehearsal as one page that stands by itself: a calendar of how much leaves on which day, and the
/// messages in their order. Nothing of it is fetched from elsewhere.
struct RehearsalPage {
    let office: Office
    let language: String
    let from: Instant
    let until: Instant

    private var wording: Wording {
        Wording(
            language: Language(code: language), zone: office.profile.zone,
            style: office.profile.style)
    }

    private var zone: Zone { office.profile.zone }

    func html(of outcome: Rehearsal.Outcome) -> String {
        let messages = outcome.messages
        let title = text("What will be told", "Yang akan disampaikan")
        let span =
            "\(wording.date(zone.civil(from).date)) – \(wording.date(zone.civil(until).date))"
        let waiting = messages.count { !$0.holdReasons.isEmpty }
        let tally = [
            "\(messages.count - waiting) "
                + text(messages.count - waiting == 1 ? "mail" : "mails", "surel"),
            "\(messages.count { $0.isClient && $0.holdReasons.isEmpty }) "
                + text("of them to clients", "di antaranya kepada klien"),
            "\(waiting) "
                + text(
                    waiting == 1 ? "letter waits for a person" : "letters wait for a person",
                    "surat menunggu seseorang"),
        ].joined(separator: " · ")
        let difference = (outcome.difference?.words ?? []).map { $0.text(in: language) }
        return """
            <!DOCTYPE html>
            <html lang="\(language == "id" ? "id" : "en")">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escaped(title)) – \(escaped(office.profile.name))</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <h1>\(escaped(office.profile.name)): \(escaped(title))</h1>
            <p class="span">\(escaped(span))</p>
            <p>\(escaped(tally))</p>
            \(list(difference + outcome.effects.map { $0.text(in: language) }, "change"))
            \(calendar(of: messages))
            \(timeline(of: messages, changes: outcome.difference?.changes ?? []))
            </body>
            </html>

            """
    }

    // MARK: Parts

    private func list(_ sentences: [String], _ style: String) -> String {
        sentences.isEmpty
            ? ""
            : "<ul class=\"\(style)\">"
                + sentences.map { "<li>\(escaped($0.hasSuffix(".") ? $0 : $0 + "."))</li>" }
                .joined() + "</ul>"
    }

    /// A table a month: the number of mails on each day, darker where there are more. Weeks that are not played are
    /// left out.
    private func calendar(of messages: [RehearsedMessage]) -> String {
        var counts: [CivilDate: Int] = [:]
        for message in messages where message.holdReasons.isEmpty {
            counts[zone.civil(message.at).date, default: 0] += 1
        }
        let most = max(1, counts.values.max() ?? 1)
        var months: [String] = []
        var month = Period(.month, containing: zone.civil(from).date)
        let last = zone.civil(until).date
        while month.firstDay <= last {
            months.append(table(of: month, counts, most: most))
            month = Period(.month, containing: month.lastDay.adding(days: 1))
        }
        return "<div class=\"months\">\(months.joined())</div>"
    }

    private func table(of month: Period, _ counts: [CivilDate: Int], most: Int) -> String {
        let calendar = office.workingTime.calendar
        let days = (0...(month.lastDay.dayNumber - month.firstDay.dayNumber)).map {
            month.firstDay.adding(days: $0)
        }
        var cells = Array(repeating: "<td></td>", count: days[0].weekday.rawValue - 1)
        cells += days.map { date in
            let count = counts[date] ?? 0
            let shade = count == 0 ? 0 : 1 + (count - 1) * 3 / most
            let off = calendar.isWorkingDay(date) ? "" : " off"
            let holiday = calendar.holiday(on: date).map { " title=\"\(escaped($0.name))\"" } ?? ""
            return "<td class=\"s\(shade)\(off)\"\(holiday)><b>\(date.day)</b>"
                + (count == 0 ? "" : "<i>\(count)</i>") + "</td>"
        }
        while !cells.count.isMultiple(of: 7) { cells.append("<td></td>") }
        let monday = month.firstDay.adding(days: 1 - month.firstDay.weekday.rawValue)
        let (first, last) = (zone.civil(from).date, zone.civil(until).date)
        let rows = stride(from: 0, to: cells.count, by: 7).filter { start in
            monday.adding(days: start + 6) >= first && monday.adding(days: start) <= last
        }.map { start in
            "<tr>\(cells[start..<(start + 7)].joined())</tr>"
        }
        // Monday, Tuesday, … in as many letters as fit.
        let names = (0..<7).map { day in
            "<th>\(escaped(String(wording.date(monday.adding(days: day)).prefix(3))))</th>"
        }
        return "<table class=\"month\"><caption>\(escaped(month.words.text(in: language)))"
            + "</caption><tr>\(names.joined())</tr>\(rows.joined())</table>"
    }

    private func timeline(
        of messages: [RehearsedMessage], changes: [RehearsalDifference.Change]
    ) -> String {
        var parts: [String] = []
        var day: CivilDate?
        for message in messages {
            let date = zone.civil(message.at).date
            if date != day {
                if day != nil { parts.append("</ol>") }
                parts.append("<h2>\(escaped(wording.date(date)))</h2><ol>")
                day = date
            }
            parts.append(entry(message, isMoved: isTouched(message, by: changes)))
        }
        if day != nil { parts.append("</ol>") }
        return parts.isEmpty
            ? "<p>\(escaped(text("Nothing is told.", "Tidak ada yang disampaikan.")))</p>"
            : parts.joined(separator: "\n")
    }

    private func isTouched(
        _ message: RehearsedMessage, by changes: [RehearsalDifference.Change]
    ) -> Bool {
        changes.contains { change in
            change.at == message.at && change.recipient.isCode(message.recipient)
        }
    }

    private func entry(_ message: RehearsedMessage, isMoved: Bool) -> String {
        let held = message.holdReasons.map { $0.words.text(in: language) }
            .joined(separator: "; ")
        let classes = [
            message.isClient ? "client" : "office", held.isEmpty ? nil : "held",
            isMoved ? "moved" : nil,
        ].compactMap(\.self).joined(separator: " ")
        let time = wording.time(zone.civil(message.at).time)
        // What is about the office as a whole is about nothing that has a name.
        let named = message.items.filter { $0.subject.kind != .office }
        let items = named.map { item in
            ([item.subject.id] + [item.step].compactMap(\.self)).joined(separator: " ")
        }
        let parts: [String] = [
            "<li class=\"\(classes)\"><time>\(escaped(time))</time> ",
            "<strong>\(escaped(message.recipientName ?? message.recipient))</strong> ",
            "<span>\(escaped(Self.words(of: message, in: language)))</span>",
            items.isEmpty ? "" : "<small>\(escaped(items.joined(separator: " · ")))</small>",
            held.isEmpty ? "" : "<em>\(escaped(held))</em>",
            message.text.map { "<pre>\(escaped($0))</pre>" } ?? "",
        ]
        return parts.joined() + "</li>"
    }

    /// A message in a few words: its subject, else what it is made of.
    static func words(of message: RehearsedMessage, in language: String) -> String {
        guard message.subject.isEmpty else { return message.subject }
        return message.items.map { item in
            "\(MessageKind.words(of: item.kind).text(in: language)) \(item.subject.id)"
        }.joined(separator: ", ")
    }

    private func text(_ english: String, _ indonesian: String) -> String {
        BilingualText(en: english, id: indonesian).text(in: language)
    }

    private func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }

    private static let style = """
        body{font:16px/1.45 system-ui,sans-serif;max-width:60rem;margin:1.5rem auto;padding:0 1rem;\
        color:#1d2733;background:#fff}
        h1{font-size:1.4rem;margin:0}h2{font-size:1rem;margin:1.4rem 0 .3rem;border-bottom:1px solid #d5dbe2}
        .span{color:#55606e;margin:.2rem 0 1rem}.change{background:#fff4d6;padding:.6rem .6rem .6rem 1.8rem;\
        border-radius:.4rem}
        .months{display:flex;flex-wrap:wrap;align-items:flex-start;gap:1rem}.month{border-collapse:collapse;flex:1 1 15rem;\
        width:100%;max-width:22rem;table-layout:fixed}
        .month caption{font-weight:600;text-align:left;padding-bottom:.2rem}
        .month td{border:1px solid #e3e7ec;height:2.2rem;vertical-align:top;padding:.1rem .2rem;\
        font-size:.75rem;position:relative}
        .month td b{font-weight:400;color:#55606e}.month td i{position:absolute;right:.25rem;bottom:.1rem;\
        font-style:normal;font-weight:600}
        .month th{font-size:.7rem;font-weight:400;text-align:left;padding:0 .2rem;color:#55606e}
        .off{background:#f1f3f5}.s1{background:#d8e8f8}.s2{background:#aacdf0}.s3{background:#7db1e6}
        ol{list-style:none;margin:0;padding:0}ol li{padding:.35rem 0 .35rem 4.2rem;position:relative;\
        border-bottom:1px dotted #e3e7ec}
        li time{position:absolute;left:0;color:#55606e;font-variant-numeric:tabular-nums}
        li small{display:block;color:#55606e}li em{display:block;color:#9a4b00}
        li.client strong{color:#0b5d3b}li.moved{background:#fff4d6}
        pre{white-space:pre-wrap;background:#f6f8fa;padding:.6rem;border-radius:.3rem;font:.85rem/1.4 monospace}
        @media print{body{max-width:none;margin:0;font-size:10pt}h2{break-after:avoid}li{break-inside:avoid}}
        @media (prefers-color-scheme:dark){body{background:#14181d;color:#e6eaee}.off{background:#1d232a}\
        .s1{background:#1d3a57}.s2{background:#2a5480}.s3{background:#3a72ad}.month td,h2,li{border-color:#2c343d}\
        .change,li.moved{background:#3d3115}pre{background:#1d232a}li.client strong{color:#7fd1a8}li em{color:#e6a15c}\
        .month td b,.month th,li time,li small,.span{color:#9aa5b1}}
        """
}
