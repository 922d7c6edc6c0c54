/// What one file may hold: far more than any office hands in, far less than would hurt the service.
enum SheetLimits {
    static let bytes = 32 << 20
    /// Rows that hold something.
    static let rows = 250_000
    static let columns = 256
    /// Excel's own limit.
    static let cellBytes = 32_767
    /// How many findings are listed one by one.
    static let findings = 10_000
    /// How far below title rows a header is looked for.
    static let headerDepth = 30
}
