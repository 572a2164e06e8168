package io.polaray.verify;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A vector of a file, one entry a task.
 *
 * @param entries the numbers in the file's order
 */
public record ClaimedVector(List<Numeral> entries) {
  /** Copies the list. */
  public ClaimedVector {
    entries = List.copyOf(entries);
  }

  /** A vector of doubles with their shortest numerals. */
  public static ClaimedVector of(double... values) {
    return new ClaimedVector(Arrays.stream(values).mapToObj(Numeral::of).toList());
  }

  /** The number of entries. */
  public int size() {
    return entries.size();
  }

  /** Entry i as a double. */
  public double value(int i) {
    return entries.get(i).value();
  }

  /** Entry i, the double, as an exact decimal. */
  public BigDecimal exact(int i) {
    return entries.get(i).exact();
  }

  /** Entry i, the numeral, exactly. */
  public BigDecimal text(int i) {
    return entries.get(i).text();
  }

  /** All entries as exact decimals of their doubles. */
  public List<BigDecimal> exact() {
    List<BigDecimal> list = new ArrayList<>(size());
    for (Numeral entry : entries) {
      list.add(entry.exact());
    }
    return list;
  }

  /** All entries as the numerals of the file. */
  public List<BigDecimal> text() {
    return entries.stream().map(Numeral::text).toList();
  }
}
