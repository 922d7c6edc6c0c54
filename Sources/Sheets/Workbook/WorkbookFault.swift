import Coordination

/// Why a file that should be a workbook cannot be read.
enum WorkbookFault: Error, Hashable {
    case notAZipFile
    /// An OLE file: a workbook of Excel 97, or one under a password.
    case oldOrEncrypted
    case encrypted
    case openDocument
    case binaryWorkbook
    case tooManyParts
    case damagedPart(String)
    case partTooLarge(String)
    case missingPart(String)
    case noWorksheet

    var code: Finding.Code {
        switch self {
        case .tooManyParts, .partTooLarge: .tooLarge
        default: .notAWorkbook
        }
    }

    var expected: BilingualText {
        let asked = BilingualText(
            en: "an Excel workbook (.xlsx)", id: "buku kerja Excel (.xlsx)")
        return switch self {
        case .notAZipFile:
            asked.followed(
                en: " that is whole; send it again, or save it as .xlsx or CSV UTF-8",
                id: " yang utuh; kirim ulang, atau simpan sebagai .xlsx atau CSV UTF-8")
        case .oldOrEncrypted, .encrypted:
            asked.followed(
                en: " without a password; save an old .xls as .xlsx",
                id: " tanpa kata sandi; simpan berkas .xls lama sebagai .xlsx")
        case .openDocument, .binaryWorkbook:
            asked.followed(
                en: "; save it in that format", id: "; simpan dalam format tersebut")
        case .tooManyParts:
            asked.followed(en: " of fewer parts", id: " dengan bagian lebih sedikit")
        case .damagedPart(let name):
            asked.followed(
                en: " that is whole: its part \(name) is damaged",
                id: " yang utuh: bagian \(name) rusak")
        case .partTooLarge(let name):
            asked.followed(
                en: " of usual size: its part \(name) unpacks to more than is read",
                id: " berukuran wajar: bagian \(name) melebihi batas bila dibuka")
        case .missingPart(let name):
            asked.followed(
                en: " that is whole: its part \(name) is missing",
                id: " yang utuh: bagian \(name) tidak ada")
        case .noWorksheet:
            asked.followed(en: " with a worksheet", id: " dengan lembar kerja")
        }
    }
}
