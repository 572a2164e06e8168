package io.polaray.app.estimate;

/**
 * Variance components of the cost of one task.
 *
 * @param task its name
 * @param agents agents with at least one case
 * @param cases number of cases
 * @param mean case-weighted mean cost
 * @param within s^2, pooled variance of single cases of one agent
 * @param between tau^2, variance of the agents' true means
 * @param cochranQ sum over agents of n/s^2 times the squared distance of their mean from {@code
 *     mean}; infinite when s^2 is 0 and the means differ, 0 when they do not
 */
record TaskVariance(
    String task,
    int agents,
    long cases,
    double mean,
    double within,
    double between,
    double cochranQ) {

  /** Weight of an agent's own mean, {@code tau^2 / (tau^2 + s^2 / n)}; 0 without cases. */
  double weight(long n) {
    return n == 0 || between == 0 ? 0 : between / (between + within / n);
  }

  /** Share of the spread of cell means that is not sampling noise, {@code 1 - (k - 1) / Q}. */
  double signalShare() {
    return cochranQ == 0 ? 0 : Math.max(0, 1 - (agents - 1) / cochranQ);
  }
}
