package dev.pointsman.replay;

import dev.pointsman.decisionlog.LoggedCandidate;
import dev.pointsman.decisionlog.LoggedContext;
import dev.pointsman.strategy.SessionOutlook;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** View of what a logged decision expected of its session. */
record LoggedSessionView(LoggedContext.Outlook outlook, List<LoggedCandidate> candidates) implements SessionOutlook {
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
        return of(index, LoggedCandidate.Prompt::cachedTokens);
    }

    @Override
    public double pricedTokens(int index) {
        return of(index, LoggedCandidate.Prompt::pricedTokens);
    }

    @Override
    public double keptTokens(int index) {
        return of(index, LoggedCandidate.Prompt::keptTokens);
    }

    private double of(int index, ToDoubleFunction<LoggedCandidate.Prompt> part) {
        LoggedCandidate.Prompt prompt = candidates.get(index).prompt();
        return prompt == null ? 0 : part.applyAsDouble(prompt);
    }
}
