package io.polaray.app.input;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that was probably meant, by optimal string alignment distance without case. */
public final class NearestName {
  private static final int MAX_LENGTH = 200;

  private NearestName() {}

  /** The closest of the candidates, the first on a tie; empty when none is close. */
  public static Optional<String> of(String name, Collection<String> candidates) {
    Optional<String> nearest = Optional.empty();
    int smallest = Math.max(1, name.length() / 3) + 1;
    if (name.length() > MAX_LENGTH) {
      return nearest;
    }
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - name.length()) < smallest) {
        int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
        if (distance < smallest) {
          smallest = distance;
          nearest = Optional.of(candidate);
        }
      }
    }
    return nearest;
  }

  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
