package io.polaray.app.command;

import io.polaray.app.text.JsonDocument;

/** What a run ran on. */
final class MachineFacts {
  private MachineFacts() {}

  /** Writes the fields {@code java} and {@code machine}. */
  static void write(JsonDocument json) {
    Runtime runtime = Runtime.getRuntime();
    json.object("java")
        .field("version", Runtime.version().toString())
        .field("vendor", System.getProperty("java.vendor"))
        .field("vm", System.getProperty("java.vm.name"))
        .field("maxHeapMiB", runtime.maxMemory() >> 20)
        .endObject();
    json.object("machine")
        .field("os", System.getProperty("os.name"))
        .field("osVersion", System.getProperty("os.version"))
        .field("architecture", System.getProperty("os.arch"))
        .field("processors", runtime.availableProcessors())
        .endObject();
  }
}
