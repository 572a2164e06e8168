package io.polaray.app.diagnose;

import io.polaray.app.market.MarketFile;
import io.polaray.choice.NonChoiceLimit;
import io.polaray.choice.TradeReport;
import io.polaray.choice.ValueOfChoice;
import io.polaray.dual.NonChoiceProgram;
import io.polaray.preference.TypeMeasure;
import java.util.Optional;

/**
 * All that {@code diagnose} finds out about a market.
 *
 * @param file the market
 * @param value Theorem 1 and Proposition 1
 * @param measure of the preferences: a sample if that of any agent is one
 * @param trade the best bilateral trade
 * @param commonTrade the best one on tasks that both agents hold, where the status quo lacks full
 *     support
 * @param nonChoice the best mechanism without choice, where one was found
 * @param limit Lemma 1, where it applies
 * @param ladder the values
 */
public record Diagnosis(
    MarketFile file,
    ValueOfChoice value,
    TypeMeasure.Kind measure,
    TradeReport trade,
    Optional<TradeReport> commonTrade,
    Optional<NonChoiceProgram.Solution> nonChoice,
    Optional<NonChoiceLimit> limit,
    Ladder ladder) {}
