package io.polaray.finite.replica;

import io.polaray.finite.selection.SelectionSolution;

/**
 * One preference profile of a replica economy.
 *
 * @param cost social cost over the number of copies
 * @param priceValue what the draw would cost if every task were bought and sold at fixed prices,
 *     over the number of copies: at most {@code cost}. NaN where no prices were given
 * @param executedShare the share of those who chose a ray that is moved; NaN when nobody chose one
 * @param chosenShare the share of all people who chose a ray
 * @param status OPTIMAL, or why everybody keeps the endowment
 */
public record ReplicaDraw(
    double cost,
    double priceValue,
    double executedShare,
    double chosenShare,
    SelectionSolution.Status status) {}
