package io.polaray.app.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Texts that have broken other programs: markup, formulas, paths, direction marks, very long. */
final class HostileTexts {
  private static final String LONG = "n".repeat(20_000);

  /** As they are, not escaped for JSON or CSV. */
  static final List<String> ALL =
      List.of(
          "",
          " ",
          "<script>alert(1)</script>",
          "</script><img src=x onerror=alert(1)>",
          "<!--",
          "&lt;b&gt;",
          "\"><svg/onload=alert(1)>",
          "=1+1",
          "=cmd|' /C calc'!A0",
          "+1",
          "-1",
          "@SUM(A1)",
          "\t=1+1",
          "../../../etc/passwd",
          "..\\..\\windows",
          "/etc/passwd",
          "C:\\CON",
          "a/b",
          ".",
          "..",
          "nul\u0000byte",
          "\u202eabc",
          "\u2066abc\u2069",
          "\u200b",
          "\ufeffnorth",
          "e\u0301",
          "\u00e9",
          "\u0130I\u0131i",
          "\u0661\u0662",
          "\ud83d\ude00",
          "line\nbreak",
          "carriage\rreturn",
          "\u001b[31mred\u001b[0m",
          "\u001b]0;title\u0007",
          "\u2028",
          "'",
          "''north",
          "\"",
          "`rm -rf`",
          "$(id)",
          "${jndi:ldap://x}",
          "%s%n%d",
          "{0}",
          "\\input{x}",
          "\\end{tabular}&%$#_^~",
          "null",
          "NaN",
          "keep",
          "weight",
          "a,b",
          "a;b",
          "statusQuo",
          "__proto__",
          LONG);

  private HostileTexts() {}

  static String any(SplittableRandom random) {
    return ALL.get(random.nextInt(ALL.size()));
  }
}
