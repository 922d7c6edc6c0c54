import Coordination

/// Why a file holds no table that can be read: what it is instead, and what to do.
enum WorkbookFault: Error, Hashable {
    /// A workbook of Excel 97 or older.
    case oldWorkbook
    /// A workbook under a password.
    case encrypted
    case openDocument
    /// Excel's binary workbook, `.xlsb`.
    case binaryWorkbook
    /// Apple's Numbers, or Pages or Keynote, whose packages are alike.
    case numbers
    case picture
    case portableDocument
    /// A letter or slides.
    case document
    case mail
    /// Other files in one: `.zip`, `.rar`.
    case archive
    /// Other files in one, of which none is a sheet.
    case archiveWithoutSheet
    /// XML of which nobody here knows the meaning.
    case otherXML
    case notAZipFile
    case tooManyParts
    case damagedPart(String)
    case partTooLarge(String)
    case missingPart(String)
    case noWorksheet
    /// HTML without a table in it.
    case noTable

    var code: Finding.Code {
        switch self {
        case .tooManyParts, .partTooLarge: .tooLarge
        default: .notAWorkbook
        }
    }

    var expected: BilingualText {
        let asked = BilingualText(
            en: "an Excel workbook (.xlsx) or CSV",
            id: "buku kerja Excel (.xlsx) atau CSV")
        let (english, indonesian) = words
        return asked.followed(en: english, id: indonesian)
    }

    /// What follows on what was asked for.
    private var words: (String, String) {
        switch self {
        case .oldWorkbook:
            (
                "; this is a workbook of Excel 97–2003: open it in Excel and save it as .xlsx",
                "; ini buku kerja Excel 97–2003: buka di Excel, lalu simpan sebagai .xlsx"
            )
        case .encrypted:
            (
                "; this one is under a password: save it without one (File, Info, Protect Workbook)",
                "; berkas ini berkata sandi: simpan tanpa kata sandi (File, Info, Protect Workbook)"
            )
        case .openDocument:
            (
                "; this is an OpenDocument file in a form that is not read: save it as .xlsx or .ods",
                "; ini berkas OpenDocument dalam bentuk yang tidak dibaca: simpan sebagai .xlsx "
                    + "atau .ods"
            )
        case .binaryWorkbook:
            (
                "; this is a binary workbook (.xlsb): save it as .xlsx",
                "; ini buku kerja biner (.xlsb): simpan sebagai .xlsx"
            )
        case .numbers:
            (
                "; this is a file of Apple Numbers, Pages or Keynote: export it to Excel",
                "; ini berkas Apple Numbers, Pages, atau Keynote: ekspor ke Excel"
            )
        case .picture:
            (
                "; this is a picture, in which no cell can be read: send the sheet itself",
                "; ini gambar, yang isi selnya tidak dapat dibaca: kirim lembar aslinya"
            )
        case .portableDocument:
            (
                "; this is a PDF, in which no cell can be read: send the sheet itself",
                "; ini PDF, yang isi selnya tidak dapat dibaca: kirim lembar aslinya"
            )
        case .document:
            (
                "; this is a text document or slides: put the table into a sheet",
                "; ini dokumen teks atau salindia: pindahkan tabelnya ke lembar kerja"
            )
        case .mail:
            (
                "; this is a mail: save its attachment and send that",
                "; ini surel: simpan lampirannya, lalu kirim lampiran itu"
            )
        case .archive:
            (
                "; this is an archive: unpack it and send the sheets in it",
                "; ini arsip: buka, lalu kirim lembar di dalamnya"
            )
        case .archiveWithoutSheet:
            (
                "; this is a ZIP archive in which no sheet lies: send the sheet itself",
                "; ini arsip ZIP tanpa lembar di dalamnya: kirim lembarnya saja"
            )
        case .otherXML:
            (
                "; this is XML of another program: open it in Excel and save it as .xlsx",
                "; ini XML dari program lain: buka di Excel, lalu simpan sebagai .xlsx"
            )
        default: damage
        }
    }

    /// What of the file is not as it should be.
    private var damage: (String, String) {
        switch self {
        case .tooManyParts: (" of fewer parts", " dengan bagian lebih sedikit")
        case .damagedPart(let name):
            (" that is whole: its part \(name) is damaged", " yang utuh: bagian \(name) rusak")
        case .partTooLarge(let name):
            (
                " of usual size: its part \(name) unpacks to more than is read",
                " berukuran wajar: bagian \(name) melebihi batas bila dibuka"
            )
        case .missingPart(let name):
            (" that is whole: its part \(name) is missing", " yang utuh: bagian \(name) tidak ada")
        case .noWorksheet: (" with a worksheet", " dengan lembar kerja")
        case .noTable: (" with a table in it", " yang memuat tabel")
        default:
            (
                " that is whole: this file is damaged; send it again, or save it anew",
                " yang utuh: berkas ini rusak; kirim ulang, atau simpan kembali"
            )
        }
    }
}
