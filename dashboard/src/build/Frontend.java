import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Runs npm for Maven, with no more work than is needed: packages are installed when the lock file
 * changed, the dashboard is built when one of its files changed. Where there is no usable npm, or
 * {@code -DskipUi} is set, a plain page is shipped instead and says so; nothing else depends on it.
 *
 * <p>Arguments: {@code build}, {@code test} or {@code e2e}, then Maven properties as {@code name=value}.
 */
class Frontend {
  private static final Path SOURCES = Path.of("src/main/frontend").toAbsolutePath();
  private static final Path PLAIN = Path.of("src/main/plain/index.html");
  private static final Path OUT = Path.of("target/classes/META-INF/pitwall-dashboard");
  private static final Path BUILT = Path.of("target/dashboard/built");
  private static final Path OPENAPI =
      Path.of("../server/src/main/resources/io/pitwall/server/api/openapi.yaml");
  private static final List<String> CHROMIUMS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/snap/bin/chromium");
  private static final Map<String, String> environment = new HashMap<>();
  private static final int PRODUCT_JAVA = 25;
  private static final int[] OLDEST_NODE = {20, 19};
  private static final boolean WINDOWS =
      System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT).startsWith("windows");

  public static void main(String[] arguments) throws Exception {
    boolean build = arguments[0].equals("build");
    for (int i = 1; i < arguments.length; i++) {
      String[] property = arguments[i].split("=", 2);
      boolean set = !property[1].equals("false"); // -DskipUi without a value is set
      if (set && build) {
        shipPlainPage("Built with -D" + property[0] + ", without the dashboard.");
      }
      if (set) {
        return;
      }
    }
    String missing = whatIsMissing();
    if (!missing.isEmpty()) {
      System.out.println("[WARNING] dashboard: " + missing);
      if (build) {
        shipPlainPage(missing);
      }
      return;
    }
    install();
    switch (arguments[0]) {
      case "build" -> build();
      case "test" -> npm("test");
      case "e2e" -> testInBrowser();
      default -> throw new IllegalArgumentException("Expected build, test or e2e, but got " + arguments[0]);
    }
  }

  /** Where there is no Chromium the tests count as one that was skipped, and the log says why. */
  private static void testInBrowser() throws Exception {
    Path reports = Path.of("../e2e/target/failsafe-reports");
    Files.createDirectories(reports);
    String chromium = System.getenv().getOrDefault("PITWALL_CHROMIUM", "");
    for (String candidate : CHROMIUMS) {
      chromium = chromium.isEmpty() && Files.isExecutable(Path.of(candidate)) ? candidate : chromium;
    }
    if (chromium.isEmpty()) {
      System.out.println(
          "[WARNING] dashboard: expected Chromium at one of " + String.join(", ", CHROMIUMS)
              + " or in PITWALL_CHROMIUM, but found none; the tests in a browser are skipped");
      Files.writeString(
          reports.resolve("TEST-browser.xml"),
          """
          <testsuite name="browser" tests="1" errors="0" skipped="1" failures="0">
            <testcase classname="browser" name="Chromium is not installed"><skipped/></testcase>
          </testsuite>
          """);
      return;
    }
    environment.put("PITWALL_CHROMIUM", chromium);
    environment.put("PITWALL_CLASSPATH", System.getProperty("java.class.path"));
    environment.put("PITWALL_JAVA", java());
    environment.put(
        "PLAYWRIGHT_JUNIT_OUTPUT_FILE", reports.resolve("TEST-browser.xml").toAbsolutePath().toString());
    npm("run", "e2e");
  }

  /**
   * The java that the product runs on: this one where Maven chose it as a toolchain, that of Maven itself where it needed none
   * and the one on the PATH is older.
   */
  private static String java() {
    String own = ProcessHandle.current().info().command().orElse("java");
    String home = System.getenv("JAVA_HOME");
    return Runtime.version().feature() >= PRODUCT_JAVA || home == null
        ? own
        : Path.of(home, "bin", "java").toString();
  }

  private static void build() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path file : inputs()) {
      digest.update(SOURCES.relativize(file.toAbsolutePath()).toString().getBytes(StandardCharsets.UTF_8));
      digest.update(Files.readAllBytes(file));
    }
    String hash = HexFormat.of().formatHex(digest.digest());
    if (hash.equals(read(BUILT)) && Files.exists(OUT.resolve("assets"))) {
      System.out.println("[INFO] dashboard: nothing changed");
      return;
    }
    Files.deleteIfExists(BUILT);
    npm("run", "build");
    Files.createDirectories(BUILT.getParent());
    Files.writeString(BUILT, hash);
  }

  private static void install() throws Exception {
    Path stamp = SOURCES.resolve("node_modules/.pitwall-installed");
    String wanted =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(Files.readAllBytes(SOURCES.resolve("package-lock.json"))));
    if (wanted.equals(read(stamp))) {
      return;
    }
    FileTime changed = Files.getLastModifiedTime(SOURCES);
    npm("ci", "--no-audit", "--no-fund", "--prefer-offline");
    Files.writeString(stamp, wanted);
    // Whoever looks for newer sources must not take the new folder for one.
    Files.setLastModifiedTime(SOURCES, changed);
  }

  private static List<Path> inputs() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        SOURCES,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            return name.equals("node_modules") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    if (Files.exists(OPENAPI)) {
      files.add(OPENAPI);
    }
    return files;
  }

  /** What keeps the dashboard from being built here, empty if nothing does. */
  private static String whatIsMissing() throws InterruptedException {
    String wanted =
        "Expected Node " + OLDEST_NODE[0] + "." + OLDEST_NODE[1] + " or newer with npm on the PATH, but ";
    String otherwise = "; the dashboard is left out of this build.";
    try {
      Process node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
      String version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      node.waitFor();
      String[] parts = version.replaceFirst("^v", "").split("\\.");
      int major = Integer.parseInt(parts[0]);
      int minor = Integer.parseInt(parts[1]);
      if (major < OLDEST_NODE[0] || (major == OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
        return wanted + "found Node " + version + otherwise;
      }
      Process npm = new ProcessBuilder(WINDOWS ? "npm.cmd" : "npm", "--version").redirectErrorStream(true).start();
      npm.getInputStream().readAllBytes();
      npm.waitFor();
      return "";
    } catch (IOException | RuntimeException e) {
      return wanted + "found none" + otherwise;
    }
  }

  private static void shipPlainPage(String why) throws IOException {
    if (Files.exists(OUT)) {
      Files.walkFileTree(
          OUT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }
          });
    }
    Files.deleteIfExists(BUILT);
    Files.createDirectories(OUT);
    Files.writeString(OUT.resolve("index.html"), Files.readString(PLAIN).replace("@why@", why));
  }

  private static void npm(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(WINDOWS ? "npm.cmd" : "npm"));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).directory(SOURCES.toFile()).inheritIO();
    process.environment().put("npm_config_update_notifier", "false");
    process.environment().put("NO_COLOR", "1");
    process.environment().putAll(environment);
    int status = process.start().waitFor();
    if (status != 0) {
      System.out.println(
          "[ERROR] dashboard: `" + String.join(" ", command) + "` in dashboard/src/main/frontend failed;"
              + " -DskipUi builds without it");
      System.exit(1);
    }
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
