import Almanac
import CXLSXWriter
import FoundationEssentials
import Glibc

/// An Excel workbook in libxlsxwriter's hands while it is written.
///
/// A class, since the C objects want to be freed once; it never leaves the function that makes it.
@safe final class WorkbookFile {
    /// A workbook that could not be written, in words.
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private let path: String
    private var formats: [FormatKey: UnsafeMutablePointer<lxw_format>] = unsafe [:]
    private var isClosed = false

    private struct FormatKey: Hashable {
        var style: WorkbookStyle
        var number: String
    }

    /// - Parameters:
    ///   - folder: where it is put together; nothing of it is left there.
    ///   - createdAt: what the workbook's properties say.
    init(in folder: String, createdAt: Instant) throws(Failure) {
        var name = Array("\(folder)/tenggat-XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&name)
        guard descriptor >= 0 else {
            throw Failure(
                description: "no temporary file can be made in \(folder): check that it is there "
                    + "and has room")
        }
        close(descriptor)
        path = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        guard let workbook = unsafe cxlsxwriter_new(path, folder, createdAt.seconds) else {
            unsafe unlink(path)
            throw Failure(description: "a workbook needs more memory than there is")
        }
        unsafe self.workbook = workbook
    }

    deinit {
        // One that was given up: closing is the only way to free it.
        if !isClosed { unsafe workbook_close(workbook) }
        unsafe unlink(path)
    }

    /// - Parameter name: as ``WorksheetName`` makes them; unlike every other one's.
    func addWorksheet(_ name: String) throws(Failure) -> WorksheetFile {
        guard let worksheet = unsafe workbook_add_worksheet(workbook, name) else {
            throw Failure(description: "“\(name)” is no name of a worksheet")
        }
        return unsafe WorksheetFile(worksheet, of: self)
    }

    /// The finished workbook; nothing can be written to it any more.
    func bytes() throws -> [UInt8] {
        isClosed = true
        let outcome = unsafe workbook_close(workbook)
        guard outcome == LXW_NO_ERROR else {
            throw Failure(
                description: "the workbook could not be written: \(Self.words(of: outcome))")
        }
        return [UInt8](try Data(contentsOf: URL(filePath: path)))
    }

    static func words(of error: lxw_error) -> String {
        unsafe lxw_strerror(error).map { unsafe String(cString: $0) } ?? "\(error)"
    }

    /// One format for each look, however many cells have it.
    ///
    /// - Parameter number: Excel's number format; empty is the general one.
    func format(
        _ style: WorkbookStyle, number: String
    ) -> UnsafeMutablePointer<lxw_format>? {
        guard style != .plain || !number.isEmpty else { return nil }
        let key = FormatKey(style: style, number: number)
        if let known = unsafe formats[key] { return unsafe known }
        guard let format = unsafe workbook_add_format(workbook) else { return nil }
        if !number.isEmpty { unsafe format_set_num_format(format, number) }
        unsafe Self.apply(style, to: format)
        unsafe formats[key] = format
        return unsafe format
    }

    /// Excel's own colours for what is bad and what is doubtful.
    private static func apply(
        _ style: WorkbookStyle, to format: UnsafeMutablePointer<lxw_format>
    ) {
        if style.isHeader || style.isTitle { unsafe format_set_bold(format) }
        if style.isTitle { unsafe format_set_font_size(format, 14) }
        if style.isHeader {
            unsafe format_set_bg_color(format, 0xDDE6F0)
            unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        }
        if style.isWrapped {
            unsafe format_set_text_wrap(format)
            unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        }
        switch style.mark {
        case .blocker:
            unsafe format_set_bg_color(format, 0xFFC7CE)
            unsafe format_set_font_color(format, 0x9C0006)
        case .warning:
            unsafe format_set_bg_color(format, 0xFFEB9C)
            unsafe format_set_font_color(format, 0x7F6000)
        case nil: break
        }
    }
}
