package io.polaray.app.report;

import io.polaray.app.explain.ExpectedChoices;
import io.polaray.app.explain.Explanation;
import io.polaray.app.input.InputFile;
import io.polaray.app.input.PrintableText;
import io.polaray.app.text.HtmlText;
import io.polaray.app.text.JsonDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Writes one HTML page about a solve. The page holds everything it needs: its policy lets it load
 * nothing and run the two scripts that it carries, by their digests. Texts and tables say
 * everything without scripts; charts are drawn from a block of numbers.
 */
public final class ReportWriter {
  /** Where Apache ECharts 6.1.0 lies, with its licences. */
  private static final String CHARTS = "echarts/echarts.min.js";

  private static final String SCRIPT = "report.js";
  private static final String STYLE = "report.css";
  private static final int TITLE = 80;

  private final ReportSource source;
  private final Names names;
  private final List<Section> sections;

  /**
   * A writer.
   *
   * @param anonymous whether agents are numbered instead of named
   * @param shown how many agents tables and cards list one by one
   */
  public ReportWriter(ReportSource source, boolean anonymous, int shown) {
    this.source = source;
    Explanation explanation = Explanation.of(source.solve());
    this.names = Names.of(explanation, anonymous);
    ExpectedChoices offers = ExpectedChoices.of(source.solve().design().agents());
    this.sections =
        List.of(
            new LadderSection(source),
            new MenusSection(explanation, names, offers, shown),
            new GainsSection(explanation, names, offers, shown),
            new ChoicesSection(explanation, names, offers, shown),
            new FlowSection(explanation, names),
            new PricesSection(source, explanation, names),
            new ConvergenceSection(source),
            new SettingsSection(source, names));
  }

  /** Writes the page; equal sources give equal bytes. */
  public void write(OutputStream out) throws IOException {
    String charts = resource(CHARTS);
    String script = resource(SCRIPT);
    String style = resource(STYLE);
    String title = names.anonymous() ? "" : source.solve().market().market().name();
    title = title.isEmpty() ? "A design" : PrintableText.of(title, TITLE);
    Html page = new Html();
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .raw("script-src " + hash(charts) + " " + hash(script) + "; style-src " + hash(style))
        .raw("; base-uri 'none'; form-action 'none'\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .raw("<meta name=\"generator\" content=\"Polaray\">\n")
        .raw("<title>" + HtmlText.of(title) + "</title>\n")
        .raw("<style>" + style + "</style>\n</head>\n<body>\n<main>\n");
    new Headline(source, title).write(page);
    sections.forEach(section -> section.write(page));
    page.raw("</main>\n<script type=\"application/json\" id=\"numbers\">")
        .raw(data())
        .raw("</script>\n<script>" + charts + "</script>\n<script>" + script + "</script>\n")
        .raw("</body>\n</html>\n");
    out.write(page.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The numbers of the charts, without characters that could end the element they stand in. */
  private String data() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonDocument json = JsonDocument.of(bytes, 1)) {
      json.object();
      sections.forEach(section -> section.data(json));
      json.endObject();
    }
    return bytes
        .toString(StandardCharsets.UTF_8)
        .replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e");
  }

  private static String hash(String content) {
    byte[] digest = InputFile.newSha256().digest(content.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ReportWriter.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the program lacks its resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
