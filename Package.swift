// swift-tools-version: 6.2
import PackageDescription

/// Every module is compiled as Swift 6 with the same strictness; a warning is an error.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "marsad",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "marsad", targets: ["marsad"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/vapor/jwt-kit", exact: "5.7.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // C libraries from Debian packages; see `make setup`.
        .systemLibrary(name: "CIDN2", pkgConfig: "libidn2"),
        .systemLibrary(name: "CPSL", pkgConfig: "libpsl"),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive"),
        .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd"),
        .systemLibrary(name: "CRocksDB", pkgConfig: "rocksdb"),
        .systemLibrary(name: "CMaxMindDB", pkgConfig: "libmaxminddb"),
        // Our one piece of C: the scanner's loops over bytes, by vector instructions that Swift's SIMD types do not offer.
        .target(name: "CTokenScan"),

        // Pure modules: no Foundation, no input or output beyond memory-mapped files.
        .target(name: "Addresses", dependencies: ["CIDN2", "CPSL"], swiftSettings: strict),
        .target(name: "Reports", dependencies: ["Addresses"], swiftSettings: strict),
        .target(name: "Reputation", dependencies: ["Addresses", "Reports"], swiftSettings: strict),
        .target(name: "Allowlists", dependencies: ["Addresses", "Reports"], swiftSettings: strict),
        .target(
            name: "SourceWorth",
            dependencies: ["Addresses", "Reports", "Reputation"],
            swiftSettings: strict
        ),
        .target(
            name: "Watchlists",
            dependencies: ["Addresses", "Reports", "CTokenScan"],
            exclude: ["README.md"],
            swiftSettings: strict
        ),

        .target(name: "Observations", dependencies: ["Addresses", "Reports"], swiftSettings: strict),

        // Lines of logs in, events out. Its readers borrow the line they read, which takes lifetime annotations.
        .target(
            name: "LogFormats",
            dependencies: ["Addresses", "Reports"],
            swiftSettings: strict + [.enableExperimentalFeature("Lifetimes")]
        ),
        .target(name: "JSONOutput", dependencies: ["Reports"], swiftSettings: strict),
        // Lists for enforcement points: entries in, the bytes of one of many formats out.
        .target(
            name: "Lists",
            dependencies: [
                "Addresses", "Reports", "Reputation", "JSONOutput",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Credentials",
            dependencies: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),

        // Bytes in: files, feeds, the registry, and what joins them.
        .target(
            name: "ByteStreams",
            dependencies: ["CArchive", "CZlib", "CZstd"],
            swiftSettings: strict
        ),
        .target(
            name: "Formats",
            dependencies: [
                "Addresses", "Reports", "ByteStreams", "Allowlists", "JSONOutput", "CXML2",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            exclude: ["README.md"],
            swiftSettings: strict
        ),
        .target(
            name: "Enrichment",
            dependencies: ["Addresses", "Reports", "Allowlists", "CMaxMindDB"],
            swiftSettings: strict
        ),
        .target(
            name: "Registry",
            dependencies: [
                "Addresses", "Reports", "Reputation", "Allowlists", "SourceWorth", "Credentials", "Lists",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "SQLiteRegistry",
            dependencies: [
                "Addresses", "Reports", "Reputation", "Allowlists", "SourceWorth", "Credentials", "Registry",
                "Lists",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "RegistryJSON",
            dependencies: [
                "Enrichment", "JSONOutput", "Addresses", "Reports", "Reputation", "SourceWorth",
                "Registry", "Allowlists", "Lists",
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Telemetry",
            dependencies: ["Addresses", "Reports", "ByteStreams", "Watchlists"],
            swiftSettings: strict
        ),
        // Log lines in: what the kernel offers, and the inputs of a sensor on top of it.
        .target(name: "SystemIO", swiftSettings: strict),
        .target(
            name: "LogInputs",
            dependencies: [
                "ByteStreams", "SystemIO",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "HuntArchive",
            dependencies: ["Addresses", "Reports", "Observations", "CRocksDB"],
            swiftSettings: strict
        ),
        .target(
            name: "Collection",
            dependencies: ["Addresses", "Reports", "ByteStreams", "Formats", "Allowlists", "Registry"],
            swiftSettings: strict
        ),
        .target(
            name: "Sensing",
            dependencies: [
                "Addresses", "Reports", "Watchlists", "LogFormats", "LogInputs", "Observations",
                "HuntArchive",
                "JSONOutput",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOFoundationCompat", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Fetching",
            dependencies: [
                "Addresses", "Reports", "ByteStreams", "JSONOutput",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Feeds",
            dependencies: ["Reports", "Formats", "Fetching", "FeedCatalogue", "Registry"],
            swiftSettings: strict
        ),
        .target(
            name: "FeedKeeping",
            dependencies: [
                "Reports", "Formats", "Fetching", "Feeds", "Registry", "Collection",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "FeedCatalogue",
            dependencies: ["Formats", "Reports"],
            resources: [.embedInCode("feeds.json")],
            swiftSettings: strict
        ),
        .target(
            name: "RegistryWatchlists",
            dependencies: ["Addresses", "Reports", "Registry", "Watchlists"],
            swiftSettings: strict
        ),
        // The console's templates, style and script, as bytes within the program.
        .target(name: "ConsoleAssets", resources: [.embedInCode("Assets")], swiftSettings: strict),
        .target(
            name: "OpenIDConnect",
            dependencies: [
                "Reports", "Credentials",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Web",
            dependencies: [
                "OpenIDConnect",
                "Allowlists", "Enrichment", "ConsoleAssets",
                .product(name: "Mustache", package: "swift-mustache"), "Addresses", "Reports",
                "Reputation", "SourceWorth", "Credentials", "Registry", "JSONOutput", "RegistryJSON",
                "RegistryWatchlists", "Watchlists", "Publication", "Lists",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Publication",
            dependencies: [
                "Addresses", "Reports", "Reputation", "Allowlists", "Lists", "Registry", "JSONOutput",
                "Enrichment", "CZlib",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        // The scenario of `marsad demo`.
        .target(
            name: "Demonstration",
            dependencies: [
                "Addresses", "Reports", "Reputation", "Allowlists", "Lists", "Registry", "Credentials",
                "Publication",
                "Fetching", "Feeds", "FeedKeeping",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "ZoneFeeding",
            dependencies: [
                "Addresses", "Reports", "Lists", "Registry", "Publication",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "marsad",
            dependencies: [
                "Addresses", "Reports", "Reputation", "SourceWorth", "Watchlists", "ByteStreams", "Formats",
                "Registry", "SQLiteRegistry", "Collection", "Telemetry", "Observations", "HuntArchive",
                "LogFormats", "Credentials", "JSONOutput", "RegistryJSON", "RegistryWatchlists", "LogInputs",
                "Sensing",
                "Fetching", "Feeds", "FeedCatalogue", "FeedKeeping", "Web", "Allowlists", "Enrichment",
                "Lists", "Publication", "ZoneFeeding", "Demonstration", "OpenIDConnect",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),

        // Tests.
        .testTarget(
            name: "AddressesTests",
            dependencies: ["Addresses", "TestSupport", .product(name: "Crypto", package: "swift-crypto")],
            resources: [.copy("Fixtures")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "JSONOutputTests",
            dependencies: ["JSONOutput", "Reports", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ListsTests",
            dependencies: ["Lists", "Addresses", "Reports", "Reputation", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(name: "CredentialsTests", dependencies: ["Credentials"], swiftSettings: strict),
        .testTarget(name: "ReportsTests", dependencies: ["Reports", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ReputationTests",
            dependencies: ["Reputation", "Addresses", "Reports", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "AllowlistsTests",
            dependencies: ["Allowlists", "Formats", "ByteStreams", "Addresses", "Reports", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "EnrichmentTests",
            dependencies: ["Enrichment", "Allowlists", "Addresses", "GeoFiles", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "WatchlistsTests",
            dependencies: [
                "Watchlists", "WatchlistOracle", "Formats", "ByteStreams", "Addresses", "Reports",
                "TestSupport",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "FuzzTests",
            dependencies: ["FuzzTargets", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LogFormatsTests",
            dependencies: ["LogFormats", "Addresses", "Reports", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ByteStreamsTests",
            dependencies: ["ByteStreams", "CArchive", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "FormatsTests",
            dependencies: ["Formats", "Allowlists", "ByteStreams", "Addresses", "Reports", "TestSupport"],
            resources: [.copy("Fixtures")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SourceWorthTests",
            dependencies: ["SourceWorth", "Addresses", "Reports", "Reputation", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "VerdictReplayTests",
            dependencies: [
                "VerdictReplay", "SourceWorth", "Registry", "Addresses", "Reports", "TestSupport",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RegistryTests",
            dependencies: [
                "Registry", "Lists", "Addresses", "Reports", "Reputation", "SourceWorth", "TestSupport",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SQLiteRegistryTests",
            dependencies: [
                "SQLiteRegistry", "Registry", "Addresses", "Reports", "Reputation", "Allowlists",
                "SourceWorth", "Credentials", "TestSupport",
                "registry-importer", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            resources: [.copy("Fixtures")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TelemetryTests",
            dependencies: ["Telemetry", "Watchlists", "ByteStreams", "Addresses", "Reports", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ObservationsTests",
            dependencies: ["Observations", "Addresses", "Reports", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "HuntArchiveTests",
            dependencies: [
                "HuntArchive", "Observations", "Addresses", "Reports", "TestSupport", "archive-ingester",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "FetchingTests",
            dependencies: [
                "Fetching", "Formats", "ByteStreams", "Addresses", "Reports", "TestSupport",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "FeedsTests",
            dependencies: [
                "Feeds", "FeedCatalogue", "Fetching", "Formats", "Registry", "Reports", "TestSupport",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "FeedCatalogueTests",
            dependencies: ["FeedCatalogue", "Formats", "ByteStreams", "Addresses", "Reports", "TestSupport"],
            exclude: ["Fixtures"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RegistryWatchlistsTests",
            dependencies: [
                "RegistryWatchlists", "SQLiteRegistry", "Registry", "Watchlists", "Addresses", "Reports",
                "TestSupport",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "PublicationTests",
            dependencies: [
                "Publication", "SQLiteRegistry", "Registry", "Lists", "Allowlists", "Addresses", "Reports",
                "Reputation", "ByteStreams", "Credentials", "Enrichment", "GeoFiles", "TestSupport",
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DemonstrationTests",
            dependencies: [
                "Demonstration", "SQLiteRegistry", "Registry", "Allowlists", "Addresses", "Reports",
                "Reputation",
                "Publication", "Lists", "Feeds", "FeedKeeping", "Fetching", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ZoneFeedingTests",
            dependencies: [
                "ZoneFeeding", "SQLiteRegistry", "Registry", "Publication", "Lists", "Addresses", "Reports",
                "Reputation", "Allowlists", "TestSupport",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "OpenIDConnect", "Demonstration", "FeedKeeping", "Fetching",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "JWTKit", package: "jwt-kit"),
                "SQLiteRegistry", "Registry", "Allowlists", "Watchlists", "Credentials",
                "Addresses", "Reports", "ConsoleAssets", "TestSupport", "Publication", "Lists",
                "GeoFiles", "Enrichment",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            resources: [.copy("Fixtures")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "MarsadTests",
            dependencies: [
                "marsad", "Registry", "SQLiteRegistry", "Addresses", "ByteStreams", "Formats", "Telemetry",
                "Watchlists", "Reports", "Feeds", "FeedKeeping", "Fetching",
                "TestSupport",
            ],
            exclude: ["Scripts"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SystemIOTests",
            dependencies: ["SystemIO", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LogInputsTests",
            dependencies: [
                "LogInputs", "SystemIO", "ByteStreams", "CZlib", "TestSupport", "log-inputs-consumer",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "log-inputs-consumer",
            dependencies: [
                "LogInputs",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Tests/LogInputsConsumer",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "registry-importer",
            dependencies: ["SQLiteRegistry", "Registry", "Addresses", "Reports", "TestSupport"],
            path: "Tests/RegistryImporter",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "archive-ingester",
            dependencies: ["HuntArchive", "Observations", "Addresses", "Reports", "TestSupport"],
            path: "Tests/ArchiveIngester",
            swiftSettings: strict
        ),
        // Plays public list histories through the scorer, for `make evaluate`; not shipped.
        .target(
            name: "VerdictReplay",
            dependencies: ["Registry", "SourceWorth", "Addresses", "Reports", "Reputation"],
            path: "Tests/VerdictReplay",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "marsad-evaluate",
            dependencies: ["VerdictReplay"],
            path: "Tests/VerdictEvaluator",
            swiftSettings: strict
        ),
        // A MaxMind DB written by hand.
        .target(
            name: "GeoFiles",
            dependencies: ["Addresses", "Enrichment"],
            path: "Tests/GeoFiles",
            swiftSettings: strict
        ),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
        .target(
            name: "WatchlistOracle",
            dependencies: ["Watchlists", "Addresses", "Reports"],
            path: "Tests/WatchlistOracle",
            swiftSettings: strict
        ),

        // Fuzzing: what is fed with hostile bytes, and the program that feeds it; see Fuzz/README.md.
        .target(
            name: "FuzzTargets",
            dependencies: ["Watchlists", "WatchlistOracle", "LogFormats", "Addresses", "Reports"],
            path: "Fuzz/Targets",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "fuzz",
            dependencies: ["FuzzTargets"],
            path: "Fuzz/Runner",
            swiftSettings: strict
        ),

        // Benchmarks that are programs of their own.
        .executableTarget(
            name: "archive-bench",
            dependencies: ["HuntArchive", "Observations", "Addresses", "Reports"],
            path: "Benchmarks/Archive",
            swiftSettings: strict
        ),
    ]
)
