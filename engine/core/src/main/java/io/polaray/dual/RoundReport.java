package io.polaray.dual;

/**
 * The state of a solve after a round, for logs and traces.
 *
 * @param event a letter and what happened: S serious step, N null step, C all agents searched cold,
 *     c a part of many agents, R sharpened prices, B bound, P primal
 * @param round number of the round, from 0
 * @param primal cost of the best market-clearing design so far
 * @param dualEstimate best dual value with menus found so far; not a bound
 * @param lowerBound best valid lower bound so far
 * @param estimateGap (primal - dualEstimate) / max(|primal|, 1e-9)
 * @param gap (primal - lowerBound) / max(|primal|, 1e-9)
 * @param residual relative clearing residual of the latest master
 * @param columns menus in the pools
 * @param oracleCalls support searches so far
 * @param seconds since the start
 */
public record RoundReport(
    char event,
    int round,
    double primal,
    double dualEstimate,
    double lowerBound,
    double estimateGap,
    double gap,
    double residual,
    long columns,
    long oracleCalls,
    double seconds) {}
