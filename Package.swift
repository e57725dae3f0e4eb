// swift-tools-version: 6.2
import PackageDescription

// Swift 6 language mode everywhere; a warning is an error. With `InternalImportsByDefault` a room says
// `public import Messenger` where its interface shows another room's types.
let rules: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
    name: "porchlight",
    products: [
        .executable(name: "porchlight", targets: ["porchlight"]),
        // The libraries with which another program can sign in and out.
        .library(name: "Messenger", targets: ["Messenger"]),
        .library(name: "XMPPService", targets: ["XMPPService"]),
        .library(name: "IRCService", targets: ["IRCService"]),
    ],
    targets: [
        // Typed fan-out of events in posting order; knows nothing of messengers.
        .target(name: "EventBus", swiftSettings: rules),

        // What signing in and out, status and contacts mean across services.
        .target(name: "Messenger", dependencies: ["EventBus"], swiftSettings: rules),

        // Proving who one is, message by message: SCRAM and PLAIN, for every protocol that has SASL.
        .target(name: "SASL", dependencies: ["CSASL", "CGnuTLS"], swiftSettings: rules),

        // XMPP as values: bytes in, orders out. No sockets, no clock.
        .target(name: "XMPPCore", dependencies: ["SASL", "CExpat", "CIDN"], swiftSettings: rules),

        // IRC as values: bytes in, orders out. No sockets, no clock.
        .target(name: "IRCCore", dependencies: ["SASL"], swiftSettings: rules),

        // Bytes to and from a host: TCP, TLS, name look-up. The only room with sockets.
        .target(
            name: "Transport", dependencies: ["CCares", "CClock", "CGnuTLS", "CNetlink"], swiftSettings: rules
        ),

        // What services that live on one connection share: the shell around a session's core.
        .target(
            name: "StreamService", dependencies: ["Messenger", "SASL", "Transport"], swiftSettings: rules),

        // XMPPCore's session as a service that the Messenger can order about.
        .target(
            name: "XMPPService",
            dependencies: ["Messenger", "XMPPCore", "SASL", "StreamService", "Transport"],
            swiftSettings: rules),

        // IRCCore's, likewise.
        .target(
            name: "IRCService", dependencies: ["Messenger", "IRCCore", "SASL", "StreamService", "Transport"],
            swiftSettings: rules),

        // Honest and dishonest servers on 127.0.0.1, for the tests and for `porchlight demo`.
        .target(
            name: "LoopbackServers", dependencies: ["XMPPCore", "IRCCore", "SASL", "Transport"],
            swiftSettings: rules),

        // Model, update, view into a grid of cells: pure, no terminal.
        .target(name: "TerminalUI", dependencies: ["Messenger", "EventBus"], swiftSettings: rules),

        // What is kept between runs: the receipts of sign-ins and sign-outs, and the folder they are in.
        .target(name: "Journal", dependencies: ["Messenger", "TerminalUI"], swiftSettings: rules),

        // Cells to ncurses, keys from the terminal.
        .target(name: "NcursesTerminal", dependencies: ["TerminalUI", "CNcurses"], swiftSettings: rules),

        // Arguments, configuration, composition, the demo.
        .executableTarget(
            name: "porchlight",
            dependencies: [
                "EventBus", "Messenger", "SASL", "XMPPCore", "XMPPService", "IRCCore", "IRCService",
                "StreamService",
                "Transport", "LoopbackServers", "TerminalUI", "NcursesTerminal", "Journal", "CProcess",
                "CTOML",
            ],
            swiftSettings: rules),

        // The system's libraries, each behind a small header.
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CSASL", pkgConfig: "libgsasl", providers: [.apt(["libgsasl-dev"])]),
        .systemLibrary(name: "CIDN", pkgConfig: "libidn", providers: [.apt(["libidn-dev"])]),
        .systemLibrary(name: "CCares", pkgConfig: "libcares", providers: [.apt(["libc-ares-dev"])]),
        .systemLibrary(name: "CGnuTLS", pkgConfig: "gnutls", providers: [.apt(["libgnutls28-dev"])]),
        .target(
            name: "CNcurses",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
        // What Swift's view of the system lacks: a program in its own session, no memory images.
        .target(name: "CProcess"),
        // toml++, with the place of every value kept.
        .target(name: "CTOML"),
        // Likewise: a descriptor that tells when the machine has slept.
        .target(name: "CClock"),
        // Likewise: a descriptor that tells when the machine's addresses change.
        .target(name: "CNetlink"),

        .testTarget(name: "EventBusTests", dependencies: ["EventBus"], swiftSettings: rules),
        // Tests only: how stories wait, how often those of the failure matrix are played, and chance that repeats itself.
        .target(name: "Storytelling", path: "Tests/Storytelling", swiftSettings: rules),
        .testTarget(
            name: "MessengerTests", dependencies: ["Messenger", "EventBus", "Storytelling"],
            swiftSettings: rules),
        // Tests only: how unfinished TLS writes are repeated.
        .target(
            name: "CSendLog", path: "Tests/CSendLog", linkerSettings: [.linkedLibrary("gnutls")]),
        .testTarget(
            name: "TransportTests", dependencies: ["CSendLog", "Transport", "Storytelling"],
            swiftSettings: rules),
        .testTarget(
            name: "LoopbackServersTests",
            dependencies: ["SASL", "LoopbackServers", "XMPPCore", "IRCCore", "Transport", "Storytelling"],
            swiftSettings: rules),
        // Tests only: whom this process connects to.
        .target(name: "CConnectLog", path: "Tests/CConnectLog"),
        // Stories over real sockets, from the messenger to a server on 127.0.0.1 and back.
        .testTarget(
            name: "FlowTests",
            dependencies: [
                "EventBus", "Messenger", "SASL", "StreamService", "XMPPService", "IRCService", "XMPPCore",
                "IRCCore", "Transport", "LoopbackServers", "CConnectLog", "Storytelling",
            ],
            exclude: ["Matrix/README.md"],
            swiftSettings: rules),
        // Stories with servers that other people have written, which Tests/run starts.
        .testTarget(
            name: "RealServerTests",
            dependencies: [
                "EventBus", "Messenger", "SASL", "StreamService", "XMPPService", "IRCService", "XMPPCore",
                "IRCCore", "Transport", "LoopbackServers", "Storytelling",
            ],
            swiftSettings: rules),
        .testTarget(
            name: "porchlightTests",
            dependencies: [
                "porchlight", "Journal", "LoopbackServers", "Messenger", "SASL", "StreamService",
                "TerminalUI",
                "Transport", "Storytelling",
            ],
            swiftSettings: rules),
        // Tests only: a program that keeps records until it is killed.
        .executableTarget(
            name: "JournalKeeper", dependencies: ["Journal", "Messenger"], path: "Tests/JournalKeeper",
            swiftSettings: rules),
        .testTarget(
            name: "JournalTests", dependencies: ["Journal", "JournalKeeper", "Messenger", "Storytelling"],
            swiftSettings: rules),
        .testTarget(
            name: "TerminalUITests", dependencies: ["TerminalUI", "Messenger", "EventBus"],
            swiftSettings: rules),

        // Tests only: a program in a pseudo-terminal, and the emulator that reads its screen.
        .target(
            name: "CPtyHarness", path: "Tests/CPtyHarness",
            linkerSettings: [.linkedLibrary("vterm"), .linkedLibrary("util")]),
        .target(
            name: "TerminalHarness", dependencies: ["CPtyHarness"], path: "Tests/TerminalHarness",
            swiftSettings: rules),
        .testTarget(name: "TerminalHarnessTests", dependencies: ["TerminalHarness"], swiftSettings: rules),
        .executableTarget(
            name: "TerminalProbe", dependencies: ["NcursesTerminal", "TerminalUI"],
            path: "Tests/TerminalProbe",
            swiftSettings: rules),
        .testTarget(
            name: "NcursesTerminalTests",
            dependencies: ["NcursesTerminal", "CNcurses", "TerminalUI", "TerminalHarness", "TerminalProbe"],
            swiftSettings: rules),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["TerminalHarness", "porchlight", "LoopbackServers", "Transport", "Storytelling"],
            swiftSettings: rules),
        .testTarget(
            name: "XMPPCoreTests", dependencies: ["XMPPCore", "SASL", "Storytelling"],
            exclude: ["Transcripts"],
            swiftSettings: rules),
        // Benchmarks only: what is compared with, and a count of allocations.
        .target(name: "CFloor", path: "Tests/CFloor", linkerSettings: [.linkedLibrary("expat")]),
        .executableTarget(
            name: "Benchmarks",
            dependencies: ["CFloor", "EventBus", "Messenger", "SASL", "TerminalUI", "XMPPCore"],
            path: "Tests/Benchmarks", swiftSettings: rules),
        .testTarget(name: "SASLTests", dependencies: ["SASL", "Storytelling"], swiftSettings: rules),
        .testTarget(
            name: "IRCCoreTests", dependencies: ["IRCCore", "SASL", "Storytelling"], exclude: ["Transcripts"],
            swiftSettings: rules),
    ],
    cxxLanguageStandard: .cxx17
)
