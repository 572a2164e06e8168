package io.polaray.app.protocol;

import io.polaray.app.design.MenuJson;
import io.polaray.app.text.JsonDocument;
import io.polaray.menu.Menu;
import io.polaray.menu.Ray;
import io.polaray.numeric.Vector;
import io.polaray.protocol.AgentMenu;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** The result of a check as a document. */
final class ProtocolDocument {
  private static final String FORMAT = "polaray-protocol-check/1";
  private static final int DEPTH = 4;

  private final JsonDocument json;

  private ProtocolDocument(JsonDocument json) {
    this.json = json;
  }

  static void write(
      ProtocolFile file, List<AgentVerdict> verdicts, boolean proof, OutputStream out) {
    try (JsonDocument json = JsonDocument.of(out, DEPTH)) {
      json.object().field("format", FORMAT).object("protocol");
      json.field("name", file.name()).field("sha256", file.sha256()).endObject();
      if (file.orthant()) {
        json.field("types", "orthant");
      } else {
        json.object("types")
            .field("lower", file.types().lower())
            .field("upper", file.types().upper())
            .endObject();
      }
      json.field("selection", file.rule().word());
      json.field("obviouslyStrategyProof", proof).array("agents");
      ProtocolDocument document = new ProtocolDocument(json);
      verdicts.forEach(document::agent);
      json.endArray().endObject();
    }
  }

  private void agent(AgentVerdict verdict) {
    Player player = verdict.player();
    json.object()
        .field("id", player.id())
        .field("obviouslyStrategyProof", verdict.witness().isEmpty())
        .field("onOrthant", verdict.orthant())
        .field("endowment", player.menu().endowment());
    json.array("sets");
    for (int k = 0; k < player.setNames().size(); k++) {
      json.object().field("name", player.setNames().get(k)).field("kind", kind(player.menu(), k));
      json.field("reducedKind", kind(verdict.reduced(), k)).array("selected");
      verdict.reduced().sets().get(k).points().forEach(json::numbers);
      json.endArray().endObject();
    }
    json.endArray();
    if (verdict.witness().isPresent()) {
      witness(player, verdict.witness().get());
    } else {
      json.nullField("witness");
    }
    if (verdict.dominating().isPresent()) {
      menu(verdict.dominating().get());
    } else {
      json.nullField("dominatingMenu");
    }
    json.endObject();
  }

  private static String kind(AgentMenu menu, int set) {
    return menu.kind(set).name().toLowerCase(Locale.ROOT);
  }

  private void witness(Player player, AgentMenu.Witness witness) {
    Vector type = witness.type();
    json.object("witness")
        .field("type", type)
        .field("choice", player.setNames().get(witness.choice()))
        .field("worst", witness.worst())
        .field("worstBurden", type.dot(witness.worst()))
        .field("other", player.setNames().get(witness.other()))
        .field("best", witness.best())
        .field("bestBurden", type.dot(witness.best()))
        .endObject();
  }

  private void menu(Menu menu) {
    json.object("dominatingMenu").field("kind", MenuJson.kind(menu));
    if (menu instanceof Menu.Rays rays) {
      json.array("rays");
      for (Ray ray : rays.rays()) {
        json.object().field("direction", ray.direction()).endObject();
      }
      json.endArray();
    }
    json.endObject();
  }
}
