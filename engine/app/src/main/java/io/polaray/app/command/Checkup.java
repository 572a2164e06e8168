package io.polaray.app.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at the machine and says what to fix. */
final class Checkup {
  private static final int MIN_JAVA = 17;
  private static final long MIN_HEAP_MIB = 256;
  private static final long ROOMY_HEAP_MIB = 1024;
  private static final long MIN_FREE_MIB = 64;
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  /** How good a finding is. */
  enum Grade {
    /** Fine. */
    OK,
    /** Works, but could be better. */
    WARN,
    /** Must be fixed. */
    FAIL
  }

  /**
   * One thing looked at.
   *
   * @param name what
   * @param value what was found
   * @param fix what to do, empty when fine
   */
  record Finding(String name, Grade grade, String value, String fix) {}

  private final List<Finding> findings = new ArrayList<>();

  private Checkup() {}

  /** Looks at everything. */
  static List<Finding> findings() {
    Checkup checkup = new Checkup();
    checkup.java();
    checkup.cores();
    checkup.memory();
    checkup.heap();
    checkup.temporaryFolder();
    checkup.vectors();
    return List.copyOf(checkup.findings);
  }

  private void add(String name, Grade grade, String value, String fix) {
    findings.add(new Finding(name, grade, value, grade == Grade.OK ? "" : fix));
  }

  private void java() {
    int feature = Runtime.version().feature();
    String vm = System.getProperty("java.vm.name", "") + ", " + System.getProperty("java.vendor");
    String value = Runtime.version() + " (" + vm + ")";
    if (feature < MIN_JAVA) {
      add("Java", Grade.FAIL, value, "install Java 17 or newer");
    } else if (System.getProperty("java.vm.info", "").contains("interpreted")) {
      add("Java", Grade.WARN, value, "remove -Xint: without compilation it runs 50 times slower");
    } else {
      add("Java", Grade.OK, value, "");
    }
  }

  private void cores() {
    int cores = Runtime.getRuntime().availableProcessors();
    add(
        "cores",
        cores > 1 ? Grade.OK : Grade.WARN,
        Integer.toString(cores),
        "one core works; agents are searched in parallel where there are more");
  }

  private void memory() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      long total = system.getTotalMemorySize() >> 20;
      long free = system.getFreeMemorySize() >> 20;
      add("memory", Grade.OK, total + " MiB, " + free + " MiB free", "");
    }
  }

  private void heap() {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    Grade grade = heap < MIN_HEAP_MIB ? Grade.FAIL : heap < ROOMY_HEAP_MIB ? Grade.WARN : Grade.OK;
    add(
        "heap",
        grade,
        "may grow to " + heap + " MiB",
        "for large markets allow more, for example POLARAY_JAVA_OPTS=-Xmx4g");
  }

  private void temporaryFolder() {
    Path folder = Path.of(System.getProperty("java.io.tmpdir", "."));
    try {
      Path probe = Files.createTempFile(folder, "polaray-doctor-", ".tmp");
      Files.writeString(probe, "probe");
      Files.delete(probe);
      long free = Files.getFileStore(folder).getUsableSpace() >> 20;
      add(
          "temporary folder",
          free < MIN_FREE_MIB ? Grade.WARN : Grade.OK,
          folder + ", writable, " + free + " MiB free",
          "free some space");
    } catch (IOException e) {
      add(
          "temporary folder",
          Grade.FAIL,
          folder + " cannot be written",
          "make it writable or set -Djava.io.tmpdir");
    }
  }

  /** A guess from the processor's flags; Java itself does not tell. */
  private void vectors() {
    String architecture = System.getProperty("os.arch", "");
    int bits = architecture.equals("aarch64") ? 128 : 0;
    try {
      if (Files.isReadable(CPU_INFO)) {
        String flags = " " + Files.readString(CPU_INFO).replace('\n', ' ') + " ";
        if (flags.contains(" avx512f ")) {
          bits = 512;
        } else if (flags.contains(" avx2 ")) {
          bits = 256;
        } else if (flags.contains(" sse2 ")) {
          bits = 128;
        }
      }
    } catch (IOException e) {
      bits = 0;
    }
    add(
        "vector width",
        Grade.OK,
        bits == 0 ? "unknown" : "probably " + bits + " bits (" + architecture + ")",
        "");
  }
}
