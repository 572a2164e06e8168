package io.polaray.app.command;

import io.polaray.app.input.PrintableText;
import io.polaray.app.text.JsonDocument;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}: whether the machine is fit, and what to fix. */
@Command(
    name = "doctor",
    description = "Look at Java, cores and memory, and say what to fix. Exit status 1 if unfit.")
public final class DoctorCommand implements Callable<Integer>, Verb {
  @Mixin private Output output;

  /** A command. */
  public DoctorCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() {
    List<Checkup.Finding> findings = Checkup.findings();
    boolean fit = findings.stream().noneMatch(finding -> finding.grade() == Checkup.Grade.FAIL);
    if (output.json()) {
      output.print(
          out -> {
            try (JsonDocument json = JsonDocument.of(out, 2)) {
              json.object()
                  .field("format", "polaray-doctor/1")
                  .field("fit", fit)
                  .field("version", Version.number());
              MachineFacts.write(json);
              json.array("findings");
              for (Checkup.Finding finding : findings) {
                json.object()
                    .field("name", finding.name())
                    .field("grade", finding.grade().name().toLowerCase(Locale.ROOT))
                    .field("value", finding.value())
                    .field("fix", finding.fix())
                    .endObject();
              }
              json.endArray().endObject();
            }
          });
    } else {
      for (Checkup.Finding finding : findings) {
        if (!output.quiet() || finding.grade() != Checkup.Grade.OK) {
          output
              .out()
              .printf(
                  Locale.ROOT,
                  "%-4s  %-16s  %s%s%n",
                  finding.grade().name().toLowerCase(Locale.ROOT),
                  finding.name(),
                  PrintableText.of(finding.value(), 200),
                  finding.fix().isEmpty() ? "" : ": " + finding.fix());
        }
      }
      output.out().println(fit ? "This machine is fit for Polaray." : "Fix what is marked fail.");
      output.out().flush();
    }
    return fit ? ExitStatus.DONE : ExitStatus.INTERNAL;
  }
}
