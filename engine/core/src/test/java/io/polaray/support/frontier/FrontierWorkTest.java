package io.polaray.support.frontier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.polaray.support.BoundSession;
import io.polaray.support.SupportBound;
import io.polaray.support.WorkBudget;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the bounds prove on known instances, and with how much work. A bound that became looser, or
 * a worse choice of what to divide, shows here; so does a bound that became tighter, which is
 * welcome once a reason for it is known. Work is counted, so the figures are those of any machine.
 */
class FrontierWorkTest {
  private static final double SAME = 1e-10;

  private static void check(
      SupportBound method, BoxInstance instance, double lower, long nodes, double gain, long work) {
    BoundSession session = method.open(instance.problem());
    double base = instance.weights().dot(instance.problem().endowment());
    double value =
        session.upperBound(instance.weights(), lower, 1e-3, WorkBudget.nodes(nodes)).value();
    assertThat(value - base).isCloseTo(gain, within(SAME * Math.abs(gain)));
    assertThat(session.nominalNanos()).isLessThanOrEqualTo(work);
  }

  private static BoxInstance instance(int tasks, int kind, long seed) {
    return BoxInstance.random(RandomSource.XO_RO_SHI_RO_128_PP.create(seed), tasks, kind);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 0, 1, 1.7832774742725128, 35648000",
    "3, 0, 2, 0.4804636439158849, 37736000",
    "3, 1, 1, 1.8027731441902493, 35738000",
    "3, 1, 2, 1.4430006456037445, 35276000",
    "3, 2, 1, 4.632575861918415, 35266000",
    "3, 2, 2, 0.8549885220969191, 36126000",
    "3, 3, 1, 0.11656084307582149, 35840000",
    "3, 3, 2, 0.14155620956453852, 38398000",
    "5, 0, 1, 2.132923046371281, 48010000",
    "5, 0, 2, 1.239969059785389, 45602000",
    "5, 1, 1, 2.4503790849485236, 53926000",
    "5, 1, 2, 3.3019645691208535, 35592000",
    "5, 2, 1, 5.180141563205339, 37734000",
    "5, 2, 2, 1.6046663582452654, 37696000",
    "5, 3, 1, 0.2632483434781838, 51282000",
    "5, 3, 2, 0.24770673649377017, 51794000",
    "8, 0, 1, 6.130222645336486, 62964000",
    "8, 0, 2, 1.6596834623668686, 55912000",
    "8, 1, 1, 8.233793442775024, 61848000",
    "8, 1, 2, 3.8669552580725903, 55736000",
    "8, 2, 1, 6.254837678048016, 41672000",
    "8, 2, 2, 3.2510558352104875, 55404000",
    "8, 3, 1, 0.42877712686818814, 76288000",
    "8, 3, 2, 0.4019693149502075, 77116000",
    "14, 0, 1, 13.34806237143091, 127994000",
    "14, 1, 1, 18.87583370715556, 55666000",
    "14, 3, 1, 0.7041045324551116, 276570000"
  })
  void winnerTree(int tasks, int kind, long seed, double gain, long work) {
    check(
        WinnerTreeBound.from(2),
        instance(tasks, kind, seed),
        Double.NEGATIVE_INFINITY,
        10_000,
        gain,
        work);
  }

  /** Asked to close a gap above the best single ray, which is not always the best menu. */
  @ParameterizedTest
  @CsvSource({
    "3, 0, 2, 0.4760289744350308, 612870000",
    "3, 0, 3, 1.3297297049002652, 445060500",
    "3, 1, 3, 1.4928784109564477, 489115500",
    "3, 2, 3, 0.8121249021839996, 15064500",
    "3, 3, 1, 0.11656163803914832, 15411000",
    "3, 3, 2, 0.1347116926102504, 495960000",
    "3, 3, 3, 0.13126069082644576, 292575000",
    "4, 0, 1, 2.022106557769953, 47077500",
    "4, 0, 2, 0.6164653554717745, 40810500",
    "4, 0, 3, 2.1389991896911713, 47142000",
    "4, 1, 3, 2.477661843572724, 41317500",
    "4, 3, 1, 0.196705585767198, 347515500",
    "4, 3, 2, 0.17928745851715533, 311169000",
    "4, 3, 3, 0.19474729038098504, 338680500",
    "5, 0, 1, 2.2804882310520966, 52084500",
    "5, 0, 2, 1.322616501169818, 46179000",
    "5, 0, 3, 2.527392401035388, 37206000",
    "5, 1, 1, 2.806630876991629, 48168000",
    "5, 1, 3, 3.454436319954672, 47319000",
    "5, 2, 2, 1.6277631330000304, 54576000",
    "5, 3, 1, 0.2559414978071728, 192582000",
    "5, 3, 2, 0.24258409498936717, 163492500",
    "5, 3, 3, 0.23927752384983658, 119418000"
  })
  void exchangeRates(int tasks, int kind, long seed, double gain, long work) {
    BoxInstance instance = instance(tasks, kind, seed);
    double lower = SingleRayOptimum.solve(instance.problem(), instance.weights(), 1e-3).value();
    check(ExchangeRateBound.from(2), instance, lower, 1_000, gain, work);
  }

  /** From the value of a menu that is best up to 5e-4. */
  @ParameterizedTest
  @CsvSource({
    "3, 0, 2, 0.473647, 0.47615032015579306, 20550000",
    "3, 0, 3, 1.325678, 1.353863566241221, 141262500",
    "3, 0, 4, 0.466557, 0.48686119840900277, 29596500",
    "3, 1, 3, 1.490724, 1.4931283571008622, 15279000",
    "3, 1, 4, 0.801761, 0.8196076242892751, 24237000",
    "3, 2, 3, 0.810329, 0.8121248975112338, 15064500",
    "3, 2, 4, 0.745409, 0.8738951351358766, 19956000",
    "3, 3, 1, 0.116514, 0.11656163783200801, 15411000",
    "3, 3, 2, 0.134329, 0.1352200220910902, 43528500",
    "3, 3, 3, 0.130769, 0.13171319631855016, 78217500",
    "3, 3, 4, 0.438795, 0.44170418227178443, 37531500",
    "4, 0, 1, 1.952823, 2.0221076248574397, 44805000",
    "4, 0, 2, 0.58643, 0.6164666093549682, 38454000",
    "4, 0, 3, 1.948384, 2.156991140937622, 40144500",
    "4, 0, 4, 0.837037, 0.8567134310203555, 53227500",
    "4, 1, 1, 2.036407, 2.0852332207297337, 39963000",
    "4, 1, 3, 2.352695, 2.520467438546281, 49783500",
    "4, 1, 4, 1.745378, 2.054552573154406, 19839000",
    "4, 2, 4, 1.443452, 1.4997058728568864, 37794000",
    "4, 3, 1, 0.196032, 0.19727644534093414, 58809000",
    "4, 3, 2, 0.178624, 0.17984423695530283, 62424000",
    "4, 3, 3, 0.194091, 0.19534289788148662, 64602000",
    "4, 3, 4, 0.577565, 0.5811243245148088, 64126500"
  })
  void exchangeRatesNextToTheBest(
      int tasks, int kind, long seed, double known, double gain, long work) {
    BoxInstance instance = instance(tasks, kind, seed);
    double base = instance.weights().dot(instance.problem().endowment());
    check(ExchangeRateBound.from(2), instance, base + known, 1_000, gain, work);
  }

  /** As far as the tree goes, from the best single ray or somewhat below it. */
  @ParameterizedTest
  @CsvSource({
    "3, 0, 3, 1.156833, 1.3464796065671814, 37070000",
    "3, 0, 4, 0.424807, 0.4871654327501047, 37606000",
    "3, 0, 5, 0.693986, 0.7621711885722808, 35604000",
    "3, 1, 3, 1.330141, 1.4927195817594772, 37414000",
    "3, 1, 4, 0.800977, 0.8042910050469658, 36624000",
    "3, 1, 5, 1.809829, 1.8134515824067625, 35492000",
    "3, 2, 3, 0.729338, 0.8118875926407043, 35272000",
    "3, 2, 4, 0.72645, 0.7802487520712793, 36714000",
    "3, 2, 5, 1.675155, 1.6792145948712696, 35770000",
    "3, 3, 3, 0.082455, 0.13987942011484344, 38874000",
    "3, 3, 4, 0.332843, 0.4639895337885065, 38336000",
    "3, 3, 5, 0.102584, 0.10259684436803596, 35886000",
    "6, 0, 3, 2.219637, 2.5541126312005744, 56324000",
    "6, 0, 4, 2.05803, 2.1358290855123796, 54302000",
    "6, 0, 5, 1.712123, 2.0628571898021635, 95060000",
    "6, 1, 3, 2.764198, 3.2380355339568383, 72602000",
    "6, 1, 4, 2.631768, 2.697343422270874, 73922000",
    "6, 1, 5, 3.968233, 3.9805848570659608, 42338000",
    "6, 2, 3, 4.064525, 4.525660707855855, 39690000",
    "6, 2, 4, 4.179592, 4.187870247058507, 38754000",
    "6, 2, 5, 4.003813, 4.0115360467318135, 40018000",
    "6, 3, 3, 0.250831, 0.3183086898543537, 62062000",
    "6, 3, 4, 0.859725, 0.9846617083210774, 63696000",
    "6, 3, 5, 0.261653, 0.3034547062944173, 65670000",
    "9, 0, 3, 8.518924, 9.560208449065158, 97486000",
    "9, 0, 4, 4.386254, 4.4438744400851045, 96968000",
    "9, 0, 5, 6.878002, 6.915125779721075, 80226000",
    "9, 1, 3, 10.172962, 11.367811329971723, 81204000",
    "9, 1, 4, 7.008842, 7.070848071230838, 93532000",
    "9, 1, 5, 9.219531, 9.253138260912781, 79882000",
    "9, 2, 3, 5.452158, 6.069154463757175, 45698000",
    "9, 2, 4, 6.361208, 6.372350969054118, 45326000",
    "9, 2, 5, 5.80377, 5.817588625023902, 52710000",
    "9, 3, 3, 0.378566, 0.46800234277577335, 136828000",
    "9, 3, 4, 1.299611, 1.4332993101195965, 155704000",
    "9, 3, 5, 0.377964, 0.4210805337849908, 111458000"
  })
  void winnerTreeToItsEnd(int tasks, int kind, long seed, double known, double gain, long work) {
    BoxInstance instance = instance(tasks, kind, seed);
    double base = instance.weights().dot(instance.problem().endowment());
    check(WinnerTreeBound.from(2), instance, base + known, 100_000, gain, work);
  }
}
