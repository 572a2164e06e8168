package io.polaray.finite.replica;

import io.polaray.finite.selection.SelectionSolution;

/**
 * One preference profile of a replica economy.
 *
 * @param cost social cost over the number of copies
 * @param executedShare the share of those who chose a ray that is moved; NaN when nobody chose one
 * @param chosenShare the share of all people who chose a ray
 * @param status OPTIMAL, or why everybody keeps the endowment
 */
public record ReplicaDraw(
    double cost, double executedShare, double chosenShare, SelectionSolution.Status status) {}
