package io.polaray.app.round;

import io.polaray.app.design.MenuReader;
import io.polaray.app.input.BadInputException;
import io.polaray.app.input.Fields;
import io.polaray.app.input.JsonValue;
import io.polaray.app.input.NumberRule;
import io.polaray.app.input.ProblemList;
import io.polaray.app.market.MarketFile;
import io.polaray.finite.replica.ReplicaEconomy;
import io.polaray.market.Agent;
import io.polaray.menu.MenuClass;
import io.polaray.numeric.Vector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code offers.json} and {@code secret.json} of a round; all problems at once. */
public final class OffersReader {
  private static final String REMEDY = "name a folder that polaray offers has written";

  private final MarketFile market;
  private final ProblemList problems = new ProblemList();
  private MenuClass menuClass = MenuClass.ORTHANT;

  private OffersReader(MarketFile market) {
    this.market = market;
  }

  /**
   * A round that has begun.
   *
   * @param offers who is offered what
   * @param offersSha256 digest of the bytes of the offers
   * @param secret what was kept secret
   */
  public record Begun(Offers offers, String offersSha256, Secret secret) {}

  /**
   * Reads the files of a round for its market.
   *
   * @throws BadInputException with every problem found
   */
  public static Begun read(Path folder, MarketFile market) {
    return new OffersReader(market).read(folder);
  }

  private Begun read(Path folder) {
    Optional<RoundFile> file =
        RoundFile.open(folder.resolve(OffersWriter.OFFERS), OffersWriter.FORMAT, REMEDY, problems);
    Optional<Offers> offers = file.flatMap(this::offers);
    Optional<RoundFile> secretFile =
        RoundFile.open(
            folder.resolve(OffersWriter.SECRET), OffersWriter.SECRET_FORMAT, REMEDY, problems);
    Optional<Secret> secret = secretFile.flatMap(found -> secret(found, offers));
    problems.throwIfAny();
    return new Begun(offers.orElseThrow(), file.orElseThrow().sha256(), secret.orElseThrow());
  }

  private Optional<Secret> secret(RoundFile file, Optional<Offers> offers) {
    Fields fields = file.fields();
    Optional<JsonValue> value = fields.required("seed", "the seed of polaray offers");
    Optional<Long> seed = value.flatMap(v -> seed(fields, v));
    Optional<String> nonce = RoundFile.digest(fields, "nonce", "the nonce");
    if (offers.isEmpty() || seed.isEmpty() || nonce.isEmpty()) {
      return Optional.empty();
    }
    Secret secret = new Secret(seed.get(), nonce.get());
    if (!secret.nonceSha256().equals(offers.get().nonceSha256())) {
      fields.report(
          "nonce",
          fields.optional("nonce").orElseThrow(),
          "its digest is not the one that the offers published",
          "restore " + OffersWriter.SECRET + " as polaray offers wrote it");
      return Optional.empty();
    }
    return Optional.of(secret);
  }

  private static Optional<Long> seed(Fields fields, JsonValue value) {
    if (value instanceof JsonValue.Num number) {
      try {
        return Optional.of(Long.parseLong(number.text()));
      } catch (NumberFormatException e) {
        fields.report("seed", value, "it is no whole number of 64 bits", "restore the file");
        return Optional.empty();
      }
    }
    fields.report("seed", value, "it is " + value.kind() + ", not a number", "restore the file");
    return Optional.empty();
  }

  private Optional<Offers> offers(RoundFile file) {
    Fields fields = file.fields();
    int tasks = market.market().tasks().size();
    int before = problems.count();
    Optional<Fields> about =
        fields
            .required("market", "the market the offers are for, {...}")
            .flatMap(v -> Fields.of(file.name(), "market", v, problems));
    Optional<String> digest =
        about.flatMap(found -> RoundFile.digest(found, "sha256", "its digest"));
    if (digest.isPresent() && !digest.get().equals(market.sha256())) {
      about
          .get()
          .report(
              "market.sha256",
              about.get().optional("sha256").orElseThrow(),
              "the offers are for another market file, or the market has changed since",
              "give the market that the offers were made from");
    }
    Optional<String> design =
        fields
            .required("design", "the design, {...}")
            .flatMap(v -> Fields.of(file.name(), "design", v, problems))
            .flatMap(found -> RoundFile.digest(found, "sha256", "its digest"));
    Optional<String> nonce = RoundFile.digest(fields, "nonceSha256", "the digest of the nonce");
    Optional<double[]> prices =
        fields.requiredNumbers("taskPrices", tasks, NumberRule.ANY, "one price a task");
    MenuReader.menuClass(fields).ifPresent(claimed -> menuClass = claimed);
    List<Offers.AgentOffers> agents = agents(file, fields);
    if (problems.count() > before) {
      return Optional.empty();
    }
    return Optional.of(
        new Offers(
            market.sha256(),
            design.orElseThrow(),
            nonce.orElseThrow(),
            Vector.of(prices.orElseThrow()),
            agents));
  }

  private List<Offers.AgentOffers> agents(RoundFile file, Fields fields) {
    List<Agent> expected = market.market().agents();
    Optional<JsonValue> value = fields.required("agents", "one object an agent, [{...}]");
    Optional<List<JsonValue>> items = value.flatMap(v -> fields.items("agents", v));
    List<Offers.AgentOffers> agents = new ArrayList<>();
    if (items.isEmpty()) {
      return agents;
    }
    if (items.get().size() != expected.size()) {
      fields.report(
          "agents",
          value.get(),
          "there are " + items.get().size() + " agents, the market has " + expected.size(),
          "restore the file as polaray offers wrote it");
      return agents;
    }
    for (int j = 0; j < expected.size(); j++) {
      String place = "agents[" + j + "]";
      Agent agent = expected.get(j);
      Fields.of(file.name(), place, items.get().get(j), problems)
          .flatMap(entry -> agent(file, entry, place, agent))
          .ifPresent(agents::add);
    }
    return agents;
  }

  private Optional<Offers.AgentOffers> agent(
      RoundFile file, Fields fields, String place, Agent agent) {
    int before = problems.count();
    Optional<JsonValue> idValue = fields.required("id", "the agent's id in the market");
    Optional<String> id = idValue.flatMap(v -> fields.text(place + ".id", v));
    if (id.isPresent() && !id.get().equals(agent.id())) {
      fields.report(
          place + ".id",
          idValue.get(),
          "the market has " + agent.id() + " here",
          "restore the file as polaray offers wrote it");
    }
    List<Offers.OfferedMenu> menus = new ArrayList<>();
    Optional<JsonValue> menusValue = fields.required("menus", "the menus, [{...}]");
    List<JsonValue> items =
        menusValue.flatMap(v -> fields.items(place + ".menus", v)).orElse(List.of());
    for (int k = 0; k < items.size(); k++) {
      Optional<Fields> entry =
          Fields.of(file.name(), place + ".menus[" + k + "]", items.get(k), problems);
      Optional<Double> probability =
          entry.flatMap(f -> f.requiredNumber("probability", NumberRule.ANY, "its share"));
      entry
          .flatMap(f -> new MenuReader(file.name(), agent, menuClass, problems).read(f))
          .filter(column -> probability.isPresent())
          .ifPresent(column -> menus.add(new Offers.OfferedMenu(probability.get(), column)));
    }
    long people = ReplicaEconomy.people(agent, 1);
    Optional<JsonValue> of = fields.required("menuOfPerson", "one menu a person, [1, ...]");
    Optional<double[]> numbers =
        of.flatMap(
            v ->
                fields.numbers(
                    place + ".menuOfPerson",
                    v,
                    (int) people,
                    NumberRule.POSITIVE,
                    "restore the file: one number a person"));
    List<Integer> menuOf = new ArrayList<>();
    for (double number : numbers.orElse(new double[0])) {
      if (number != Math.rint(number) || number > items.size()) {
        fields.report(
            place + ".menuOfPerson",
            of.orElseThrow(),
            "there is no menu " + number,
            "restore the file as polaray offers wrote it");
        break;
      }
      menuOf.add((int) number - 1);
    }
    return problems.count() == before
        ? Optional.of(new Offers.AgentOffers(agent, menus, menuOf))
        : Optional.empty();
  }
}
