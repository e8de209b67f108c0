import CSandbox
import Documents
import Glibc

/// How a worker is started: what it is told, and nothing else of this process.
struct WorkerStart {
  var executable: String
  var arguments: [String]

  /// Pages are drawn where their pictures are to be read, which takes all of poppler's libraries.
  private var drawsPages: Bool {
    arguments.contains("--recognise") || arguments.contains("--recognition-report")
  }

  /// The setting by which it starts without some libraries; nil where it needs all.
  var standins: String? {
    var setting = [CChar](repeating: 0, count: Int(PATH_MAX) + 64)
    guard calls_standins(executable, &setting, setting.count) == 1 else { return nil }
    return String(decoding: setting.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Starts it in a process group of its own, with three descriptors.
  ///
  /// - Throws: `.crashed` where no process can be started.
  func spawn(input: Int32, output: Int32, errors: Int32) throws(DocumentFailure) -> pid_t {
    // A NUL would cut the argument, and so would it the file's name.
    var words = ([executable] + arguments).map { strdup($0) } + [nil]
    // Nothing of the environment concerns a reader, but where to find shared libraries.
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("LC_ALL=C.UTF-8")]
    if let libraries = getenv("LD_LIBRARY_PATH") {
      environment.append(strdup("LD_LIBRARY_PATH=\(String(cString: libraries))"))
    } else if !drawsPages, let standins {
      environment.append(strdup(standins))
    }
    // Children find what their server has found.
    if arguments.contains("--serve") { environment.append(strdup("LD_BIND_NOW=1")) }
    environment.append(nil)
    defer { for text in words + environment { free(text) } }
    var pid: pid_t = 0
    var error: Int32 = 0
    for _ in 0..<20 {
      error = calls_spawn(executable, &words, &environment, input, output, errors, &pid)
      // The executable is just being replaced, by an upgrade.
      guard error == ETXTBSY else { break }
      usleep(5_000)
    }
    guard error == 0 else { throw .cannotStart(error) }
    return pid
  }
}
