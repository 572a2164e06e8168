package io.polaray.app.protocol;

import io.polaray.protocol.TradingProtocol;
import io.polaray.protocol.TypeSpace;
import java.util.List;
import java.util.Optional;

/**
 * A trading protocol as read from a file.
 *
 * @param types the types that it must suit
 * @param orthant whether these are all positive types
 * @param rule how an allocation is selected
 * @param table what is selected for every profile; empty if any assignment of a set may be
 */
record ProtocolFile(
    String name,
    String sha256,
    List<String> tasks,
    TypeSpace types,
    boolean orthant,
    Rule rule,
    List<Player> players,
    Optional<TradingProtocol> table) {

  /** How an allocation is selected when everybody has chosen a trading set. */
  enum Rule {
    /** Any assignment of a chosen set may be selected. */
    ANY("any"),
    /** The cheapest allocation. */
    EX_POST_OPTIMUM("ex-post-optimum"),
    /** As the file says. */
    TABLE("table");

    private final String word;

    Rule(String word) {
      this.word = word;
    }

    /** The rule in a file. */
    String word() {
      return word;
    }
  }

  ProtocolFile {
    tasks = List.copyOf(tasks);
    players = List.copyOf(players);
  }
}
