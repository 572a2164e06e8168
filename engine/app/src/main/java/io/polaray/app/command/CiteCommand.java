package io.polaray.app.command;

import io.polaray.app.text.JsonDocument;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cite}: how to cite the paper and the program. */
@Command(
    name = "cite",
    description = "Print how to cite the paper and this program.",
    sortOptions = false)
public final class CiteCommand implements Callable<Integer>, Verb {
  private static final String YEAR = "2026";

  /** The styles. */
  enum Style {
    BIBTEX,
    APA
  }

  @Option(
      names = "--style",
      paramLabel = "STYLE",
      defaultValue = "bibtex",
      description = "bibtex or apa (default: ${DEFAULT-VALUE}).")
  private Style style;

  @Mixin private Output output;

  /** A command. */
  public CiteCommand() {}

  @Override
  public Output output() {
    return output;
  }

  @Override
  public Integer call() {
    if (output.json()) {
      output.print(
          out -> {
            try (JsonDocument json = JsonDocument.of(out, 2)) {
              json.object()
                  .field("format", "polaray-citation/1")
                  .field("bibtex", text(Style.BIBTEX))
                  .field("apa", text(Style.APA))
                  .endObject();
            }
          });
    } else {
      output.out().print(text(style));
      output.out().flush();
    }
    return ExitStatus.DONE;
  }

  private static String text(Style style) {
    return switch (style) {
      case BIBTEX ->
          """
          @unpublished{valenzuela-stookey-osp,
            author = {Valenzuela-Stookey, Quitz{\\'e}},
            title  = {Obviously Strategy-Proof Multi-Dimensional Allocation
                      and the Value of Choice},
            note   = {University of California, Berkeley},
            month  = jan,
            year   = {%1$s}
          }

          @software{polaray,
            author  = {{The Polaray authors}},
            title   = {Polaray: obviously strategy-proof multi-dimensional allocation},
            version = {%2$s},
            year    = {%1$s}
          }
          """
              .formatted(YEAR, Version.number());
      case APA ->
          """
          Valenzuela-Stookey, Q. (%1$s). Obviously strategy-proof multi-dimensional allocation and \
          the value of choice [Unpublished manuscript]. University of California, Berkeley.

          The Polaray authors. (%1$s). Polaray: Obviously strategy-proof multi-dimensional \
          allocation (Version %2$s) [Computer software].
          """
              .formatted(YEAR, Version.number());
    };
  }
}
