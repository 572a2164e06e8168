package io.polaray.app.diagnose;

/**
 * What is known about the best obviously strategy-proof design.
 *
 * @param cost cost of a design
 * @param lowerBound no polarised-ray design costs less
 * @param measure the types both hold for
 * @param source where it comes from
 */
public record DesignCost(double cost, double lowerBound, Rung.Measure measure, String source) {}
