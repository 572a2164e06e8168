package io.polaray.numeric;

import java.util.Arrays;

/**
 * Immutable vector of doubles, indexed from 0; the entries of a vector over tasks stand in the
 * order of the market's tasks.
 *
 * <p>No array leaves or enters this class uncopied.
 */
public final class Vector {
  private final double[] entries;

  private Vector(double[] entries) {
    this.entries = entries;
  }

  /** A vector with a copy of the given entries; any double is allowed, also NaN and infinities. */
  public static Vector of(double... entries) {
    return new Vector(entries.clone());
  }

  /** The zero vector of the given length. */
  public static Vector zeros(int size) {
    return new Vector(new double[size]);
  }

  /** The number of entries. */
  public int size() {
    return entries.length;
  }

  /** Entry i, {@code 0 <= i < size()}. */
  public double get(int i) {
    return entries[i];
  }

  /** A new array with the entries. */
  public double[] toArray() {
    return entries.clone();
  }

  /** Copies the entries to {@code target[offset .. offset + size() - 1]}. */
  public void copyTo(double[] target, int offset) {
    System.arraycopy(entries, 0, target, offset, entries.length);
  }

  /** The inner product, summed in index order; sizes must agree. */
  public double dot(Vector other) {
    requireSize(other);
    double sum = 0;
    for (int i = 0; i < entries.length; i++) {
      sum += entries[i] * other.entries[i];
    }
    return sum;
  }

  /** {@code this - other}, entry by entry. */
  public Vector minus(Vector other) {
    requireSize(other);
    double[] result = entries.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] -= other.entries[i];
    }
    return new Vector(result);
  }

  /** {@code this + factor * other}, entry by entry. */
  public Vector plus(double factor, Vector other) {
    requireSize(other);
    double[] result = entries.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] += factor * other.entries[i];
    }
    return new Vector(result);
  }

  /** The largest absolute entry, 0 for an empty vector. */
  public double maxAbsolute() {
    double max = 0;
    for (double entry : entries) {
      max = Math.max(max, Math.abs(entry));
    }
    return max;
  }

  /** Whether every entry is a finite number. */
  public boolean isFinite() {
    for (double entry : entries) {
      if (!Double.isFinite(entry)) {
        return false;
      }
    }
    return true;
  }

  private void requireSize(Vector other) {
    if (other.entries.length != entries.length) {
      throw new IllegalArgumentException(
          "sizes differ: " + entries.length + " and " + other.entries.length);
    }
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Vector other && Arrays.equals(entries, other.entries);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(entries);
  }

  @Override
  public String toString() {
    return Arrays.toString(entries);
  }
}
