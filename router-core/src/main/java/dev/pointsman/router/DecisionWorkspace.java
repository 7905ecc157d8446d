package dev.pointsman.router;

import dev.pointsman.model.Exclusion;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Picker;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thread's working space for decisions, used again and again so that a decision allocates nothing. */
final class DecisionWorkspace implements RoutingDecision {
    private final RandomSource chance;
    private final EligibleCache gathered = new EligibleCache();
    private CandidateView[] views = new CandidateView[0];
    private final SelectionProbabilities odds = new SelectionProbabilities();
    private RouteRequest request = RouteRequest.ANY;
    private long id;
    private long sequence;
    private long now;
    private @Nullable String previousModel;
    private int size;
    private boolean exact;
    private boolean busy;
    private @Nullable PoolState pool;
    private GoalRegistry.@Nullable BoundGoal goal;
    private TriedModels tried = TriedModels.NOTHING;
    private DecisionKind kind = DecisionKind.ONLY;
    private boolean weighed;
    private double drawn;
    private int chosen;

    DecisionWorkspace(RandomSource chance) {
        this.chance = chance;
    }

    void begin(RouteRequest of, long number, long turn, @Nullable String previous, long nowNanos) {
        now = nowNanos;
        request = of;
        id = number;
        sequence = turn;
        previousModel = previous;
        size = 0;
        busy = true;
    }

    /** What listeners may ask about besides. */
    void within(PoolState of, GoalRegistry.BoundGoal by, TriedModels after) {
        pool = of;
        goal = by;
        tried = after;
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

    void readAll() {
        for (int i = 0; i < size; i++) {
            view(i).readAll();
        }
    }

    void clear() {
        clearWeighed();
        gathered.forget();
        size = 0;
    }

    void clearWeighed() {
        weighed = false;
        drawn = Double.NaN;
    }

    /** Takes the candidates that it holds since the last decision, if nobody has to be asked anew; false if not. */
    boolean again(PoolState of, long changes, int slot) {
        size = gathered.size(of, request.operation(), changes);
        for (int i = 0; i < size; i++) {
            view(i).again(request, slot, now);
        }
        return size > 0;
    }

    /** All candidates of the best tier are held, and were free while there had been so many changes. */
    void holdsFree(PoolState of, long changes) {
        gathered.are(of, request.operation(), changes, size);
    }

    /** One that was free is so no more: the next look is at everybody. */
    void forget() {
        gathered.forget();
    }

    void add(PoolMember member, int slot) {
        if (size == views.length) {
            int larger = Math.max(8, 2 * size);
            views = Arrays.copyOf(views, larger);
            odds.room(larger);
        }
        CandidateView view = views[size];
        if (view == null) {
            views[size] = new CandidateView(member, request, slot, now);
        } else {
            view.fill(member, request, slot, now);
        }
        size++;
    }

    /** Scores all candidates and turns the scores into probabilities. */
    void weigh(GoalRegistry.BoundGoal by, Picker picker) {
        exact = by.exact();
        weighed = true;
        odds.weigh(this, by.scorer(), picker);
    }

    /**
     * The same for a second strategy, which sees its own states of the same candidates. The probabilities are a copy: what
     * is told of one decision must not change with the next.
     */
    double[] weighAgain(GoalRegistry.BoundGoal by) {
        for (int i = 0; i < size; i++) {
            view(i).remember(by.slot());
        }
        weigh(by, by.picker());
        return odds.probabilities(size);
    }

    /** The candidate that a number from 0 to under 1 falls on. */
    int draw(double number) {
        drawn = number;
        chosen = odds.falls(number);
        return chosen;
    }

    /** Makes one candidate certain. */
    int certain(int index) {
        exact = true;
        odds.certain(index, size);
        chosen = index;
        return index;
    }

    @SuppressWarnings("ReferenceEquality") // members are made once for each pool
    boolean has(PoolMember member) {
        for (int i = 0; i < size; i++) {
            if (view(i).member() == member) {
                return true;
            }
        }
        return false;
    }

    CandidateView view(int index) {
        return Objects.requireNonNull(views[index]);
    }

    @Override
    public RouteRequest request() {
        return request;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Candidate candidate(int index) {
        return view(Objects.checkIndex(index, size));
    }

    /** What the decision's chance hangs on. */
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
        return exact ? odds.probability(Objects.checkIndex(index, size)) : Double.NaN;
    }

    @Override
    public double score(int index) {
        return weighed ? odds.score(Objects.checkIndex(index, size)) : Double.NaN;
    }

    @Override
    public double drawn() {
        return drawn;
    }

    @Override
    public List<Exclusion> exclusions() {
        return Eligibility.leftOut(Objects.requireNonNull(pool), request, tried, this);
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
        return chance.draw(id, -1 - Objects.checkIndex(index, Integer.MAX_VALUE)); // rounds draw from 0 on
    }

    @Override
    public @Nullable String previousModel() {
        return previousModel;
    }
}
