import Documents
import Foundation
import Glibc
import Store
import Testing

/// A watch among what surrounds it: mounts that come and go, an archive, systemd.
@Suite(.enabled(if: CallsProgram.isBuilt, "calls is not built"))
struct FaultServiceTests {
  /// Waits until something holds; false where that takes too long.
  private static func wait(_ seconds: Double = 120, for condition: () throws -> Bool) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while Date() < end {
      if (try? condition()) == true { return true }
      usleep(20_000)
    }
    return false
  }

  private static let canMount =
    (try? CallsProgram().shell("unshare -m sh -c 'mount -t tmpfs none /tmp'").status) == 0

  /// A file system that is pulled out and put back: nothing is lost, nothing comes twice, and the
  /// empty folder that is left is no folder whose files are gone.
  @Test(
    .enabled(if: Self.canMount, "A LOST MOUNT IS NOT TESTED: nothing may be mounted here"),
    arguments: [false, true])
  func mountLostAndBack(polling: Bool) throws {
    let drop = try DropFolder()
    for number in 0..<5 { try drop.drop(DropFolder.page(number), as: "p\(number).html") }
    let mount = "mount -t tmpfs none m && cp -p drop/* m/"
    func pause(_ name: String) -> String { "while [ ! -e \(name) ]; do sleep 0.05; done" }
    let running = try drop.program.launch(
      shell: """
        exec unshare -m sh -c 'mkdir m; \(mount)
        calls \(DropFolder.watching.joined(separator: " ")) \(polling ? "--polling" : "") m &
        watch=$!
        \(pause("pull")); umount -l m
        \(pause("put")); \(mount)
        \(pause("end")); kill -TERM $watch; wait $watch; echo "ended $?"'
        """)
    defer { running.signal(SIGKILL) }
    let store = drop.program.storePath
    func states() throws -> [WatchedFile.State] {
      try Store(path: store, readOnly: true).watchedFiles().map(\.state)
    }
    #expect(Self.wait { try states() == Array(repeating: .done, count: 5) })
    try drop.program.write("", to: "pull")
    func modes() throws -> [WatchedFolder.Mode] {
      try Store(path: store, readOnly: true).watchedFolders().map(\.mode)
    }
    #expect(Self.wait { try modes() == [.lost] })
    #expect(try states() == Array(repeating: .done, count: 5))
    #expect(try Store(path: store, readOnly: true).counts().calls == 5)
    try drop.program.write("", to: "put")
    #expect(Self.wait { try modes() == [polling ? .polling : .events] })
    #expect(Self.wait { try states() == Array(repeating: .done, count: 5) })
    try drop.program.write("", to: "end")
    #expect(running.ending().outputLines.last == "ended 143")
    let end = try Store(path: store, readOnly: true)
    #expect(try end.counts().documents == 5)
    for call in try end.summaries(on: DropFolder.day) {
      #expect(try end.history(of: call.id).count == 1)
    }
    #expect(try end.faults() == [])
  }

  /// What was read goes to the archive under its path, what could not be read stays; names that are
  /// taken are kept.
  @Test(arguments: [false, true])
  func archive(onAnotherFileSystem: Bool) throws {
    let drop = try DropFolder()
    let shm = "/dev/shm/calls-test-\(UUID().uuidString)"
    let archive = onAnotherFileSystem ? shm : drop.program.folder + "/kept"
    defer { try? FileManager.default.removeItem(atPath: shm) }
    try FileManager.default.createDirectory(
      atPath: archive, withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: archive + "/a.html"))
    try drop.drop(DropFolder.page(1), as: "a.html")
    try drop.drop(DropFolder.page(2), as: "in/b.html")
    try drop.drop(broken: [], as: "empty.pdf", errors: ["empty"])
    #expect(try drop.pass("--archive", archive).status == 65)
    func text(_ path: String) -> [UInt8]? {
      FileManager.default.contents(atPath: path).map { [UInt8]($0) }
    }
    #expect(text(archive + "/a.html") == Array("mine".utf8))
    #expect(text(archive + "/a-1.html") == DropFolder.page(1))
    #expect(text(archive + "/in/b.html") == DropFolder.page(2))
    #expect(text(drop.path + "/a.html") == nil)
    #expect(text(drop.path + "/empty.pdf") == [])
    let paths = try drop.store().documents().flatMap(\.paths)
    #expect(paths.contains(archive + "/a-1.html") && paths.contains(archive + "/in/b.html"))
    // The next pass has nothing to read, and a call is not gone because its file was put away.
    #expect(try drop.pass("--archive", archive).status == 0)
    #expect(try drop.store().counts().calls == 2)
    #expect(try drop.store().verifications().allSatisfy { $0.verification.goneOn == nil })
    #expect(try drop.store().faults() == [])
  }

  /// systemd is told when the folders were looked through, and that the end has come.
  @Test func systemdIsTold() throws {
    let drop = try DropFolder()
    let path = drop.program.folder + "/notify"
    let socket = try Datagrams(path: path)
    let running = try drop.watch(environment: ["NOTIFY_SOCKET": path])
    #expect(Self.wait { socket.received().contains("READY=1") })
    #expect(!socket.received().contains("STOPPING=1"))
    running.signal(SIGTERM)
    #expect(running.ending().status == 128 + SIGTERM)
    #expect(Self.wait { socket.received().contains("STOPPING=1") })
  }

  /// A socket that takes what programs tell.
  private final class Datagrams {
    private let descriptor: Int32
    private var messages: [String] = []

    init(path: String) throws {
      descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
      let size = socklen_t(MemoryLayout<sockaddr_un>.size)
      let status = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, size) }
      }
      guard status == 0 else { throw POSIXError(.EIO) }
    }

    deinit { close(descriptor) }

    /// All that came so far.
    func received() -> [String] {
      var bytes = [UInt8](repeating: 0, count: 4_096)
      while true {
        let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
        guard count > 0 else { return messages }
        messages.append(String(decoding: bytes[..<count], as: UTF8.self))
      }
    }
  }
}
