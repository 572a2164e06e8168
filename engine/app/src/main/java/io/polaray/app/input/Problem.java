package io.polaray.app.input;

/**
 * One thing that is wrong with a file.
 *
 * @param file the file as the user named it
 * @param place where in the file, such as {@code agents[3].statusQuo[1]} or {@code row 7}; empty
 *     for the file as a whole
 * @param line line from 1, 0 when unknown
 * @param column column in bytes from 1, 0 when unknown
 * @param value the value found, empty when there is none
 * @param fault what is wrong
 * @param remedy what to do about it
 */
public record Problem(
    String file, String place, int line, int column, String value, String fault, String remedy) {
  private static final int MAX_SENTENCE = 1000;

  /** {@code file:line:column: place is value: fault; remedy}, safe to print on a terminal. */
  public String text() {
    StringBuilder text = new StringBuilder(PrintableText.of(file, 200));
    if (line > 0) {
      text.append(':').append(line);
      if (column > 0) {
        text.append(':').append(column);
      }
    }
    text.append(": ");
    if (!place.isEmpty()) {
      text.append(PrintableText.of(place, 200));
      if (!value.isEmpty()) {
        text.append(" is ").append(PrintableText.of(value, 80));
      }
      text.append(": ");
    } else if (!value.isEmpty()) {
      text.append(PrintableText.of(value, 80)).append(": ");
    }
    return text.append(PrintableText.of(fault, MAX_SENTENCE))
        .append("; ")
        .append(PrintableText.of(remedy, MAX_SENTENCE))
        .toString();
  }
}
