package dev.pointsman.router;

import dev.pointsman.model.Exclusion;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Picker;
import dev.pointsman.strategy.RandomSource;
import dev.pointsman.strategy.SessionOutlook;
import dev.pointsman.strategy.internal.GoalRegistry;
import dev.pointsman.strategy.internal.SelectionProbabilities;
import dev.pointsman.trace.DecisionKind;
import dev.pointsman.trace.RoutingDecision;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Thread-local workspace of decisions, reused so that a decision allocates nothing. */
final class DecisionWorkspace extends CandidateViews implements RoutingDecision {
    private final RandomSource chance;
    private final SelectionProbabilities probabilities = new SelectionProbabilities();
    private RouteRequest request = RouteRequest.ANY;
    private long id;
    private long sequence;
    private long now;
    private final PromptOutlook outlook = new PromptOutlook(this);
    private boolean exact;
    private boolean busy;
    private @Nullable PoolState pool;
    private GoalRegistry.@Nullable BoundGoal goal;
    private TriedModels tried = TriedModels.NOTHING;
    private DecisionKind kind = DecisionKind.ONLY;
    private boolean scored;
    private double drawn;
    private int sessionDraw = -1;
    private int chosen;

    DecisionWorkspace(RandomSource chance) {
        this.chance = chance;
    }

    void begin(RouteRequest of, long number, long turn, long nowNanos) {
        now = nowNanos;
        request = of;
        id = number;
        sequence = turn;
        restart();
        outlook.clear();
        busy = true;
    }

    /** Sets the context that listeners may read. */
    void within(PoolState of, GoalRegistry.BoundGoal by, TriedModels after) {
        pool = of;
        goal = by;
        tried = after;
    }

    PromptOutlook outlook() {
        return outlook;
    }

    void end() {
        busy = false;
    }

    boolean isBusy() {
        return busy;
    }

    void kind(DecisionKind value) {
        kind = value;
    }

    void clear() {
        clearScores();
        forget();
        restart();
    }

    void clearScores() {
        scored = false;
        outlook.forget();
        drawn = Double.NaN;
        sessionDraw = -1;
    }

    /** Reuses the candidates of the previous decision if they are still valid; returns false otherwise. */
    boolean again(PoolState of, long changes, int slot) {
        return again(of, changes, request, slot, now);
    }

    /** Marks the candidates as cacheable: all of the best tier, and free at an availability version. */
    void cacheEligible(PoolState of, long changes) {
        remain(of, request.operation(), changes);
    }

    void add(PoolMember member, int slot) {
        int grown = add(member, request, slot, now);
        if (grown > 0) {
            probabilities.ensureCapacity(grown);
        }
    }

    /** Scores all candidates and converts the scores into probabilities. */
    void weigh(GoalRegistry.BoundGoal by, Picker picker) {
        exact = by.exact();
        scored = true;
        probabilities.weigh(this, by.scorer(), picker);
    }

    /**
     * The same for a shadow strategy, which reads its own states of the same candidates. Returns a copy of the
     * probabilities, which must not change with the next decision.
     */
    double[] scoreAgain(GoalRegistry.BoundGoal by) {
        for (int i = 0; i < size(); i++) {
            view(i).remember(by.slot());
        }
        weigh(by, by.picker());
        return probabilities.probabilities(size());
    }

    /** Draws a candidate by a random number in [0, 1). */
    int draw(double number) {
        drawn = number;
        chosen = probabilities.indexAt(number);
        return chosen;
    }

    /** Sets the probability of one candidate to 1. */
    int certain(int index) {
        exact = true;
        probabilities.certain(index, size());
        chosen = index;
        return index;
    }

    @Override
    public RouteRequest request() {
        return request;
    }

    @Override
    public Candidate candidate(int index) {
        return view(Objects.checkIndex(index, size()));
    }

    /** The number of the decision, on which its random numbers depend. */
    @Override
    public long number() {
        return id;
    }

    @Override
    public long call() {
        return tried.firstAttempt(id);
    }

    @Override
    public int attempt() {
        return tried.attempts();
    }

    @Override
    public String pool() {
        return Objects.requireNonNull(pool).name();
    }

    @Override
    public String goal() {
        return Objects.requireNonNull(goal).goal().name();
    }

    @Override
    public String strategy() {
        return Objects.requireNonNull(goal).strategy();
    }

    @Override
    public DecisionKind kind() {
        return kind;
    }

    @Override
    public int chosen() {
        return chosen;
    }

    @Override
    public double probability(int index) {
        return exact ? probabilities.probability(Objects.checkIndex(index, size())) : Double.NaN;
    }

    @Override
    public double score(int index) {
        return scored ? probabilities.score(Objects.checkIndex(index, size())) : Double.NaN;
    }

    @Override
    public double drawn() {
        return drawn;
    }

    @Override
    public int sessionDraw() {
        return sessionDraw;
    }

    @Override
    public List<Exclusion> exclusions() {
        return Eligibility.exclusions(Objects.requireNonNull(pool), request, tried, this);
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long nowNanos() {
        return now;
    }

    @Override
    public double chance(int index) {
        return chance.draw(id, -1 - Objects.checkIndex(index, Integer.MAX_VALUE)); // rounds use numbers from 0 up
    }

    @Override
    public @Nullable String previousModel() {
        return outlook.previousModel();
    }

    @Override
    public double promptTokens() {
        return outlook.promptTokens();
    }

    @Override
    public @Nullable SessionOutlook session() {
        return outlook.ofSession();
    }

    @Override
    public double[] workArea(int length) {
        return outlook.workArea(length);
    }

    /** Draws a candidate by the session's random number. */
    int drawBySession(int number) {
        drawn = Double.NaN;
        sessionDraw = number;
        chosen = probabilities.indexBySession(this, number);
        return chosen;
    }
}
