package io.polaray.verify;

import static io.polaray.verify.Claims.marginal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.verify.support.ProductCeiling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bounds of known rays, to the last digits. A slip in a bound on an error leaves a bound valid, or
 * hardly not, and is seen here. A change of the method changes the numbers: they are to be changed
 * with it.
 */
class ProductCeilingNumbersTest {
  private static final double FACTOR = 1 + 0x1p-7;

  private static PreferenceClaim claim(String name) {
    return switch (name) {
      case "ended" ->
          Claims.independent(
              marginal("exponential", 0.4, 3.0, "mean", 0.7),
              marginal("gamma", 0.2, 2.5, "shape", 2.0, "scale", 0.4),
              marginal("beta", 0.5, 2.0, "alpha", 1.0, "beta", 2.0),
              marginal("uniform", 0.3, 1.2));
      case "zero" ->
          Claims.independent(
              marginal("exponential", 0, 3.0, "mean", 0.7),
              marginal("gamma", 0, 2.5, "shape", 2.0, "scale", 0.4),
              marginal("weibull", 0, 2.0, "shape", 1.5, "scale", 0.8),
              marginal("uniform", 0, 1.2));
      default ->
          Claims.independent(
              marginal("exponential", 0.4, null, "mean", 0.7),
              marginal("lognormal", 0, null, "mu", -0.1, "sigma", 0.5),
              marginal("gamma", 0.1, null, "shape", 3.0, "scale", 0.3),
              marginal("weibull", 0.2, null, "shape", 0.8, "scale", 0.5));
    };
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.trim().split(" +")).mapToDouble(Double::parseDouble).toArray();
  }

  /**
   * Ceiling and floor; with a budget; next to each other, with the entry and the budget changed.
   */
  @ParameterizedTest
  @CsvSource({
    "ended, -1 0.7 0.3 0.1, 0.0,"
        + " 9.765625E-4 0.49073802491915774 0.490737772136967 0.5129247746698676"
        + " 0.4692271739619761 0.49073802982218373 0.4881371848929036 0.49333521731315105"
        + " 0.48911183586314977 0.4923563442567014 0.4903147048742682 0.4911578844714988"
        + " 0.5054643759875835 0.47631307103619686 0.49073802491915774 0.490737772136967",
    "ended, -1 0.7 0.3 0.1, 0.5,"
        + " 0.015625 0.4907414052709291 0.4907345307218908 0.5129207586850635"
        + " 0.469224129582086 0.49074147610689606 0.4881338985218716 0.49333183352021837"
        + " 0.4891085528399024 0.4923529572874076 0.49031142358331575 0.4911544957901588"
        + " 0.5054604813128051 0.4763099681354474 0.4908415039147093 0.49063582120607924",
    "ended, -1 -0.4 1.1 0.6, 1.0,"
        + " 0.015625 0.36026042772174866 0.3602541683860982 0.3758614499010031"
        + " 0.34509721067962507 0.3602605332035717 0.3564924676977203 0.36402343659938974"
        + " 0.3585546256155342 0.3619477254529293 0.3706098184632416 0.3500986742031424"
        + " 0.36034952772174866 0.3601650683860982",
    "ended, 0.9 -0.4 -1 0, 0.0,"
        + " 9.765625E-4 0.7627902512310931 0.7627900072194742 0.7749820202953168"
        + " 0.7500031878404184 0.762790259192039 0.7591542614076539 0.7663994478689703"
        + " 0.7709823637949696 0.7543333290102651 0.7627902512310931 0.7627900072194742",
    "ended, -1 2.5 0.3 1e-9, 0.0,"
        + " 9.765625E-4 0.12795948226162962 0.12795926780435113 0.13437234180880758"
        + " 0.12182169307248349 0.12795947813042402 0.12623509604789412 0.1296975745063847"
        + " 0.1274957127145548 0.12842091545305265 0.12795926780239075 0.12795926780629638"
        + " 0.1322033248571524 0.12383766692304943 0.12795948226162962 0.12795926780435113",
    "ended, -1 0.01 3.1 0.2, 0.1,"
        + " 0.003125 0.024307232452830514 0.024302603142799205 0.025894333871172192"
        + " 0.022786576570962835 0.024307473973505092 0.024299515686348947 0.02430620852069561"
        + " 0.023513171333893 0.02510919088701693 0.02424407829059231 0.02436133434579724"
        + " 0.025355504622445884 0.02328391118162578 0.024406371619014336 0.02419267936555953",
    "zero, -1 0.7 0.3 0.1, 0.0,"
        + " 9.765625E-4 0.3501741065056481 0.35017391085559674 0.3661186830138659"
        + " 0.3348980270367102 0.35017410873374516 0.3485635041590699 0.35178233240268647"
        + " 0.3494266729312092 0.3509175479117633 0.3499371396984984 0.35040904809454715"
        + " 0.3607276670067243 0.33991741845464546 0.3501741065056481 0.35017391085559674",
    "zero, -1 40 0.3 0.1, 0.2,"
        + " 0.00625 9.648619725194286E-4 9.647246872994176E-4 0.0010151457948635583"
        + " 9.165789639171761E-4 9.648631179101534E-4 9.502889426921097E-4 9.793732515443548E-4"
        + " 9.623875038021863E-4 9.670478773662353E-4 9.639777654434418E-4 9.654632270377523E-4"
        + " 9.980772578354537E-4 9.32380453978691E-4 9.66689212311641E-4 9.629301103464129E-4",
    "zero, -1 -0.2 900 7, 0.0,"
        + " 9.765625E-4 3.2757446453567147E-6 3.275712017602699E-6 3.444372428638868E-6"
        + " 3.114157370404699E-6 3.275773655016883E-6 3.2376681058542414E-6 3.314140864021021E-6"
        + " 3.2502888667041144E-6 3.301270208530098E-6 3.3873341457316004E-6 3.1671960935126087E-6"
        + " 3.2757446453567147E-6 3.275712017602699E-6",
    "zero, 1 -0.2 -0.3 1e-8, 0.3,"
        + " 0.009375 0.39222706757841375 0.39222068024213774 0.4183035009520757"
        + " 0.3650017944313111 0.39222719335939754 0.3899820242030333 0.394466856991038"
        + " 0.3922206801588683 0.39222068032476165 0.40973313519916305 0.3742015132391557"
        + " 0.39232846980609354 0.3921203265754378",
    "zero, -1 0.3 0.2 5000, 0.0,"
        + " 9.765625E-4 6.416960112634011E-5 6.41693946295004E-5 6.72487841422446E-5"
        + " 6.122212138039409E-5 6.416960311185869E-5 6.401233709357541E-5 6.432575217839889E-5"
        + " 6.406953548043712E-5 6.426868051729142E-5 6.367195468822053E-5 6.46707155601638E-5"
        + " 6.620728743538287E-5 6.219021251910762E-5 6.416960112634011E-5 6.41693946295004E-5",
    "open, -1 0.7 0.3 0.1, 0.0,"
        + " 9.765625E-4 0.43954491118112293 0.4395446982928708 0.45840746249512904"
        + " 0.42131665459674117 0.4395449139376589 0.43676200956154665 0.4423268091581412"
        + " 0.43837238024123176 0.44071192078306687 0.4391592806074658 0.4399276720445216"
        + " 0.45205195245231333 0.4273199144345449 0.43954491118112293 0.4395446982928708",
    "open, -1 -0.7 1.3 0.4, 0.4,"
        + " 0.0125 0.6154726205140745 0.6154677182450811 0.6277260566072048"
        + " 0.6030483030500196 0.6154726531285714 0.6118298962964654 0.619094698461421"
        + " 0.6143774912138348 0.6165508090319702 0.6236586716783987 0.6072050966261127"
        + " 0.615823341854137 0.6151299602979452",
    "open, 1.5 -0.5 -1 -0.2, 1.0,"
        + " 0.015625 0.5521422802283958 0.552135312804067 0.5644780261951824"
        + " 0.5395424544117039 0.5521423979285645 0.5478049891915967 0.556453570480365"
        + " 0.5603924552923022 0.5437666919219563 0.5524330868247419 0.5518341748129357",
    "open, -1 11 0.3 0.1, 0.0,"
        + " 9.765625E-4 5.878577669237724E-4 5.876679072443837E-4 6.134060210650351E-4"
        + " 5.630095246034621E-4 5.878598874387746E-4 5.666206707621718E-4 6.094135035765098E-4"
        + " 5.860903187545697E-4 5.892341551935778E-4 5.871465147054595E-4 5.881813766511079E-4"
        + " 6.047013011251494E-4 5.711096177646197E-4 5.878577669237724E-4 5.876679072443837E-4"
  })
  void rays(String name, String entries, double width, String expected) {
    ProductCeiling bounds = ProductCeilingTest.ceiling(claim(name));
    double[] kappa = numbers(entries);
    double step = bounds.aim(width);
    List<Double> found = new ArrayList<>();
    found.add(step);
    found.add(bounds.ceiling(kappa));
    found.add(bounds.floor(kappa));
    found.add(bounds.floor(kappa, 0.03));
    found.add(bounds.floor(kappa, -0.03));
    found.add(bounds.ceilingNear(kappa, FACTOR, 0.02));
    for (int j = 0; j < kappa.length; j++) {
      if (kappa[j] > 0) {
        found.add(bounds.floorNear(kappa, j, kappa[j] * FACTOR));
        found.add(bounds.floorNear(kappa, j, kappa[j] / FACTOR));
      }
    }
    found.add(bounds.floorNear(kappa, 0.02));
    found.add(bounds.floorNear(kappa, -0.02));
    bounds.aimRoughly(width);
    found.add(bounds.ceiling(kappa));
    found.add(bounds.floor(kappa));
    double[] wanted = numbers(expected);
    assertThat(found).hasSize(wanted.length);
    for (int n = 0; n < wanted.length; n++) {
      assertThat(found.get(n)).isCloseTo(wanted[n], within(1e-13 * wanted[n]));
    }
  }

  /** The gain beyond the ends, steep tasks, and for each task level cost and three discounts. */
  @ParameterizedTest
  @CsvSource({
    "ended, 0.0, 0,"
        + " 0.4 1.0350237922521027E-5 0.3041804074873876 0.9999999999799989"
        + " 0.2 8.340171915966939E-6 0.2541526870269076 0.9999999999800011"
        + " 0.5 9.999714755833208E-6 0.30330464187840905 0.9999999999800004"
        + " 0.3 7.4997351066354615E-6 0.23876675052553165 0.99999999998",
    "zero, 0.0, 0,"
        + " 0.0 6.581185200456166E-6 0.19815129129343284 0.9998411546618342"
        + " 0.0 7.693910659427896E-6 0.23510588053953835 0.9999999470522765"
        + " 0.0 6.909945280436655E-6 0.21560183586739448 0.9999988156706233"
        + " 1.2 5.999797604992117E-6 0.19244981881312012 0.9999634404847728",
    "open, 1.0001230967593766E-6, 10,"
        + " 0.4 1.0999893647284295E-5 0.314748757900899 0.9999999999799994"
        + " 0.0 1.0253062055366439E-5 0.3028889103431176 0.9999999999799989"
        + " 0.1 9.039910041123218E-6 0.2719352540052288 0.9999999999799994"
        + " 0.2 8.661072181850014E-6 0.2501325219938593 0.9999999999800002"
  })
  void whatIsKnownOfTasks(String name, double beyond, int steep, String expected) {
    ProductCeiling bounds = ProductCeilingTest.ceiling(claim(name));
    double[] weights = {-0.3, 0.5, 1.1, 0.2};
    double[] endowment = {1, 0.5, 2, 0};
    assertThat(bounds.gainBeyond(weights, endowment)).isCloseTo(beyond, within(1e-13 * beyond));
    assertThat(bounds.steepTasks()).isEqualTo(steep);
    assertThat(bounds.logConcaveParts()).hasSize(1);
    assertThat(bounds.effort()).isEqualTo(10);
    assertThat(bounds.leastWidth()).isEqualTo(0x1p-17);
    double[] wanted = numbers(expected);
    double[] rates = {1e-5, 0.37, 1e9};
    for (int i = 0; i < 4; i++) {
      assertThat(bounds.levelCost(i)).isEqualTo(wanted[4 * i]);
      for (int n = 0; n < rates.length; n++) {
        double discount = wanted[4 * i + n + 1];
        assertThat(bounds.discount(i, rates[n])).isCloseTo(discount, within(1e-14 * discount));
      }
    }
  }
}
