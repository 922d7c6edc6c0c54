// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "tenggat",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Pure time, from bytes and values: no clock, no disk, no other module.
        .target(name: "Almanac"),
        // The rules of the office as pure functions over values: who, what is due, what a letter states.
        .target(name: "Coordination", dependencies: ["Almanac"]),
        // A second reading of the design that judges the rest and shares nothing with it but time.
        .target(name: "Oracle", dependencies: ["Almanac"]),
        // An office and its deadlines in plain values, for the oracle to judge a real history by.
        .target(name: "Judgement", dependencies: ["Almanac", "Oracle"]),
        // The language of timelines, read for the oracle: what happened in, beside its mails what went.
        .target(name: "Timelines", dependencies: ["Almanac", "Oracle"]),
        // YAML and data files in, validated values out; the only importer of Yams.
        .target(
            name: "Settings",
            dependencies: [
                "Almanac", "CICal", "Coordination", .product(name: "Yams", package: "Yams"),
            ]),
        // What is remembered; the only importer of GRDB, and the only module that knows SQL.
        .target(
            name: "Ledger",
            dependencies: [
                "Almanac", "Coordination", "CSQLite",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        // Spreadsheets as people save them in, typed rows or findings out.
        .target(
            name: "Sheets",
            dependencies: ["Almanac", "CArchive", "CExpat", "CXLSXWriter", "Coordination"]),
        // A notice becomes a letter and a courier carries it, deadlines become a calendar; the only
        // importer of Mustache, CCurl, CGMime.
        .target(
            name: "Post",
            dependencies: [
                "Almanac", "Coordination", "CCurl", "CGMime", "CICal",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
            ]),
        // The Varlink wire, the interface definition, its messages and a client; the only importer of NIO.
        .target(
            name: "Control",
            dependencies: [
                "CLinux",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            exclude: ["org.tenggat.Control.varlink"]),
        // Makes Control/Generated of the interface definition; scripts/generate-contract runs it, nobody
        // installs it.
        .executableTarget(name: "tenggat-contract"),
        // What the machine knows: the wall clock, its alarm, the zone files. No rule of the office.
        .target(name: "Host", dependencies: ["Almanac", "CLinux"]),
        // systemd's side of a daemon: journal, readiness, watchdog, credentials.
        .target(
            name: "Systemd",
            dependencies: ["CSystemd", .product(name: "Logging", package: "swift-log")]),
        // The loops and the handlers behind the control socket: a folder each.
        .target(
            name: "Engine",
            dependencies: [
                "Almanac", "Control", "Coordination", "Host", "Judgement", "Ledger", "Post",
                "Settings", "Sheets",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        // The daemon: reads its settings, assembles the engine, runs it.
        .executableTarget(
            name: "tenggatd",
            dependencies: [
                "Almanac", "Control", "Coordination", "Engine", "Host", "Ledger", "Post",
                "Settings", "Sheets", "Systemd",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            // See QuietDispatch.swift.
            linkerSettings: [
                .unsafeFlags([
                    "-Xlinker", "--wrap=_dispatch_workq_worker_register",
                    "-Xlinker", "--wrap=_dispatch_workq_worker_unregister",
                ])
            ]),
        // The companion command: one file a verb, tables or JSON, exit codes for scripts.
        .executableTarget(
            name: "tenggatctl",
            dependencies: [
                "Almanac", "Control", "Host",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        // What Tenggat costs beside programs that do the same work; scripts/bench runs it, nobody installs it.
        .executableTarget(
            name: "tenggat-bench",
            dependencies: ["Almanac", "Control", "Coordination", "Host", "Ledger"]),

        // An office without a machine: the real engine on a clock, a courier and chance of its own, and what
        // must hold of it whatever happens.
        .target(
            name: "Simulation",
            dependencies: [
                "Almanac", "Control", "Coordination", "Engine", "Host", "Ledger", "Post",
                "Settings", "Timelines",
                .product(name: "Logging", package: "swift-log"),
            ]),
        // Plays what seeds make; scripts/simulate builds and runs it, nobody installs it.
        .executableTarget(
            name: "tenggat-simulate",
            dependencies: [
                "Simulation", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Linux system calls that Swift's Glibc module leaves out: timerfd, ucred.
        .systemLibrary(name: "CLinux"),
        // libarchive: the ZIP package that a workbook is.
        .systemLibrary(
            name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        // Expat: the XML inside a workbook.
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        // SQLite's variadic settings behind plain functions.
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        // libxlsxwriter: workbooks out.
        .systemLibrary(
            name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        // libcurl behind plain functions, since Swift does not import C variadics.
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        // GMime 3 behind plain functions: one composer of MIME.
        .systemLibrary(
            name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        // libical 3: iCalendar files and their repetitions.
        .systemLibrary(name: "CICal", pkgConfig: "libical", providers: [.apt(["libical-dev"])]),
        // libsystemd: journal entries and notifications.
        .systemLibrary(
            name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),

        .testTarget(name: "AlmanacTests", dependencies: ["Almanac"], exclude: ["Peers"]),
        .testTarget(name: "OracleTests", dependencies: ["Almanac", "Oracle", "Timelines"]),
        .testTarget(name: "CoordinationTests", dependencies: ["Almanac", "Coordination", "Host"]),
        .testTarget(
            name: "SheetsTests", dependencies: ["Almanac", "CArchive", "Coordination", "Sheets"],
            exclude: ["Peers"]),
        .testTarget(
            name: "PostTests", dependencies: ["Almanac", "Coordination", "Host", "Post"],
            exclude: ["Peers"]),
        .testTarget(
            name: "SystemdTests",
            dependencies: ["Systemd", .product(name: "Logging", package: "swift-log")]),
        .testTarget(name: "ControlTests", dependencies: ["Control", "tenggat-contract"]),
        .testTarget(name: "SettingsTests", dependencies: ["Almanac", "Coordination", "Settings"]),
        .testTarget(
            name: "LedgerTests",
            dependencies: [
                "Almanac", "Coordination", "Ledger", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(
            name: "EngineTests",
            dependencies: [
                "Almanac", "Control", "Coordination", "Engine", "Host", "Ledger", "Post",
                "Settings", "Sheets",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["ExampleOffice", "Peers", "Timelines"]),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "Almanac", "Control", "Coordination", "Engine", "Ledger", "Post", "Simulation",
                "tenggat-simulate",
            ],
            exclude: ["Planted"]),
        // The built programs, as anybody runs them.
        .testTarget(
            name: "DaemonTests", dependencies: ["Control", "tenggatctl", "tenggatd"],
            exclude: ["Peers"]),
        .testTarget(name: "HouseTests"),
    ]
)

// One strictness for every target of ours; a warning is an error.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
        .enableUpcomingFeature("InferIsolatedConformances"),
        .strictMemorySafety(),
        .treatAllWarnings(as: .error),
    ]
}
