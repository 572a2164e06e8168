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
        + " 9.765625E-4 0.4907379949181588 0.490737802135968 0.5129248046804434"
        + " 0.46922720395225886 0.4907379998213953 0.4881372148921657 0.4933352473125411"
        + " 0.48911186586194944 0.49235637425656076 0.49031473487322946 0.49115791447094864"
        + " 0.5054644059938415 0.4763131010289955 0.4907379949181588 0.490737802135968",
    "ended, -1 0.7 0.3 0.1, 0.5,"
        + " 0.015625 0.490740489805726 0.4907354152566878 0.5129216529015058"
        + " 0.4692250201725872 0.4907405602849849 0.48813478263282895 0.4933327177202539"
        + " 0.4891094367130186 0.49235384181157893 0.49031230760672956 0.49115538011746757"
        + " 0.5054613681257072 0.4763108498823723 0.4907514884494689 0.4907258057408388",
    "ended, -1 -0.4 1.1 0.6, 1.0,"
        + " 0.015625 0.3602595182422277 0.36025505890657716 0.3758623282715082"
        + " 0.3450980939130123 0.36025961562105013 0.3564933506000628 0.3640243191367948"
        + " 0.3585555074783257 0.36194860841514037 0.37061070086376746 0.3500995567183183"
        + " 0.3602595182422277 0.36025505890657716",
    "ended, 0.9 -0.4 -1 0, 0.0,"
        + " 9.765625E-4 0.7627902212441643 0.7627900372325452 0.7749820503024601"
        + " 0.7500032178536415 0.7627902291996718 0.7591542914163367 0.7663994778746899"
        + " 0.7709823937943536 0.7543333590236643 0.7627902212441643 0.7627900372325452",
    "ended, -1 2.5 0.3 1e-9, 0.0,"
        + " 9.765625E-4 0.12795945681413842 0.12795929326721245 0.13437236729684032"
        + " 0.12182171852086536 0.1279594527022 0.1262351215103931 0.12969759997806302"
        + " 0.12749573818394952 0.12842094091604186 0.12795929326525168 0.1279592932691574"
        + " 0.13220335033620054 0.12383769237037642 0.12795945681413842 0.12795929326721245",
    "ended, -1 0.01 3.1 0.2, 0.1,"
        + " 0.003125 0.024306554420533533 0.02430327511050222 0.025895009376013255"
        + " 0.02278724942388225 0.024306797279787812 0.02430018900062765 0.02430688181898856"
        + " 0.02351384082494476 0.02510986848291615 0.024244751522254686 0.024362007730920857"
        + " 0.025356178197663982 0.02328458421725967 0.024338868581996402 0.024260176328541595",
    "zero, -1 0.7 0.3 0.1, 0.0,"
        + " 9.765625E-4 0.3501740765066311 0.3501739408565797 0.36611871301505566"
        + " 0.33489805703664866 0.35017407873482453 0.3485635341601626 0.35178236240393423"
        + " 0.34942670293161876 0.3509175779125035 0.3499371696995493 0.35040907809563726"
        + " 0.3607276970078603 0.3399174484551573 0.3501740765066311 0.3501739408565797",
    "zero, -1 40 0.3 0.1, 0.2,"
        + " 0.00625 9.648466351896562E-4 9.647399512218221E-4 0.0010151611521390144"
        + " 9.165942572568076E-4 9.648478101147019E-4 9.503042429638135E-4 9.793886151766545E-4"
        + " 9.624027922463004E-4 9.670631764566858E-4 9.639930588419505E-4 9.654785206068956E-4"
        + " 9.980925627815754E-4 9.323957357643969E-4 9.651591130176994E-4 9.644601362701667E-4",
    "zero, -1 -0.2 900 7, 0.0,"
        + " 9.765625E-4 3.2757394317276477E-6 3.2757172384765194E-6 3.4443871988248122E-6"
        + " 3.1141625915268262E-6 3.2757589175409915E-6 3.237682878416446E-6 3.3141556267566013E-6"
        + " 3.250303639178833E-6 3.3012849699731524E-6 3.3873489094206277E-6 3.1672108627888356E-6"
        + " 3.2757394317276477E-6 3.2757172384765194E-6",
    "zero, 1 -0.2 -0.3 1e-8, 0.3,"
        + " 0.009375 0.3922262726361929 0.3922214962988761 0.4183043202103917"
        + " 0.36500260405258883 0.3922263950757454 0.389982840190062 0.39446767335277144"
        + " 0.39222149621560676 0.39222149638149995 0.4097339493750825 0.3742023253212763"
        + " 0.39224793041623923 0.39220088708029205",
    "zero, -1 0.3 0.2 5000, 0.0,"
        + " 9.765625E-4 6.416957183375894E-5 6.416942393066922E-5 6.724881343001035E-5"
        + " 6.12221506845978E-5 6.416957381768422E-5 6.401236639236348E-5 6.432578147976551E-5"
        + " 6.406956478061189E-5 6.426870981630284E-5 6.367198398910686E-5 6.467074485577495E-5"
        + " 6.62073167277819E-5 6.219024182508807E-5 6.416957183375894E-5 6.416942393066922E-5",
    "open, -1 0.7 0.3 0.1, 0.0,"
        + " 9.765625E-4 0.439544881181123 0.43954472829287095 0.45840749249512913"
        + " 0.421316684596741 0.43954488393765917 0.4367620395615468 0.4423268391581414"
        + " 0.43837241024123197 0.4407119507830672 0.439159310607466 0.43992770204452175"
        + " 0.4520519824523135 0.4273199444345451 0.439544881181123 0.43954472829287095",
    "open, -1 -0.7 1.3 0.4, 0.4,"
        + " 0.0125 0.6154717526022655 0.6154686503332722 0.6277269908064708"
        + " 0.6030492320559044 0.6154717822687116 0.6118308237017215 0.6190956258691169"
        + " 0.6143784182619884 0.6165517397238011 0.6236596027727871 0.6072060237521321"
        + " 0.6157334278134354 0.6152200462572437",
    "open, 1.5 -0.5 -1 -0.2, 1.0,"
        + " 0.015625 0.5521414144444854 0.5521362470201567 0.5644789653516603"
        + " 0.5395433835899038 0.5521415337925726 0.5478059248654156 0.5564545031099124"
        + " 0.560393393518105 0.5437676253179522 0.5523431296731336 0.5519242176613275",
    "open, -1 11 0.3 0.1, 0.0,"
        + " 9.765625E-4 5.878299625988754E-4 5.876957171915003E-4 6.134338319362572E-4"
        + " 5.630373339625676E-4 5.878320831634274E-4 5.666484807592498E-4 6.094413095031497E-4"
        + " 5.861181270588262E-4 5.892619626838909E-4 5.871743251844514E-4 5.882091870559552E-4"
        + " 6.047291108657314E-4 5.711374279647848E-4 5.878299625988754E-4 5.876957171915003E-4"
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
