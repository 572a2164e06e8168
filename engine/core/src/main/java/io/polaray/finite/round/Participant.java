package io.polaray.finite.round;

import io.polaray.finite.TradingSet;
import io.polaray.market.Agent;

/**
 * A person who has chosen.
 *
 * @param agent the group of the market that the person belongs to
 * @param person counted from 1 within the group
 * @param chosen the trading set
 */
public record Participant(Agent agent, int person, TradingSet chosen) {}
