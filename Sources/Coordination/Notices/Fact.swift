package import Almanac

/// One fact that a message states, unworded: templates get it worded in the reader's language and zone.
///
/// Facts are kept with their item in the ledger and worded only when a letter is composed, so that a
/// reader whose language or zone changes gets the right words, and the last look compares facts.
package indirect enum Fact: Hashable, Sendable {
    /// Shown as it is.
    case text(String)
    /// By language code: the reader's, else `en`, else the first by sorted code.
    case texts([String: String])
    /// Grouped: `1.250` (id), `1,250` (en).
    case number(Int64)
    /// The same with its decimals: `2,5` (id), `2.5` (en).
    case quantity(Quantity)
    /// In the currency's main unit: `Rp1.250.000` (id), `Rp1,250,000` (en); other currencies by code.
    case money(Int64, currency: String)
    /// `Jumat, 4 Desember 2026` or `Friday, 4 December 2026`.
    case date(CivilDate)
    /// `Jumat, 4 Desember 2026 pukul 15.00 WIB (17.00 WIT)`: `zone` is the deadline's, an identifier
    /// such as `Asia/Jakarta`; the reader's own stands in brackets when it differs at that moment.
    case moment(Instant, zone: String)
    /// True shows the section of that name, false hides it.
    case flag(Bool)
    /// One entry a row, in order.
    case list([Facts])
}

/// The facts of an item or of a row of a list, by name.
package typealias Facts = [String: Fact]

/// JSON with one key that names the case: `{"date":"2026-12-04"}`,
/// `{"moment":"2026-12-04T08:00:00Z","zone":"Asia/Jakarta"}`, `{"money":1250000,"currency":"IDR"}`,
/// `{"quantity":2500}` in thousandths.
extension Fact: Codable {
    private enum Key: String, CodingKey, CaseIterable {
        case text, texts, number, quantity, money, date, moment, flag, list
        case currency, zone

        /// Whether the key names a case rather than a detail of one.
        var isCase: Bool { self != .currency && self != .zone }
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let names = container.allKeys.filter(\.isCase)
        guard names.count == 1, let name = names.first else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "a fact names exactly one of "
                        + Key.allCases.filter(\.isCase).map(\.rawValue).joined(separator: ", ")))
        }
        switch name {
        case .text: self = .text(try container.decode(String.self, forKey: .text))
        case .texts: self = .texts(try container.decode([String: String].self, forKey: .texts))
        case .number: self = .number(try container.decode(Int64.self, forKey: .number))
        case .quantity:
            self = .quantity(
                Quantity(thousandths: try container.decode(Int64.self, forKey: .quantity)))
        case .date: self = .date(try container.decode(CivilDate.self, forKey: .date))
        case .flag: self = .flag(try container.decode(Bool.self, forKey: .flag))
        case .list: self = .list(try container.decode([Facts].self, forKey: .list))
        case .money, .currency:
            self = .money(
                try container.decode(Int64.self, forKey: .money),
                currency: try container.decode(String.self, forKey: .currency))
        case .moment, .zone:
            let text = try container.decode(String.self, forKey: .moment)
            guard let instant = Instant(rfc3339: text) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .moment, in: container,
                    debugDescription: "“\(text)” is not a moment as RFC 3339 writes it")
            }
            self = .moment(instant, zone: try container.decode(String.self, forKey: .zone))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .text(let text): try container.encode(text, forKey: .text)
        case .texts(let texts): try container.encode(texts, forKey: .texts)
        case .number(let number): try container.encode(number, forKey: .number)
        case .quantity(let quantity):
            try container.encode(quantity.thousandths, forKey: .quantity)
        case .date(let date): try container.encode(date, forKey: .date)
        case .flag(let flag): try container.encode(flag, forKey: .flag)
        case .list(let rows): try container.encode(rows, forKey: .list)
        case .money(let amount, let currency):
            try container.encode(amount, forKey: .money)
            try container.encode(currency, forKey: .currency)
        case .moment(let instant, let zone):
            try container.encode(instant.rfc3339, forKey: .moment)
            try container.encode(zone, forKey: .zone)
        }
    }
}
