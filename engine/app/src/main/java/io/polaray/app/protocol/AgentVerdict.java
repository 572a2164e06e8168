package io.polaray.app.protocol;

import io.polaray.menu.Menu;
import io.polaray.protocol.AgentMenu;
import io.polaray.protocol.TypeSpace;
import java.util.Optional;

/**
 * What is found out about one agent.
 *
 * @param reduced the essential reduction of its menu
 * @param witness a type without an obviously dominant choice; empty if there is none
 * @param orthant whether every positive type has an obviously dominant choice
 * @param dominating the menu of Theorem 2, if {@code orthant}
 */
record AgentVerdict(
    Player player,
    AgentMenu reduced,
    Optional<AgentMenu.Witness> witness,
    boolean orthant,
    Optional<Menu> dominating) {

  static AgentVerdict of(ProtocolFile file, int agent) {
    Player player = file.players().get(agent);
    AgentMenu reduced =
        file.table().map(table -> table.essentialReduction(agent)).orElse(player.menu());
    Optional<AgentMenu.Witness> witness = reduced.witness(file.types());
    boolean orthant =
        file.orthant()
            ? witness.isEmpty()
            : reduced.witness(TypeSpace.orthant(file.tasks().size())).isEmpty();
    return new AgentVerdict(
        player, reduced, witness, orthant, orthant ? reduced.dominatingMenu() : Optional.empty());
  }
}
