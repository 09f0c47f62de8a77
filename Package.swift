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
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        // C libraries from Debian packages; see `make setup`.
        .systemLibrary(name: "CIDN2", pkgConfig: "libidn2"),
        .systemLibrary(name: "CPSL", pkgConfig: "libpsl"),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive"),

        // Pure modules: no Foundation, no input or output beyond memory-mapped files.
        .target(name: "Addresses", dependencies: ["CIDN2", "CPSL"], swiftSettings: strict),
        .target(name: "Reports", dependencies: ["Addresses"], swiftSettings: strict),
        .target(name: "Reputation", dependencies: ["Addresses", "Reports"], swiftSettings: strict),
        .target(
            name: "Registry",
            dependencies: [
                "Addresses", "Reports", "Reputation", .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: strict),
        .target(
            name: "SQLiteRegistry",
            dependencies: [
                "Registry", "Addresses", "Reports", "Reputation", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ], swiftSettings: strict),
        .executableTarget(
            name: "marsad",
            dependencies: [.product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict),

        .testTarget(
            name: "AddressesTests", dependencies: ["Addresses", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "ReputationTests", dependencies: ["Reputation", "Addresses", "Reports", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "RegistryTests",
            dependencies: ["Registry", "Addresses", "Reports", "Reputation", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "SQLiteRegistryTests",
            dependencies: [
                "SQLiteRegistry", "Registry", "Addresses", "Reports", "Reputation", "TestSupport",
                "registry-importer", .product(name: "GRDB", package: "GRDB.swift"),
            ], resources: [.copy("Fixtures")], swiftSettings: strict),
        .executableTarget(
            name: "registry-importer",
            dependencies: ["SQLiteRegistry", "Registry", "Addresses", "Reports", "TestSupport"],
            path: "Tests/RegistryImporter", swiftSettings: strict),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    ]
)
