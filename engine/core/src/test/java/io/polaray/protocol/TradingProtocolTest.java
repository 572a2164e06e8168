package io.polaray.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.polaray.numeric.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Protocols with a selection table and their essential reductions. */
class TradingProtocolTest {
  private static final Vector ONE = Vector.of(2, 2);
  private static final Vector OTHER = Vector.of(3, 1);

  @Test
  void bilateralTradesAreOsp() {
    TradingProtocol protocol = TradingProtocol.bilateral(ONE, OTHER, Vector.of(1, -1));
    assertThat(protocol.agents()).isEqualTo(2);
    assertThat(protocol.witness(TypeSpace.orthant(2))).isEmpty();
    AgentMenu second = protocol.essentialReduction(1);
    assertThat(second.sets()).hasSize(2);
    assertThat(second.kind(0)).isEqualTo(SetKind.ENDOWMENT);
    assertThat(second.kind(1)).isEqualTo(SetKind.RAY);
  }

  @Test
  void whatIsNeverSelectedDoesNotCount() {
    List<Vector> stay = List.of(ONE, OTHER);
    TradingProtocol nothing =
        TradingProtocol.of(List.of(ONE, OTHER), List.of(3, 1), List.of(stay, stay, stay));
    assertThat(nothing.witness(TypeSpace.orthant(2))).isEmpty();
    assertThat(nothing.essentialReduction(0).sets()).hasSize(3);
  }

  @Test
  void aChoiceThatMayMoveEitherWayIsNotOsp() {
    List<Vector> stay = List.of(ONE, OTHER);
    List<Vector> there = List.of(Vector.of(3, 1), Vector.of(2, 2));
    List<Vector> back = List.of(Vector.of(1, 3), Vector.of(4, 0));
    TradingProtocol protocol =
        TradingProtocol.of(
            List.of(ONE, OTHER), List.of(2, 3), List.of(stay, stay, stay, there, stay, back));
    AgentMenu.Witness witness = protocol.witness(TypeSpace.orthant(2)).orElseThrow();
    assertThat(witness.type().dot(witness.best())).isLessThan(witness.type().dot(witness.worst()));
    assertThat(protocol.essentialReduction(0).kind(1)).isEqualTo(SetKind.OTHER);
  }

  private static List<AgentMenu> exchange() {
    return List.of(
        AgentMenu.of(ONE, List.of(TradingSet.ray(ONE, Vector.of(1, -1)))),
        AgentMenu.of(OTHER, List.of(TradingSet.ray(OTHER, Vector.of(-1, 1)))));
  }

  @Test
  void theExPostOptimumTradesAsFarAsItPays() {
    List<AgentMenu> menus = exchange();
    TradingProtocol trades =
        ExPostOptimum.protocol(menus, List.of(Vector.of(1, 2), Vector.of(2, 1)));
    assertThat(trades.selection(0).get(0).minus(Vector.of(4, 0)).maxAbsolute()).isLessThan(1e-9);
    assertThat(trades.selection(0).get(1).minus(Vector.of(1, 3)).maxAbsolute()).isLessThan(1e-9);
    TradingProtocol stays =
        ExPostOptimum.protocol(menus, List.of(Vector.of(2, 1), Vector.of(1, 2)));
    assertThat(stays.selection(0).get(0).minus(ONE).maxAbsolute()).isLessThan(1e-9);
    for (int profile = 1; profile < 4; profile++) {
      assertThat(trades.selection(profile).get(0).minus(ONE).maxAbsolute()).isLessThan(1e-9);
      assertThat(trades.selection(profile).get(1).minus(OTHER).maxAbsolute()).isLessThan(1e-9);
    }
    assertThat(trades.witness(TypeSpace.orthant(2))).isEmpty();
    assertThat(trades.essentialReduction(0).isDominatedBy(menus.get(0))).isTrue();
  }

  @Test
  void selectionsMustLieInTheChosenSets() {
    List<Vector> stay = List.of(ONE, OTHER);
    List<Vector> back = List.of(Vector.of(1, 3), Vector.of(4, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TradingProtocol.ofMenus(exchange(), List.of(back, stay, stay, stay)))
        .withMessageContaining("not in its trading set 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExPostOptimum.protocol(exchange(), List.of(ONE)))
        .withMessageContaining("2 menus and 1 social costs");
  }

  @Test
  void rejectsTablesThatDoNotFit() {
    List<Vector> stay = List.of(ONE, OTHER);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TradingProtocol.of(stay, List.of(2, 2), List.of(stay)))
        .withMessageContaining("4 profiles");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> TradingProtocol.of(stay, List.of(1, 1), List.of(List.of(ONE, Vector.of(3, 2)))))
        .withMessageContaining("selections[0] assigns 4.0 of task 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TradingProtocol.of(stay, List.of(1, 1), List.of(List.of(ONE))))
        .withMessageContaining("selections[0] has 1 assignments");
  }
}
