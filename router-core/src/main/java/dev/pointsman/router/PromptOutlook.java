package dev.pointsman.router;

import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.SessionKey;
import dev.pointsman.state.CachedPrompt;
import dev.pointsman.state.SessionState;
import dev.pointsman.state.internal.PromptCaches;
import dev.pointsman.state.internal.PromptExpectation;
import dev.pointsman.state.internal.SharedPrefix;
import dev.pointsman.stats.internal.CacheAges;
import dev.pointsman.stats.internal.PromptLoad;
import dev.pointsman.stats.internal.SessionPace;
import dev.pointsman.strategy.SessionOutlook;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Thread-local outlook of a decision for a session, filled on demand and reused. */
final class PromptOutlook implements SessionOutlook {
    private static final double LEAST_HOME = 512;
    private static final double NANOS = 1e-9;
    private static final int NEVER = -1; // the class of an infinite age

    private final DecisionWorkspace decision;
    private double[] own = new double[0]; // tokens of the session's prompt that a candidate has read
    private double[] age = own; // seconds since
    private double[] cached = own;
    private double[] priced = own;
    private double[] kept = own;
    private @Nullable SessionState state;
    private @Nullable SharedPrefix prefix;
    private double[] workArea = own;
    private boolean measures;
    private boolean filled;
    private double promptTokens;
    private double turnsToCome;
    private double growth;
    private int home;

    PromptOutlook(DecisionWorkspace decision) {
        this.decision = decision;
    }

    /** Takes no prompt into account. */
    void clear() {
        measures = false;
        state = null;
        prefix = null;
        forget();
    }

    /** Takes the time to read prompts into account, once there has been a session, and what is known of this one. */
    void begin(PromptCaches prompts, String pool) {
        state = prompts.session(pool, decision.request(), decision.nowNanos());
        prefix = prompts.prefix(pool, decision.request());
        measures = prompts.any();
    }

    /** Discards what was computed for other candidates. */
    void forget() {
        filled = false;
        promptTokens = 0;
    }

    /** Returns the model that served the session last; null if there is none. */
    @Nullable
    String previousModel() {
        return state == null ? null : state.model();
    }

    /** Returns the expected length of the prompt; 0 if prompts are not taken into account. */
    double promptTokens() {
        if (measures && promptTokens == 0 && decision.size() > 0) {
            promptTokens = decision.view(0).member().expectedInput(decision.request());
        }
        return promptTokens;
    }

    /** Returns the outlook; null for a call without a session or shared beginning of its prompt. */
    @Nullable
    SessionOutlook ofSession() {
        RouteRequest request = decision.request();
        boolean any = request.session() != null || request.sharedPrefix() != 0;
        return any && measures && decision.size() > 0 ? filled() : null;
    }

    double[] workArea(int length) {
        if (workArea.length < length) {
            workArea = new double[2 * length];
        }
        return workArea;
    }

    /** Returns the session's own random number if its draw depends on it; negative otherwise. */
    int numberOfSession() {
        SessionKey key = measures ? decision.request().sessionKey(decision.pool()) : null;
        return key == null || filled().home() != NO_HOME ? -1 : key.draw();
    }

    private PromptOutlook filled() {
        if (!filled) {
            fill();
            filled = true;
        }
        return this;
    }

    private void fill() {
        int size = decision.size();
        if (size > own.length) {
            grow(Math.max(8, 2 * size));
        }
        RouteRequest request = decision.request();
        PoolState pool = decision.view(0).member().pool();
        SessionPace.Table pace = pool.pace().current();
        double prompt = promptTokens();
        readOwn(prompt, size);
        double matched = prefix == null ? 1 : prefix.matched();
        double shared = Math.min(prompt, request.sharedPrefixTokens());
        turnsToCome = request.session() == null ? 0 : pace.turnsAfter(PromptCaches.turn(request, state));
        growth = pace.growth();
        home = NO_HOME;
        boolean unknown = state == null && PromptCaches.isUnknown(request);
        double most = LEAST_HOME;
        SharedPrefix beginning = shared > 0 ? prefix : null;
        SharedPrefix.Reads reads = beginning == null ? null : beginning.reads(pool);
        int interval = beginning == null ? NEVER : ageClass(beginning.interval());
        long at = decision.nowNanos();
        for (int i = 0; i < size; i++) {
            CandidateView view = decision.view(i);
            double[] survival = view.survival();
            double minimum = view.cacheMinimum();
            double left = own[i] > 0 && own[i] >= minimum ? survival[CacheAges.of(age[i])] : 0;
            double ownTokens =
                    unknown ? prompt * view.operationState().survival().unknownShare(at) : matched * left * own[i];
            cached[i] = ownTokens;
            priced[i] = ownTokens;
            if (beginning != null && shared >= minimum) {
                double now = reads == null ? 0 : survival(survival, ageClass(reads.age(view.order(), at)));
                double often = survival(survival, interval);
                double rest = matched * (1 - left) * shared;
                cached[i] += rest * now;
                priced[i] += rest * Math.max(now, often);
            }
            kept[i] = prompt >= minimum ? matched * view.kept(pace) * prompt : 0;
            if (!unknown && ownTokens >= most) {
                most = ownTokens;
                home = i;
            }
        }
    }

    private void readOwn(double prompt, int size) {
        Arrays.fill(own, 0, size, 0);
        for (CachedPrompt read = state == null ? null : state.latest(); read != null; read = read.next()) {
            int index = indexOf(read.model(), size);
            if (index >= 0) {
                own[index] = Math.min(prompt, read.tokens());
                age[index] = Math.max(0, (decision.nowNanos() - read.readNanos()) * NANOS);
            }
        }
    }

    /** Returns the candidate of a model; negative if there is none. */
    @SuppressWarnings("ReferenceEquality") // an id that was stored here is the same object
    private int indexOf(String model, int size) {
        for (int i = 0; i < size; i++) {
            if (decision.view(i).id() == model) {
                return i;
            }
        }
        for (int i = 0; i < size; i++) { // another instance may have stored it
            if (decision.view(i).id().equals(model)) {
                return i;
            }
        }
        return -1;
    }

    private static int ageClass(double age) {
        return age == Double.POSITIVE_INFINITY ? NEVER : CacheAges.of(age);
    }

    private static double survival(double[] survival, int ageClass) {
        return ageClass == NEVER ? 0 : survival[ageClass];
    }

    private double age(SharedPrefix of, CandidateView view) {
        return of.age(view.member().pool(), view.order(), decision.nowNanos());
    }

    private void grow(int length) {
        own = new double[length];
        age = new double[length];
        cached = new double[length];
        priced = new double[length];
        kept = new double[length];
    }

    /** Returns what is expected of the prompt at a candidate; null if prompts are not taken into account. */
    @Nullable
    PromptExpectation expectation(int index) {
        if (!measures) {
            return null;
        }
        filled();
        CandidateView view = decision.view(index);
        PromptLoad load = PromptLoad.of(promptTokens(), cached[index], view.prefillSlope(), view.ttft());
        CachedPrompt read = state == null ? null : state.at(view.id());
        if (read != null && read.tokens() > 0) {
            return new PromptExpectation(load, read.tokens(), age[index], view.survival()[CacheAges.of(age[index])]);
        }
        double since = prefix == null ? Double.POSITIVE_INFINITY : age(prefix, view);
        return new PromptExpectation(load, 0, since, 0);
    }

    @Override
    public double turnsToCome() {
        return turnsToCome;
    }

    @Override
    public double growth() {
        return growth;
    }

    @Override
    public int home() {
        return home;
    }

    @Override
    public double cachedTokens(int index) {
        return cached[index];
    }

    @Override
    public double pricedTokens(int index) {
        return priced[index];
    }

    @Override
    public double keptTokens(int index) {
        return kept[index];
    }
}
