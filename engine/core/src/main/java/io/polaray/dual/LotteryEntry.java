package io.polaray.dual;

import io.polaray.menu.MenuColumn;

/**
 * A menu of an agent's lottery.
 *
 * @param probability share of the group that is offered the menu, in (0, 1]
 * @param column the menu, its choice probabilities and its expected assignment
 */
public record LotteryEntry(double probability, MenuColumn column) {}
