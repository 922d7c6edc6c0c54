import Control
import Foundation
import Glibc
import Synchronization

/// How many times a second `GetStatus` is answered, over two connections, while much is open.
struct StatusCalls: Measurement {
    private static let open = 20_000
    private static let callers = 2
    private static let calls = 10_000

    func findings() throws -> [Finding] {
        let service = try TrialService(
            "status", ["ladders: {standard: [{when: WD-3 09:00, tell: owner}]}"])
        defer { service.remove() }
        let daemon = try service.start().daemon
        defer { daemon.stop() }
        try service.write("people.csv", ["code;name;email;role", "S-01;Sari;sari@uji.test;sales"])
        try service.write(
            "deadlines.csv",
            ["code;title;owner;due_date"]
                + (0..<Self.open).map {
                    "T-\($0);Tugas;S-01;\(2030 + $0 % 3)-1\($0 % 3)-1\($0 % 8)"
                })
        try service.take("people", "deadlines")
        let end = DispatchSemaphore(value: 0)
        let faults = Mutex<[String]>([])
        let clock = ContinuousClock()
        let taken = clock.measure {
            for _ in 0..<Self.callers {
                let socket = service.socket
                Thread {
                    do { try Self.ask(socket) } catch { faults.withLock { $0.append("\(error)") } }
                    end.signal()
                }.start()
            }
            for _ in 0..<Self.callers { end.wait() }
        }
        if let fault = faults.withLock({ $0.first }) { throw BenchError(message: fault) }
        return [
            Finding(
                work: "GetStatus, 20,000 open",
                ours: .rate(
                    perSecond: Double(Self.callers * Self.calls) / (taken / .seconds(1))),
                bar: .fixed(.rate(perSecond: 10_000)))
        ]
    }

    /// Asks again and again on one connection, and looks at no more of an answer than its end.
    private static func ask(_ path: String) throws {
        let descriptor = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let room = MemoryLayout.size(ofValue: address.sun_path) - 1
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            unsafe bytes.copyBytes(from: path.utf8.prefix(room))
        }
        let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
        guard isConnected else { throw BenchError(message: "there is no service at \(path)") }
        let call = Array(#"{"method":"org.tenggat.Control.GetStatus"}"#.utf8) + [0]
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        for _ in 0..<calls {
            guard unsafe send(descriptor, call, call.count, 0) == call.count else {
                throw BenchError(message: "the service takes no call")
            }
            var isAnswered = false
            while !isAnswered {
                let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { throw BenchError(message: "the service does not answer") }
                isAnswered = buffer[count - 1] == 0
            }
        }
    }
}
