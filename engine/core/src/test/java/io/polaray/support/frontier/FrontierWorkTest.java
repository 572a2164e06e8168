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
    "3, 0, 1, 1.8004068750778615, 35252000",
    "3, 0, 2, 0.4859361093185348, 35622000",
    "3, 1, 1, 1.8723915466613787, 35282000",
    "3, 1, 2, 1.4430006456037445, 35142000",
    "3, 2, 1, 4.632575861918415, 35140000",
    "3, 2, 2, 0.8550107696690787, 35600000",
    "3, 3, 1, 0.11956484228442343, 35248000",
    "3, 3, 2, 0.1447495718979086, 35698000",
    "5, 0, 1, 2.132923046371281, 42192000",
    "5, 0, 2, 1.239969059785389, 40816000",
    "5, 1, 1, 2.5031672337262485, 44972000",
    "5, 1, 2, 3.3019645691208535, 35306000",
    "5, 2, 1, 5.180160446761495, 36028000",
    "5, 2, 2, 1.6052945500662776, 36768000",
    "5, 3, 1, 0.2632483434781838, 43824000",
    "5, 3, 2, 0.24770673649377017, 45086000",
    "8, 0, 1, 6.1302226453426165, 55174000",
    "8, 0, 2, 1.654363199380013, 57216000",
    "8, 1, 1, 8.233793442775024, 55604000",
    "8, 1, 2, 3.865335369024305, 42044000",
    "8, 2, 1, 6.258607271633991, 37138000",
    "8, 2, 2, 3.256359152433653, 42806000",
    "8, 3, 1, 0.42877712686818814, 55844000",
    "8, 3, 2, 0.4019693149502075, 56698000",
    "14, 0, 1, 13.32795529816429, 145794000",
    "14, 1, 1, 18.865151679673072, 136282000",
    "14, 3, 1, 0.7041045324551116, 192754000"
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
    "3, 0, 3, 1.156833, 1.3554797947382036, 35580000",
    "3, 0, 4, 0.424807, 0.5045951981834027, 35748000",
    "3, 0, 5, 0.693986, 0.7621711885722808, 35260000",
    "3, 1, 3, 1.330141, 1.4928247436924442, 35672000",
    "3, 1, 4, 0.800977, 0.836114606767776, 35624000",
    "3, 1, 5, 1.809829, 1.813451712310111, 35348000",
    "3, 2, 3, 0.729338, 0.8118875926407043, 35144000",
    "3, 2, 4, 0.72645, 0.800785872272799, 35648000",
    "3, 2, 5, 1.675155, 1.6803650633922609, 35408000",
    "3, 3, 3, 0.082455, 0.14340184043493465, 36770000",
    "3, 3, 4, 0.332843, 0.47363380525552046, 36490000",
    "3, 3, 5, 0.102584, 0.10611157535019322, 35248000",
    "6, 0, 3, 2.219637, 2.5726476564644987, 49116000",
    "6, 0, 4, 2.05803, 2.1464330444491013, 50196000",
    "6, 0, 5, 1.712123, 2.118549705717216, 52598000",
    "6, 1, 3, 2.764198, 3.4131697966544814, 44430000",
    "6, 1, 4, 2.631768, 2.847541332248951, 43838000",
    "6, 1, 5, 3.968233, 3.9897834907676115, 37436000",
    "6, 2, 3, 4.064525, 4.527251467555561, 36508000",
    "6, 2, 4, 4.179592, 4.1891821218304015, 36162000",
    "6, 2, 5, 4.003813, 4.012022021780534, 36770000",
    "6, 3, 3, 0.250831, 0.3183086898543537, 48626000",
    "6, 3, 4, 0.859725, 0.9846617083210774, 50664000",
    "6, 3, 5, 0.261653, 0.3034547062944173, 53930000",
    "9, 0, 3, 8.518924, 9.642571343538336, 70712000",
    "9, 0, 4, 4.386254, 4.536404951855823, 77748000",
    "9, 0, 5, 6.878002, 7.104547939265752, 58772000",
    "9, 1, 3, 10.172962, 11.483096367144757, 57724000",
    "9, 1, 4, 7.008842, 7.279122546126457, 56226000",
    "9, 1, 5, 9.219531, 9.90051931338365, 52664000",
    "9, 2, 3, 5.452158, 6.071021996690748, 37572000",
    "9, 2, 4, 6.361208, 6.3728905088963606, 37490000",
    "9, 2, 5, 5.80377, 5.819818002315752, 40800000",
    "9, 3, 3, 0.378566, 0.46800234277577335, 102212000",
    "9, 3, 4, 1.299611, 1.4332993101195965, 106954000",
    "9, 3, 5, 0.377964, 0.4210805337849908, 84622000"
  })
  void winnerTreeToItsEnd(int tasks, int kind, long seed, double known, double gain, long work) {
    BoxInstance instance = instance(tasks, kind, seed);
    double base = instance.weights().dot(instance.problem().endowment());
    check(WinnerTreeBound.from(2), instance, base + known, 100_000, gain, work);
  }
}
