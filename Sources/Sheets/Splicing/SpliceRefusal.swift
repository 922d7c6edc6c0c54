import Coordination

/// Why a workbook is not marked as it is, and its copy is made anew instead.
enum SpliceRefusal: Error, Hashable {
    /// Its package or a part is written in a way that is not changed byte by byte.
    case odd(String)
    /// Its parts unpack to more than is changed in memory.
    case tooLarge
    /// Sheets of macros (Excel 4.0) or dialogs.
    case macroSheets
    /// It asks other machines for data.
    case connections

    /// What a person reads, on the list of findings.
    var words: BilingualText {
        switch self {
        case .odd(let part):
            BilingualText(
                en: "its part \(part) is written unusually",
                id: "bagian \(part) di dalamnya ditulis tidak lazim")
        case .tooLarge: BilingualText(en: "it is too large", id: "ukurannya terlalu besar")
        case .macroSheets:
            BilingualText(
                en: "it holds macro or dialog sheets",
                id: "isinya termasuk lembar makro atau dialog")
        case .connections:
            BilingualText(
                en: "it fetches data from other places",
                id: "isinya mengambil data dari tempat lain")
        }
    }
}
