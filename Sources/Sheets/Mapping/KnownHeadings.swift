import Coordination

/// What other programs call our columns: no names that a sheet is recognised by, for each means something
/// else somewhere, but what is proposed to a person who looks.
///
/// Of lists that bookkeeping programs used in Indonesia export, and of what English ones call the same.
enum KnownHeadings {
    /// Canonical names of a column.
    static func names(of column: String, in kind: SheetKind) -> Set<String> {
        table[kind]?[column] ?? []
    }

    private static let table: [SheetKind: [String: Set<String>]] = written.mapValues { columns in
        columns.mapValues { names in
            Set(names.split(separator: ",").map { HeaderName.canonical(String($0)) })
        }
    }

    private static let invoices = """
        faktur, no faktur penjualan, faktur penjualan, invoice, invoice no, invoice number, \
        nota, no nota
        """

    private static let written: [SheetKind: [String: String]] = [
        .orders: [
            "order": """
            so, pesanan, no pesanan penjualan, pesanan penjualan, sales order, sales order no, \
            so number, order number, order no, order id, no transaksi, no dokumen, document \
            number, doc no, order reference, no bukti, no order
            """,
            "client_po": """
            po, po pelanggan, no po pelanggan, customer po, po number, po no, purchase order, \
            customer reference, referensi, no referensi, reference, ref, ref no
            """,
            "line": """
            line no, line number, no urut, urutan, kode barang, item code, sku, kode item, item \
            no, part number, product code, kode produk, no barang
            """,
            "client": """
            kode pelanggan, customer code, customer id, no pelanggan, nama pelanggan, customer \
            name, konsumen, nama konsumen, nama customer, kode customer, partner, sold to, bill \
            to, pembeli
            """,
            "item": """
            deskripsi barang, keterangan barang, item description, description, product, product \
            name, produk, nama produk, nama item, item name, uraian, uraian barang, item
            """,
            "quantity": """
            kuantitas, kts, kts pesan, qty order, qty pesan, qty pesanan, ordered qty, order quantity, \
            jumlah pesan, jumlah pesanan, banyaknya, quantity ordered, ordered, kts pesanan
            """,
            "unit": "uom, unit of measure, sat, satuan barang, units",
            "promised": """
            tanggal kirim, tanggal pengiriman, tgl pengiriman, delivery date, ship date, due \
            date, requested date, promise date, promised date, estimasi kirim, commitment date, \
            ship by, tgl rencana kirim, jadwal kirim, tgl estimasi kirim
            """,
            "expected": "tgl perkiraan kirim, estimated delivery, estimated date, perkiraan kirim",
            "delivered": """
            qty terkirim, kts terkirim, delivered qty, qty delivered, dikirim, shipped, qty \
            shipped, jumlah terkirim, sudah dikirim
            """,
            "delivered_on": "tgl terkirim, tgl surat jalan, delivered date, shipped date",
            "salesperson": """
            penjual, salesman, sales rep, sales person, nama sales, tenaga penjual, wiraniaga, \
            sales representative, nama penjual
            """,
        ],
        .clients: [
            "code": """
            kode pelanggan, customer code, customer id, no pelanggan, id pelanggan, customer no, \
            kode kontak, kode customer, no customer, kode klien, client id
            """,
            "name": """
            customer, customer name, nama customer, pelanggan, company, company name, \
            perusahaan, nama perusahaan, display name, nama klien, nama toko
            """,
            "contact": """
            contact person, nama kontak, cp, up, attn, kontak person, contact name, penanggung \
            jawab
            """,
            "salutation": "panggilan, title, gelar",
            "email": "e mail, alamat surel, alamat email, email address, mail",
            "phone": """
            telp, no telp, no telepon, hp, handphone, phone number, mobile, no handphone, \
            whatsapp, telephone, no wa, telepon kantor, no hp
            """,
        ],
        .people: [
            "code": """
            nik, nip, no karyawan, id karyawan, employee id, kode sales, kode karyawan, no \
            pegawai, kode pegawai, employee no
            """,
            "name": "nama karyawan, nama lengkap, employee name, full name, nama pegawai, karyawan",
            "email": "e mail, alamat surel, alamat email, email address, mail",
            "phone": """
            telp, no telp, no telepon, hp, handphone, mobile, no handphone, whatsapp, no wa
            """,
            "team": """
            departemen, divisi, department, branch, kantor, unit kerja, division, wilayah, area
            """,
            "role": "posisi, position, job title, bagian, jabatan karyawan, title",
            "reports_to": "manager, supervisor, atasan langsung, manajer, spv",
        ],
        .teams: [
            "team_code": "kode cabang, branch code, kode kantor, kode unit, kode divisi",
            "name": "nama cabang, branch name, nama kantor, nama tim, team name, cabang",
            "manager": "kepala cabang, branch manager, pimpinan, pimpinan cabang, kepala",
        ],
        .deadlines: [
            "code": "no, nomor, id, ref, kode tugas, task id, no agenda, no tugas",
            "title": """
            tugas, perihal, kegiatan, uraian, task, subject, deskripsi, pekerjaan, nama tugas, \
            agenda, task name, acara, nama kegiatan
            """,
            "owner": """
            pemilik, assigned to, assignee, petugas, pelaksana, responsible, penanggungjawab, \
            nama penanggung jawab
            """,
            "due_date": """
            tgl, batas waktu, tgl jatuh tempo, due, target selesai, tenggat waktu, batas, tgl \
            target, finish date, end date, tgl akhir, batas akhir
            """,
            "note": "notes, remarks, komentar",
        ],
        .targets: [
            "period": "bulan, month, masa",
            "salesperson": "nama sales, sales, salesman, penjual, sales person, nama penjual",
            "target_amount": """
            target, target penjualan, nilai target, sales target, quota, kuota, target omzet
            """,
            "target_units": "target qty, target kuantitas, target unit, unit target",
        ],
        .achievements: [
            "period": "bulan, month, masa",
            "salesperson": """
            nama sales, sales, salesman, penjual, sales person, nama penjual, tenaga penjual
            """,
            "invoice": invoices,
            "date": "tgl faktur, invoice date, tgl transaksi, date, tgl invoice, tgl penjualan",
            "product": """
            nama barang, barang, item, kode barang, deskripsi barang, item description, product \
            name, nama produk, kode produk
            """,
            "units": "qty, kuantitas, kts, jumlah barang, quantity, jumlah unit, jml",
            "amount": """
            total, jumlah, nilai faktur, nilai penjualan, subtotal, total harga, dpp, net \
            amount, netto, nilai bersih, penjualan, sales amount, total faktur
            """,
            "returns": "retur penjualan, sales return, nilai retur, return",
        ],
        .collections: [
            "team": "cabang, branch, kode cabang",
            "client": """
            pelanggan, customer, kode pelanggan, nama pelanggan, customer name, customer code, \
            nama customer
            """,
            "invoice": invoices,
            "amount": """
            saldo, outstanding, total, nilai faktur, piutang, sisa, sisa tagihan, balance, nilai \
            piutang, original amount, tagihan, jumlah
            """,
            "due": "tgl jatuh tempo, due date, jatuh tempo faktur",
            "paid": "terbayar, pembayaran, paid amount, jumlah dibayar, bayar",
            "promise_date": "tgl janji bayar, promise to pay",
            "updated": "per tanggal, as of, tgl update, per tgl, tgl laporan, tgl pembaruan",
        ],
        .expenses: [
            "team": "cabang, branch, kode cabang",
            "category": """
            akun, nama akun, account, kategori biaya, jenis biaya, pos, account name, jenis
            """,
            "date": "tgl transaksi, tgl bukti, transaction date, tgl",
            "amount": "debit, debet, nominal, total, jumlah",
            "receipt": """
            no kwitansi, kwitansi, receipt no, voucher, no voucher, no transaksi, no jurnal, \
            bukti, no dokumen
            """,
        ],
    ]
}
