package dev.pointsman.replay;

import dev.pointsman.decisionlog.LoggedCandidate;
import dev.pointsman.decisionlog.LoggedOutlook;
import dev.pointsman.decisionlog.LoggedPrompt;
import dev.pointsman.strategy.SessionOutlook;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** View of what a logged decision expected of its session. */
record LoggedSessionView(LoggedOutlook outlook, List<LoggedCandidate> candidates) implements SessionOutlook {
    @Override
    public double turnsToCome() {
        return outlook.turnsToCome();
    }

    @Override
    public double growth() {
        return outlook.growth();
    }

    @Override
    public int home() {
        return outlook.home();
    }

    @Override
    public double cachedTokens(int index) {
        return of(index, LoggedPrompt::cachedTokens);
    }

    @Override
    public double pricedTokens(int index) {
        return of(index, LoggedPrompt::pricedTokens);
    }

    @Override
    public double keptTokens(int index) {
        return of(index, LoggedPrompt::keptTokens);
    }

    private double of(int index, ToDoubleFunction<LoggedPrompt> part) {
        LoggedPrompt prompt = candidates.get(index).prompt();
        return prompt == null ? 0 : part.applyAsDouble(prompt);
    }
}
