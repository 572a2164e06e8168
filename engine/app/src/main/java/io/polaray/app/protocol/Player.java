package io.polaray.app.protocol;

import io.polaray.numeric.Vector;
import io.polaray.protocol.AgentMenu;
import java.util.List;
import java.util.Optional;

/**
 * One agent of a protocol file.
 *
 * @param setNames the names of the menu's trading sets, in the menu's order; the endowment, which
 *     everybody may demand, is the last one if the file does not list it
 * @param socialCost pi_j, if the file gives it
 */
record Player(String id, List<String> setNames, AgentMenu menu, Optional<Vector> socialCost) {
  /** The name of the set {eta} that is added. */
  static final String ENDOWMENT = "endowment";

  Player {
    setNames = List.copyOf(setNames);
  }
}
