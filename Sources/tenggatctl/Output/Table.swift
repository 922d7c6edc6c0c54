import Glibc

/// Prints rows in columns that fit the terminal; into a pipe they are as wide as they are.
struct Table {
    private let header: [String]
    private var rows: [[String]] = []
    /// The column that is shortened when the terminal is too narrow.
    private let flexible: Int
    /// Columns that end at one place rather than begin at one.
    private let numbers: Set<Int>

    init(_ header: String..., flexible: Int) {
        self.init(columns: header, flexible: flexible)
    }

    init(columns: [String], flexible: Int, numbers: Set<Int> = []) {
        header = columns
        self.flexible = flexible
        self.numbers = numbers
    }

    mutating func add(_ cells: String...) { add(row: cells) }

    /// - Parameter row: as many cells as there are columns.
    mutating func add(row: [String]) { rows.append(row) }

    func print(whenEmpty sentence: String) {
        guard !rows.isEmpty else {
            Swift.print(sentence)
            return
        }
        var widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        if let terminal = Terminal.width {
            let others = widths.enumerated().filter { $0.offset != flexible }
                .reduce(0) { $0 + $1.element + 2 }
            widths[flexible] = max(8, min(widths[flexible], terminal - others))
        }
        Swift.print(Terminal.bold(line(header, widths)))
        for row in rows { Swift.print(line(row, widths)) }
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = zip(cells, widths).enumerated().map { column, cell in
            let (content, width) = cell
            let text = content.count > width ? "\(content.prefix(width - 1))…" : content
            let space = String(repeating: " ", count: width - text.count)
            return numbers.contains(column) ? space + text : text + space
        }
        return String(
            padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
    }
}

/// What standard output is.
enum Terminal {
    static var isPresent: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Columns of the terminal (ioctl_tty(2)); nil when there is none.
    static var width: Int? {
        var size = winsize()
        guard isPresent, unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return nil }
        return Int(size.ws_col)
    }

    static func bold(_ text: String) -> String { styled(text, "1") }
    static func red(_ text: String) -> String { styled(text, "31") }

    private static func styled(_ text: String, _ code: String) -> String {
        isPresent ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
