package io.polaray.app.report;

import io.polaray.app.text.HtmlText;
import java.util.List;

/** HTML in the making. Everything but markup of this package's own is escaped. */
final class Html {
  private final StringBuilder page = new StringBuilder(1 << 16);

  /** Markup that this package wrote itself. */
  Html raw(String markup) {
    page.append(markup);
    return this;
  }

  /** Text from anywhere. */
  Html text(String text) {
    page.append(HtmlText.of(text));
    return this;
  }

  /** An element that holds text alone. */
  Html element(String name, String text) {
    return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
  }

  /** An element with a class that holds text alone. */
  Html element(String name, String cssClass, String text) {
    return raw("<" + name + " class=\"" + cssClass + "\">").text(text).raw("</" + name + ">\n");
  }

  /** The place of a chart; empty until the script draws it. */
  Html chart(String id, String label) {
    return raw("<div class=\"chart\" id=\"" + id + "\" role=\"img\" aria-label=\"")
        .text(label)
        .raw("\"></div>\n");
  }

  /** A bar of a given share of its column, drawn without scripts. */
  static String bar(double share, String cssClass) {
    double width = Math.round(1000 * Math.max(0, Math.min(1, share))) / 10.0;
    return "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\""
        + " aria-hidden=\"true\"><rect class=\""
        + cssClass
        + "\" width=\""
        + width
        + "\" height=\"10\"/></svg>";
  }

  /** Starts a table. */
  Table table(List<Column> columns) {
    return new Table(columns);
  }

  /**
   * A column.
   *
   * @param kind what its cells hold
   */
  record Column(String name, Kind kind) {
    /** What a cell holds. */
    enum Kind {
      WORDS,
      /** A line of words and a line that explains it. */
      NOTED,
      NUMBER,
      MARKUP
    }

    static Column words(String name) {
      return new Column(name, Kind.WORDS);
    }

    static Column number(String name) {
      return new Column(name, Kind.NUMBER);
    }

    static Column noted(String name) {
      return new Column(name, Kind.NOTED);
    }

    /** Cells of markup of this package's own. */
    static Column markup(String name) {
      return new Column(name, Kind.MARKUP);
    }
  }

  /** A table in the making. */
  final class Table {
    private final List<Column> columns;

    private Table(List<Column> columns) {
      this.columns = List.copyOf(columns);
      raw("<div class=\"scroll\"><table>\n<thead><tr>");
      for (Column column : columns) {
        raw(column.kind() == Column.Kind.NUMBER ? "<th class=\"number\">" : "<th>")
            .text(column.name())
            .raw("</th>");
      }
      raw("</tr></thead>\n<tbody>\n");
    }

    /** One cell a column. */
    Table row(String... cells) {
      raw("<tr>");
      for (int k = 0; k < columns.size(); k++) {
        switch (columns.get(k).kind()) {
          case WORDS -> raw("<td>").text(cells[k]);
          case NOTED -> {
            String[] lines = cells[k].split("\n", 2);
            raw("<td>").text(lines[0]).raw("<div class=\"small\">").text(lines[1]).raw("</div>");
          }
          case NUMBER -> raw("<td class=\"number\">").text(cells[k]);
          case MARKUP -> raw("<td class=\"drawn\">").raw(cells[k]);
        }
        raw("</td>");
      }
      raw("</tr>\n");
      return this;
    }

    Html end() {
      return raw("</tbody></table></div>\n");
    }
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
