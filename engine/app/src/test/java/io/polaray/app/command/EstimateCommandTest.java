package io.polaray.app.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EstimateCommandTest {
  private static final String LOG =
      """
      agent,task,outcome,date,ward
      b,y,1,2024-01-01,w
      b,y,3,2024-01-02,w
      a,y,4,2024-01-03,w
      a,y,6,2024-02-01,w
      a,x,1,2024-02-02,w
      a,x,2,2024-02-03T10:00:00Z,w
      b,x,2,2024-02-04,w
      b,x,5,2024-02-05,w
      """;

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aCaseLogAndItsAggregateGiveTheSameMarket() throws IOException {
    assertThat(estimate(LOG)).isZero();
    String fromLog = market();
    String aggregate =
        """
        agent,task,n,mean,sd
        a,x,2,1.5,0.7071067811865476
        a,y,2,5,1.4142135623730951
        b,x,2,3.5,2.1213203435596424
        b,y,2,2,1.4142135623730951
        """;
    assertThat(estimate(aggregate)).isZero();
    assertThat(market()).isEqualTo(fromLog);
  }

  @Test
  void theOrderOfTheRowsDoesNotMatter() throws IOException {
    assertThat(estimate(LOG)).isZero();
    String first = market();
    List<String> lines = new ArrayList<>(LOG.lines().toList());
    String header = lines.remove(0);
    Collections.reverse(lines);
    assertThat(estimate(header + "\n" + String.join("\n", lines) + "\n")).isZero();
    assertThat(market()).isEqualTo(first);
  }

  @Test
  void packedFilesAndByteOrderMarksAreRead() throws IOException {
    assertThat(estimate(LOG)).isZero();
    String first = market();
    Path packed = folder.resolve("cases.csv.gz");
    try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(packed))) {
      stream.write(("\uFEFF" + LOG.replace("\n", "\r\n")).getBytes(UTF_8));
    }
    assertThat(run(packed.toString())).isZero();
    assertThat(market()).isEqualTo(first);
  }

  @Test
  void columnsCanBeNamedAndPeriodsChosen() throws IOException {
    String renamed = LOG.replace("agent,task,outcome,date", "doctor,kind,score,day");
    assertThat(
            estimate(
                renamed,
                "--agent-column=doctor",
                "--task-column=kind",
                "--outcome-column=score",
                "--date-column=day",
                "--since=2024-01-02",
                "--until=2024-02-03"))
        .isZero();
    assertThat(out.toString()).contains("3 cases outside the period").contains("case log: 5 cases");
    assertThat(market()).contains("\"statusQuo\": [2, 2]").contains("\"statusQuo\": [0, 1]");
  }

  @Test
  void agentsWithoutACellArePooledOrDropped() throws IOException {
    String log = LOG + "c,x,3,2024-01-01,w\nc,x,4,2024-01-01,w\n";
    assertThat(estimate(log)).isZero();
    assertThat(out.toString()).contains("c, y: 0 cases, mean of the task");
    assertThat(market())
        .contains("{\"id\": \"c\", \"socialCost\": [")
        .contains(", 3.5], \"statusQuo\": [2, 0]}");

    assertThat(estimate(log, "--drop")).isZero();
    assertThat(out.toString())
        .contains("1 agents dropped")
        .contains("c, y: 0 cases, agent dropped");
    assertThat(market()).doesNotContain("\"c\"");
    String dropped = market();
    assertThat(estimate(LOG)).isZero();
    assertThat(market()).isEqualTo(dropped);
  }

  @Test
  void theTablesBesideTheMarketTellCellsAndComponents() throws IOException {
    assertThat(estimate(LOG.replace("b,", "=b,"))).isZero();
    assertThat(Files.readString(folder.resolve("market-cells.csv"), UTF_8))
        .startsWith(
            "agent,task,cases,mean_cost,sd_cost,own_weight,social_cost\n'=b,x,2,3.5,2.12132,");
    assertThat(Files.readString(folder.resolve("market-tasks.csv"), UTF_8))
        .contains("\ny,2,4,3.5,2,");
  }

  @Test
  void jsonIsOneDocument() throws IOException {
    assertThat(estimate(LOG, "--json")).isZero();
    assertThat(out.toString())
        .startsWith("{\n  \"format\": \"polaray-estimate/1\",\n")
        .contains("\"withinVariance\": 2,")
        .endsWith("}\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a,x,1 ; a,x             | 3 | has 2 fields, the header 3
          a,x,1 ; a,x,1,2         | 3 | has 4 fields, the header 3
          ,x,1                    | 2 | agent: is empty
          a,,1                    | 2 | task: is empty
          a,x,                    | 2 | outcome: is not a number
          a,x,NA                  | 2 | outcome is NA: is not a number
          a,x,1.0f                | 2 | outcome is 1.0f: is not a number
          a,x,0x1p3               | 2 | outcome is 0x1p3: is not a number
          a,x,Infinity            | 2 | outcome is Infinity: is not a number
          a,x,1e999               | 2 | outcome is 1e999: is not a number
          a,x,-1e10               | 2 | outcome is -1e10: makes a cost beyond 1000000000
          a,x,"1,5"               | 2 | outcome is 1,5: is not a number
          """)
  void badRowsOfALogAreNamedByLine(String rows, int line, String fault) throws IOException {
    String text = "agent,task,outcome\n" + rows.replace(" ; ", "\n") + "\n";
    assertThat(estimate(text)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(err.toString()).contains("cases.csv:" + line + ": ").contains(fault);
    assertThat(folder.resolve("market.json")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a,x,0,1,1               | n_cases is 0: is not a whole number
          a,x,2.5,1,1             | n_cases is 2.5: is not a whole number
          a,x,-1,1,1              | n_cases is -1: is not a whole number
          a,x,2,1e200,1           | mean_outcome is 1e200: makes a cost beyond 1000000000
          a,x,2,1,1e200           | mean_outcome is 1: makes a cost beyond 1000000000
          a,x,2,one,1             | mean_outcome is one: is not a number
          a,x,2,1,-1              | sd_outcome is -1: is not a number of at least 0
          a,x,2,1,                | sd_outcome: is not a number of at least 0
          """)
  void badRowsOfAnAggregateAreNamedByLine(String row, String fault) throws IOException {
    String text = "agent,task_type,n_cases,mean_outcome,sd_outcome\n" + row + "\n";
    assertThat(estimate(text)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(err.toString()).contains("cases.csv:2: ").contains(fault);
  }

  @Test
  void aCellGivenTwiceNamesBothLines() throws IOException {
    String text = "agent,task,n,mean,sd\na,x,2,1,1\na,y,2,1,1\na,x,3,1,1\n";
    assertThat(estimate(text)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(err.toString()).contains("cases.csv:4: ").contains("stands on line 2 already");
  }

  @Test
  void allProblemsAreReportedAtOnceAndTheListIsCapped() throws IOException {
    StringBuilder text = new StringBuilder("agent,task,outcome\n");
    for (int k = 0; k < 2000; k++) {
      text.append("a,x,bad\n");
    }
    assertThat(estimate(text.toString())).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(err.toString())
        .contains("cases.csv:2: ")
        .contains("cases.csv:3: ")
        .contains(" more");
    assertThat(err.toString().lines().count()).isLessThan(100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "agent,task\na,x\n",
        "agent,task,outcome,Agent\na,x,1,a\n",
        "agent,task,outcome\n",
        "agent,task,outcome\na,x,1\na,x,2\n",
        "agent,task,outcome\na,x,1\na,x,2\na,y,1\nb,y,1\n",
        "agent,task,outcome\na,x,\"1\n",
      })
  void filesThatHoldNoMarketAreBadInput(String text) throws IOException {
    assertThat(estimate(text)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(err.toString()).contains("cases.csv").contains("; ");
    assertThat(folder.resolve("market.json")).doesNotExist();
  }

  @Test
  void filesThatAreNotTextOrNotThereAreBadInput() throws IOException {
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "agent,task,outcome\nJ\u00fcrgen,x,1\n".getBytes(ISO_8859_1));
    assertThat(run(latin.toString())).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(err.toString()).contains("is not UTF-8 text");
    assertThat(run(folder.resolve("nothing.csv").toString())).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(run(folder.toString())).isEqualTo(ExitStatus.BAD_INPUT);
  }

  @Test
  void namesThatAMarketFileCannotHoldAreBadInput() throws IOException {
    String text = "agent,task,outcome\n" + "a".repeat(201) + ",x,1\na,x\u202Ey,1\n";
    assertThat(estimate(text)).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(err.toString()).contains("has 201 characters").contains("\\u202E");
  }

  @Test
  void costsTooAlikeForSixDecimalsAreRemarkedOn() throws IOException {
    assertThat(estimate(LOG, "--cost=0.0000001*outcome")).isZero();
    assertThat(out.toString()).contains("note: on y").contains("--cost 1000*outcome");
  }

  @Test
  void tooManyTaskTypesAreBadInput() throws IOException {
    StringBuilder text = new StringBuilder("agent,task,outcome\n");
    for (int k = 0; k < 1002; k++) {
      text.append("a,case").append(k).append(",1\n");
    }
    assertThat(estimate(text.toString())).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(err.toString()).contains("cases.csv:1002: ").contains("holds types of cases");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--cost=rating",
        "--preferences=gamma:1:2",
        "--min-cases=0",
        "--min-cases=many",
        "--pool --drop",
        "--since=yesterday"
      })
  void wrongOptionsAreUsageErrors(String options) throws IOException {
    assertThat(estimate(LOG, options.split(" ", -1))).isEqualTo(ExitStatus.USAGE);
    assertThat(folder.resolve("market.json")).doesNotExist();
  }

  @Test
  void theInputIsNeverOverwritten() throws IOException {
    Path cases = folder.resolve("market.json");
    Files.writeString(cases, LOG, UTF_8);
    assertThat(run(cases.toString())).isEqualTo(ExitStatus.USAGE);
    assertThat(cases).hasContent(LOG);
  }

  private String market() throws IOException {
    return Files.readString(folder.resolve("market.json"), UTF_8);
  }

  private int estimate(String text, String... options) throws IOException {
    Path cases = folder.resolve("cases.csv");
    Files.writeString(cases, text, UTF_8);
    return run(cases.toString(), options);
  }

  private int run(String cases, String... options) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of(cases, "--out", folder.resolve("market.json").toString()));
    return new CommandLine(new EstimateCommand())
        .setExecutionExceptionHandler(new Failures())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }
}
