package dev.pointsman.replay;

import dev.pointsman.decisionlog.LoggedCandidate;
import dev.pointsman.decisionlog.LoggedContext;
import dev.pointsman.decisionlog.LoggedDecision;
import dev.pointsman.model.Goal;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RoutingStrategy;
import dev.pointsman.strategy.SessionDraw;
import dev.pointsman.strategy.SessionOutlook;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reusable view of a logged decision for strategies, so that any strategy can score its candidates. Not thread-safe.
 *
 * <p>The log holds neither a strategy's own random numbers nor its state: a strategy that needs them cannot be
 * recomputed.
 */
final class LoggedDecisionView implements Decision {
    private final ModelCache models = new ModelCache();
    private final @Nullable StrategyStateReplay remembered;
    private LoggedCandidateView[] views = new LoggedCandidateView[0];
    private double[] scores = new double[0];
    private double[] probabilities = new double[0];
    private @Nullable LoggedDecision logged;
    private @Nullable RouteRequest request;
    private @Nullable RoutingStrategy strategy;

    /** Creates a view without state, for strategies whose scores depend on the estimates alone. */
    LoggedDecisionView() {
        this(null);
    }

    LoggedDecisionView(@Nullable StrategyStateReplay remembered) {
        this.remembered = remembered;
    }

    /**
     * Lets a strategy score the candidates of a record and turn the scores into probabilities.
     *
     * @param record the logged decision
     * @param by the strategy
     * @throws UnsupportedOperationException if the strategy needs what the log does not hold
     */
    void weigh(LoggedDecision record, RoutingStrategy by) {
        score(record, by);
        pick(by.picker());
    }

    void score(LoggedDecision record, RoutingStrategy by) {
        set(record, by);
        Arrays.fill(scores, 0, size(), Double.NaN);
        by.scorer().score(this, scores);
        for (int i = 0; i < size(); i++) {
            if (Double.isNaN(scores[i])) {
                scores[i] = Double.NEGATIVE_INFINITY;
            }
        }
    }

    /** Uses the logged scores. */
    void useLoggedScores(LoggedDecision record) {
        set(record, strategy);
        for (int i = 0; i < size(); i++) {
            scores[i] = record.candidates().get(i).score();
        }
    }

    void pick(Picker picker) {
        Arrays.fill(probabilities, 0, size(), 0);
        picker.pick(scores, size(), probabilities);
    }

    private void set(LoggedDecision record, @Nullable RoutingStrategy by) {
        logged = record;
        request = null;
        strategy = by;
        int size = record.candidates().size();
        if (size > views.length) {
            scores = new double[2 * size];
            probabilities = new double[2 * size];
            int before = views.length;
            views = Arrays.copyOf(views, 2 * size);
            for (int i = before; i < views.length; i++) {
                views[i] = new LoggedCandidateView(this);
            }
        }
        for (int i = 0; i < size; i++) {
            LoggedCandidate candidate = record.candidates().get(i);
            views[i].set(candidate, models.of(candidate));
        }
    }

    /**
     * Returns the score of a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return its score; negative infinity if it was none
     */
    double score(int index) {
        return scores[Objects.checkIndex(index, size())];
    }

    /**
     * Returns the probability of a candidate.
     *
     * @param index from 0 to under {@link #size}
     * @return 0 to 1, all together 1
     */
    double probability(int index) {
        return probabilities[Objects.checkIndex(index, size())];
    }

    /**
     * Returns the candidate that was drawn: by the session's number if that decided, else by the random number.
     *
     * @param record the logged decision
     * @return its index
     */
    int draw(LoggedDecision record) {
        LoggedContext.Outlook outlook = record.context().outlook();
        return outlook == null || outlook.sessionDraw() < 0
                ? draw(record.drawn())
                : drawBySession(outlook.sessionDraw());
    }

    private int drawBySession(int number) {
        int first = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size(); i++) {
            double lateness = SessionDraw.lateness(number, candidate(i).model().id(), probabilities[i]);
            if (lateness < least) {
                least = lateness;
                first = i;
            }
        }
        return first;
    }

    /**
     * Returns the candidate of a random number, by cumulative probability.
     *
     * @param number from 0 to under 1
     * @return its index
     */
    private int draw(double number) {
        double left = number;
        int last = 0;
        for (int i = 0; i < size(); i++) {
            if (probabilities[i] > 0) {
                left -= probabilities[i];
                last = i;
                if (left < 0) {
                    return i;
                }
            }
        }
        return last; // rounding kept the probabilities under the number
    }

    LoggedDecision logged() {
        return Objects.requireNonNull(logged, "a record comes first");
    }

    Object state(LoggedCandidate candidate) {
        if (remembered == null) {
            throw new UnsupportedOperationException("strategy: needs state that the log does not hold");
        }
        return remembered.state(logged(), candidate, Objects.requireNonNull(strategy));
    }

    /** Returns the request of the call; tenant and session are at most hashes. */
    @Override
    public RouteRequest request() {
        RouteRequest made = request;
        if (made == null) {
            made = request(logged());
            request = made;
        }
        return made;
    }

    private static RouteRequest request(LoggedDecision record) {
        LoggedContext context = record.context();
        return RouteRequest.builder()
                .pool(record.pool())
                .goal(Goal.of(record.goal()))
                .operation(context.operation())
                .streaming(context.streaming())
                .expectedInputTokens(context.expectedInputTokens())
                .estimatedInputTokens(context.estimatedInputTokens())
                .expectedOutputTokens(context.expectedOutputTokens())
                .maxTokens(context.maxTokens())
                .tenant(context.tenant())
                .session(context.session())
                .build();
    }

    @Override
    public int size() {
        return logged().candidates().size();
    }

    @Override
    public Candidate candidate(int index) {
        return views[Objects.checkIndex(index, size())];
    }

    @Override
    public long sequence() {
        return logged().sequence();
    }

    @Override
    public long nowNanos() {
        return logged().nanos();
    }

    /**
     * Always fails: random numbers of strategies are not logged.
     *
     * @param index which number
     * @return never
     * @throws UnsupportedOperationException always
     */
    @Override
    public double chance(int index) {
        throw new UnsupportedOperationException("strategy: draws random numbers that the log does not hold");
    }

    @Override
    public double promptTokens() {
        LoggedContext.Outlook outlook = logged().context().outlook();
        return outlook == null ? 0 : outlook.promptTokens();
    }

    @Override
    public @Nullable SessionOutlook session() {
        LoggedContext.Outlook outlook = logged().context().outlook();
        return outlook == null || !outlook.isOfSession() ? null : new LoggedSessionView(outlook, logged().candidates());
    }

    @Override
    public @Nullable String previousModel() {
        return logged().context().previousModel();
    }
}
