package dev.pointsman.router;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.strategy.Candidate;
import dev.pointsman.strategy.Decision;
import dev.pointsman.strategy.Picker;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One thread's working space for decisions, used again and again so that a decision allocates nothing. */
final class Frame implements Decision {
    private final Chance chance;
    private CandidateView[] views = new CandidateView[0];
    private double[] scores = new double[0];
    private double[] probabilities = new double[0];
    private RouteRequest request = RouteRequest.ANY;
    private long id;
    private long sequence;
    private long now;
    private @Nullable String previousModel;
    private int size;
    private boolean exact;
    private boolean busy;
    private boolean choice;

    Frame(Chance chance) {
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

    void end() {
        busy = false;
    }

    boolean isBusy() {
        return busy;
    }

    void choice(boolean value) {
        choice = value;
    }

    /** Whether the strategy had more than one candidate to choose among. */
    boolean isChoice() {
        return choice;
    }

    void readAll() {
        for (int i = 0; i < size; i++) {
            view(i).estimates();
        }
    }

    void clear() {
        size = 0;
    }

    void add(Member member, int slot) {
        if (size == views.length) {
            int larger = Math.max(8, 2 * size);
            views = Arrays.copyOf(views, larger);
            scores = new double[larger];
            probabilities = new double[larger];
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
    void weigh(Goals.Binding goal, Picker picker) {
        exact = goal.exact();
        Arrays.fill(scores, 0, size, Double.NaN); // what a scorer forgets is not the last decision's
        Arrays.fill(probabilities, 0, size, 0);
        goal.scorer().score(this, scores);
        for (int i = 0; i < size; i++) {
            if (Double.isNaN(scores[i])) {
                scores[i] = Double.NEGATIVE_INFINITY;
            }
        }
        picker.pick(scores, size, probabilities);
    }

    /** The same for a second strategy, which sees its own states of the same candidates. */
    double[] weighAgain(Goals.Binding goal) {
        for (int i = 0; i < size; i++) {
            view(i).remember(goal.slot());
        }
        weigh(goal, goal.picker());
        return probabilities;
    }

    /** The candidate that a number from 0 to under 1 falls on. */
    int draw(double number) {
        double left = number;
        int last = 0;
        for (int i = 0; i < size; i++) {
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

    /** Makes one candidate certain. */
    int certain(int index) {
        exact = true;
        Arrays.fill(probabilities, 0, size, 0);
        probabilities[index] = 1;
        return index;
    }

    /** NaN if the strategy that weighed does not know. */
    double probability(int index) {
        return exact ? probabilities[index] : Double.NaN;
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

    /** The number of the decision within the router: what its chance hangs on. */
    long id() {
        return id;
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
