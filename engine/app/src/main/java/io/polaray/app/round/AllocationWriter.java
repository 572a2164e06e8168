package io.polaray.app.round;

import io.polaray.app.text.CsvTable;
import io.polaray.app.text.Figures;
import io.polaray.app.text.JsonDocument;
import io.polaray.finite.round.Participant;
import io.polaray.finite.round.RoundAllocation;
import io.polaray.market.Market;
import io.polaray.numeric.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes the files of {@code allocate} (docs/formats.md). */
public final class AllocationWriter {
  /** The name of the format. */
  public static final String FORMAT = "polaray-allocation/1";

  /** The allocation with everything that replays it. */
  public static final String DOCUMENT = "allocation.json";

  /** One row a person and task. */
  public static final String TABLE = "allocation.csv";

  /** One row a person, in plain words. */
  public static final String PEOPLE = "people.csv";

  /** All names, in the order of writing. */
  public static final List<String> NAMES = List.of(TABLE, PEOPLE, DOCUMENT);

  private final Allocation allocation;
  private final RoundAllocation result;
  private final Market market;
  private final int tasks;

  private AllocationWriter(Allocation allocation) {
    this.allocation = allocation;
    this.result = allocation.result();
    this.market = allocation.market().market();
    this.tasks = market.tasks().size();
  }

  /** A writer of an allocation. */
  public static AllocationWriter of(Allocation allocation) {
    return new AllocationWriter(allocation);
  }

  /** Writes {@value #DOCUMENT}; equal rounds give equal bytes. */
  public void document(OutputStream out) {
    OffersReader.Begun begun = allocation.begun();
    try (JsonDocument json = JsonDocument.of(out, 2)) {
      json.object()
          .field("format", FORMAT)
          .object("market")
          .field("name", market.name())
          .field("sha256", allocation.market().sha256())
          .endObject()
          .object("audit")
          .field("seed", begun.secret().seed())
          .field("nonce", begun.secret().nonce())
          .field("offersSha256", begun.offersSha256())
          .field("choicesSha256", allocation.choices().sha256())
          .field("drawSha256", allocation.drawSha256())
          .endObject()
          .field("rule", allocation.rule())
          .object("cost")
          .field("statusQuo", market.statusQuoCost())
          .field("expected", result.expectedCost())
          .field("assigned", result.assignedCost())
          .endObject()
          .array("totals");
      for (int i = 0; i < tasks; i++) {
        json.object()
            .field("task", market.tasks().get(i).name())
            .field("instances", market.instances().get(i))
            .field("assigned", result.total(i))
            .endObject();
      }
      json.endArray().array("people");
      for (int a = 0; a < result.participants().size(); a++) {
        person(json, a);
      }
      json.endArray().endObject();
    }
  }

  private void person(JsonDocument json, int a) {
    Participant one = result.participants().get(a);
    json.object()
        .field("agent", one.agent().id())
        .field("person", one.person())
        .field("choice", choice(a))
        .field("carriedOut", result.extent(a))
        .field("expected", result.expected(a))
        .field("assigned", assigned(a))
        .endObject();
  }

  private Vector assigned(int a) {
    double[] counts = new double[tasks];
    for (int i = 0; i < tasks; i++) {
      counts[i] = result.assigned(a, i);
    }
    return Vector.of(counts);
  }

  private String choice(int a) {
    int number = number(a);
    return number == 0 ? OffersWriter.KEEP : Integer.toString(number);
  }

  private int number(int a) {
    int at = a;
    for (List<Integer> agent : allocation.choices().ofPerson()) {
      if (at < agent.size()) {
        return agent.get(at);
      }
      at -= agent.size();
    }
    throw new IndexOutOfBoundsException(a);
  }

  /** Writes {@value #TABLE}. */
  public void table(OutputStream out) throws IOException {
    CsvTable table =
        CsvTable.of(out, "agent", "person", "task", "endowment", "expected", "assigned");
    for (int a = 0; a < result.participants().size(); a++) {
      Participant one = result.participants().get(a);
      for (int i = 0; i < tasks; i++) {
        table
            .cell(one.agent().id())
            .cell(one.person())
            .cell(market.tasks().get(i).name())
            .cell(one.agent().endowment().get(i))
            .cell(result.expected(a).get(i))
            .cell(result.assigned(a, i))
            .endRow();
      }
    }
    table.finish();
  }

  /** Writes {@value #PEOPLE}. */
  public void people(OutputStream out) throws IOException {
    CsvTable table = CsvTable.of(out, "agent", "person", "choice", "carriedOut", "meaning");
    PlainWords words = new PlainWords(market.tasks());
    int a = 0;
    for (int j = 0; j < allocation.choices().ofPerson().size(); j++) {
      for (int choice : allocation.choices().ofPerson().get(j)) {
        Participant one = result.participants().get(a);
        table
            .cell(one.agent().id())
            .cell(one.person())
            .cell(choice == 0 ? OffersWriter.KEEP : Integer.toString(choice))
            .cell(result.extent(a))
            .cell(sentence(words, one, choice, a))
            .endRow();
        a++;
      }
    }
    table.finish();
  }

  private String sentence(PlainWords words, Participant one, int choice, int a) {
    int[] counts = new int[tasks];
    for (int i = 0; i < tasks; i++) {
      counts[i] = result.assigned(a, i);
    }
    String now = words.bundle(counts);
    String before = words.bundle(one.agent().endowment());
    if (choice == 0) {
      return "Asked to keep everything. Does " + now + " (before: " + before + ").";
    }
    String asked = choiceInWords(words, one, choice);
    double extent = result.extent(a);
    String how =
        extent == 0
            ? "This could not be carried out."
            : extent == 1
                ? "This is carried out in full."
                : "This is carried out to " + Figures.percent(extent, 3) + ".";
    return "Asked to " + asked + ". " + how + " Does " + now + " (before: " + before + ").";
  }

  private String choiceInWords(PlainWords words, Participant one, int choice) {
    for (Offers.AgentOffers agent : allocation.begun().offers().agents()) {
      if (agent.agent().id().equals(one.agent().id())) {
        int menu = agent.menuOf().get(one.person() - 1);
        return words.choice(agent.menus().get(menu).menu(), choice);
      }
    }
    return "";
  }
}
