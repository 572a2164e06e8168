package io.polaray.app.estimate;

/**
 * The estimate for one agent on one task.
 *
 * @param weight of the agent's own mean, the rest being on the mean of the task
 * @param socialCost pi
 */
record ShrunkCell(double weight, double socialCost) {}
