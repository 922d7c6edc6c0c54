/// Sales orders as a bookkeeping program exports them: a title above, names of its own for the columns, sums between.
package struct ForeignList: Sendable, Hashable {
    package var order: String
    package var client: String
    package var quantities: [Int]
    /// The day of delivery, as people write it.
    package var date: String

    var content: [UInt8] {
        var lines = [
            "Daftar Pesanan Penjualan;;;;;;", "",
            "Nomor SO;Kode Barang;Nama Pelanggan;Deskripsi Barang;Kts Pesan;Tgl Rencana Kirim;Nama Sales",
        ]
        for (index, quantity) in quantities.enumerated() {
            lines.append(
                "\(order);BRG-\(index + 1);\(client);Barang \(index + 1);\(quantity);\(date);S")
        }
        let sum = quantities.reduce(0, +)
        lines += ["Total \(order);;;;\(sum);;", "TOTAL;;;;\(sum);;"]
        return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
    }

    /// How many of each line, by the rows' keys.
    var expected: [String: Int] {
        Dictionary(
            uniqueKeysWithValues: quantities.enumerated().map { ("\(order)/BRG-\($0 + 1)", $1) })
    }
}
