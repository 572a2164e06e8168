package io.polaray.support.bound;

import io.polaray.numeric.Vector;

/**
 * How far take-ons matter.
 *
 * @param cost a positive number for each task: if {@code b_j cost_j} is above what is shed at the
 *     highest costs, nobody accepts, or task j is endless and {@code P b_j} no longer changes
 * @param together whether {@code P b_j cost_j} has the same limit for all endless tasks, and they
 *     share a root
 */
record TakeOnReach(Vector cost, boolean together) {}
