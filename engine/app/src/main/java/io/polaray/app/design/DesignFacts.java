package io.polaray.app.design;

import io.polaray.app.input.InputFile;
import io.polaray.app.market.MarketFile;
import io.polaray.dual.LargeMarketDesign;
import io.polaray.dual.NonChoiceProgram;
import io.polaray.dual.SolveOptions;
import io.polaray.dual.StopSignal;
import io.polaray.market.Market;
import io.polaray.numeric.WorkerPool;
import io.polaray.preference.TypeMeasure;
import io.polaray.preference.TypeSample;
import io.polaray.support.SupportProblem;
import io.polaray.support.bracket.SupportProblems;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Works out what a design file says beside the design; see {@link Facts}. */
public final class DesignFacts {
  private static final String SAMPLER = "scrambled-sobol";
  private static final int BUFFER = 8192;

  /** Agents with finitely many types for whom small linear programs are still quick. */
  private static final int MAX_PROGRAM_AGENTS = 100;

  private static final double NON_CHOICE_GAP = 1e-9;

  private DesignFacts() {}

  /**
   * The facts of a design that was solved with the given options.
   *
   * @param provenance the options that bear on the result
   * @param stop when it asks to stop, the evaluation on fresh types is left out
   */
  public static Facts of(
      MarketFile file,
      LargeMarketDesign design,
      SolveOptions options,
      Facts.Provenance provenance,
      StopSignal stop) {
    Optional<Double> nonChoice = nonChoice(file.market(), options, stop);
    if (design.measure() == TypeMeasure.Kind.EXACT) {
      return new Facts(
          new Facts.MeasureFacts(true, 0, "", ""),
          nonChoice,
          Optional.empty(),
          provenance,
          options.menuClass());
    }
    List<SupportProblem> problems =
        SupportProblems.forMarket(file.market(), options.types(), options.seed());
    Optional<Facts.OutOfSample> fresh =
        stop.stopRequested() || design.agents().size() != problems.size()
            ? Optional.empty()
            : Optional.of(new FreshTypes(design, problems, options).evaluate());
    return new Facts(
        new Facts.MeasureFacts(false, options.types(), SAMPLER, digest(problems)),
        nonChoice,
        fresh,
        provenance,
        options.menuClass());
  }

  /** SHA-256 of all different samples in the order of the agents: costs task by task, weights. */
  static String digest(List<SupportProblem> problems) {
    MessageDigest digest = InputFile.newSha256();
    Set<TypeSample> done = Collections.newSetFromMap(new IdentityHashMap<>());
    for (SupportProblem problem : problems) {
      TypeSample sample = problem.sample();
      if (problem.measure().kind() == TypeMeasure.Kind.SAMPLE && done.add(sample)) {
        double[] weights = new double[sample.types()];
        for (int m = 0; m < weights.length; m++) {
          weights[m] = sample.weight(m);
        }
        double[] costs = new double[sample.types()];
        for (int i = 0; i < sample.tasks(); i++) {
          sample.copyCosts(i, 0, costs.length, costs, 0);
          update(digest, costs);
        }
        update(digest, weights);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, double[] numbers) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    for (double number : numbers) {
      if (!buffer.hasRemaining()) {
        digest.update(buffer.flip());
        buffer.clear();
      }
      buffer.putDouble(number);
    }
    digest.update(buffer.flip());
  }

  /**
   * Cost of the best mechanism without choice, unless an agent's types are a list: then it needs a
   * program of its own.
   */
  private static Optional<Double> nonChoice(Market market, SolveOptions options, StopSignal stop) {
    boolean quick =
        NonChoiceProgram.isClosedForm(market) || market.agents().size() <= MAX_PROGRAM_AGENTS;
    if (stop.stopRequested() || !quick) {
      return Optional.empty();
    }
    try (WorkerPool workers = WorkerPool.of(options.threads())) {
      return NonChoiceProgram.solve(market, NON_CHOICE_GAP, workers)
          .map(NonChoiceProgram.Solution::cost);
    }
  }
}
