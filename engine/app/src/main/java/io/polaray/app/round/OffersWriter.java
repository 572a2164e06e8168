package io.polaray.app.round;

import io.polaray.app.design.MenuJson;
import io.polaray.app.market.MarketFile;
import io.polaray.app.text.CsvTable;
import io.polaray.app.text.JsonDocument;
import io.polaray.market.Task;
import io.polaray.menu.Menu;
import io.polaray.menu.MenuClass;
import io.polaray.menu.Polarisation;
import io.polaray.numeric.Vector;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes the files of {@code offers} (docs/formats.md). */
public final class OffersWriter {
  /** The name of the format of offers. */
  public static final String FORMAT = "polaray-offers/1";

  /** The name of the format of the secret. */
  public static final String SECRET_FORMAT = "polaray-secret/1";

  /** The offers. */
  public static final String OFFERS = "offers.json";

  /** What stays secret until the choices are in. */
  public static final String SECRET = "secret.json";

  /** A table for the choices. */
  public static final String TEMPLATE = "choices.csv";

  /** Every offer in plain words. */
  public static final String WORDS = "offers.csv";

  /** All names, in the order of writing. */
  public static final List<String> NAMES = List.of(OFFERS, WORDS, TEMPLATE, SECRET);

  /** How a choice that keeps the endowment is written. */
  static final String KEEP = "keep";

  private final MarketFile market;
  private final Offers offers;

  private OffersWriter(MarketFile market, Offers offers) {
    this.market = market;
    this.offers = offers;
  }

  /** A writer of offers. */
  public static OffersWriter of(MarketFile market, Offers offers) {
    return new OffersWriter(market, offers);
  }

  /** Writes {@value #OFFERS}. */
  public void offers(OutputStream out) {
    try (JsonDocument json = JsonDocument.of(out, 3)) {
      json.object()
          .field("format", FORMAT)
          .object("market")
          .field("name", market.market().name())
          .field("sha256", offers.marketSha256())
          .endObject()
          .object("design")
          .field("sha256", offers.designSha256())
          .endObject()
          .field("nonceSha256", offers.nonceSha256())
          .field("tasks", market.market().tasks().stream().map(Task::name).toList())
          .field("taskPrices", offers.taskPrices())
          .field("menuClass", MenuJson.name(menuClass()))
          .array("agents");
      for (Offers.AgentOffers agent : offers.agents()) {
        agent(json, agent);
      }
      json.endArray().endObject();
    }
  }

  private MenuClass menuClass() {
    for (Offers.AgentOffers agent : offers.agents()) {
      for (Offers.OfferedMenu offered : agent.menus()) {
        if (offered.menu() instanceof Menu.Rays rays && !Polarisation.holds(rays.rays())) {
          return MenuClass.SUPPORT;
        }
      }
    }
    return MenuClass.ORTHANT;
  }

  private static void agent(JsonDocument json, Offers.AgentOffers agent) {
    json.object().field("id", agent.agent().id());
    json.field("endowment", agent.agent().endowment()).array("menus");
    for (Offers.OfferedMenu menu : agent.menus()) {
      json.object().field("probability", menu.probability());
      MenuJson.write(json, menu.column());
      json.endObject();
    }
    json.endArray();
    json.field(
        "menuOfPerson", Vector.of(agent.menuOf().stream().mapToDouble(menu -> menu + 1).toArray()));
    json.endObject();
  }

  /** Writes {@value #WORDS}: one row a choice that a person has. */
  public void words(OutputStream out) throws IOException {
    CsvTable table = CsvTable.of(out, "agent", "person", "choice", "meaning");
    PlainWords words = new PlainWords(market.market().tasks());
    for (Offers.AgentOffers agent : offers.agents()) {
      for (int person = 0; person < agent.menuOf().size(); person++) {
        Offers.OfferedMenu menu = agent.menus().get(agent.menuOf().get(person));
        for (int choice = 0; choice <= menu.trades(); choice++) {
          table
              .cell(agent.agent().id())
              .cell(person + 1)
              .cell(choice == 0 ? KEEP : Integer.toString(choice))
              .cell(words.choice(menu.menu(), choice))
              .endRow();
        }
      }
    }
    table.finish();
  }

  /** Writes {@value #TEMPLATE}: one row a person, everybody keeping the endowment. */
  public void template(OutputStream out) throws IOException {
    CsvTable table = CsvTable.of(out, "agent", "person", "choice");
    for (Offers.AgentOffers agent : offers.agents()) {
      for (int person = 1; person <= agent.menuOf().size(); person++) {
        table.cell(agent.agent().id()).cell(person).cell(KEEP).endRow();
      }
    }
    table.finish();
  }

  /** Writes {@value #SECRET}. */
  public void secret(OutputStream out, Secret secret) {
    try (JsonDocument json = JsonDocument.of(out, 1)) {
      json.object()
          .field("format", SECRET_FORMAT)
          .field("seed", secret.seed())
          .field("nonce", secret.nonce())
          .endObject();
    }
  }
}
