package dev.pointsman.router;

import dev.pointsman.breaker.Lease;
import dev.pointsman.model.Exclusion.Reason;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.Tier;
import dev.pointsman.strategy.Picker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One decision: eligible candidates of the best tier, scored, weighed, one drawn, its lease acquired.
 *
 * <p>A model whose trial is due gets the next call of its tier whatever its score: its estimates are of the outage, and
 * by them it might never be tried again. The trial costs one call for each time the breaker was open, and only one
 * attempt of that call: once it has failed anywhere, it goes where no trial is due, if there is such a model.
 */
final class Decider {
    private static final int NONE = -1;

    private final Engine engine;
    // A decision borrows its thread's frame; one made inside a scorer finds it busy and makes its own.
    @SuppressWarnings("ThreadLocalUsage") // one for each router: frames hold on to its models
    private final ThreadLocal<@Nullable Frame> frames = new ThreadLocal<>();

    Decider(Engine engine) {
        this.engine = engine;
    }

    /** An attempt at the best model; null if there is none to try. */
    @Nullable
    Attempt decide(
            PoolState pool, RouteRequest request, Goals.Binding goal, Tried tried, boolean mayPanic, long sequence) {
        Frame frame = frames.get();
        if (frame == null) {
            frame = new Frame();
            frames.set(frame);
        } else if (frame.isBusy()) {
            frame = new Frame();
        }
        try {
            frame.begin(request, sequence, engine.sessions().previousModel(pool.name(), request));
            return decide(frame, pool, goal, tried, mayPanic, engine.clock().nanos());
        } finally {
            frame.end();
        }
    }

    private @Nullable Attempt decide(
            Frame frame, PoolState pool, Goals.Binding goal, Tried tried, boolean mayPanic, long now) {
        // Each further round lost its candidate's last place to another thread, which the next round then sees.
        for (int round = 0; round <= pool.members().length; round++) {
            int index = choose(frame, pool, goal, tried, round, now);
            if (index == NONE) {
                break;
            }
            Lease lease = frame.view(index).track().breaker().acquire(now);
            if (lease != null) {
                return open(frame, index, tried, lease, now);
            }
        }
        return mayPanic ? panic(frame, pool, goal, tried, now) : null;
    }

    /** The drawn candidate's place in the frame, which is filled anew; negative if there is nobody to draw. */
    int choose(Frame frame, PoolState pool, Goals.Binding goal, Tried tried, int round, long now) {
        int trial = gather(frame, pool, goal, tried, tried.isEmpty(), now);
        if (frame.size() == 0) {
            trial = gather(frame, pool, goal, tried, true, now);
        }
        if (frame.size() == 0) {
            return NONE;
        }
        return trial != NONE ? frame.certain(trial) : draw(frame, goal, round);
    }

    private int draw(Frame frame, Goals.Binding goal, int round) {
        if (frame.size() == 1) {
            return frame.certain(0);
        }
        frame.weigh(goal.scorer(), goal.picker());
        return frame.draw(engine.chance().draw(frame.sequence(), round));
    }

    /** Fills the frame with the available candidates of the best tier; returns one whose trial is due, if there is one. */
    private static int gather(Frame frame, PoolState pool, Goals.Binding goal, Tried tried, boolean trials, long now) {
        frame.clear();
        int trial = NONE;
        Tier tier = null;
        for (Member member : pool.members()) {
            if (tier != null && member.tier() != tier) {
                break;
            }
            if (Eligibility.refusal(member, frame.request(), tried, now) == null) {
                boolean due =
                        member.track(frame.request().operation()).breaker().isTrialDue(now);
                if (due && !trials) {
                    continue;
                }
                tier = member.tier();
                if (due && trial == NONE) {
                    trial = frame.size();
                }
                frame.add(member, goal.slot(), now);
            }
        }
        return trial;
    }

    /** Everything is blocked: the best of those whose breaker is merely open, over all tiers. */
    private @Nullable Attempt panic(Frame frame, PoolState pool, Goals.Binding goal, Tried tried, long now) {
        frame.clear();
        for (Member member : pool.members()) {
            if (Eligibility.refusal(member, frame.request(), tried, now) == Reason.OPEN) {
                frame.add(member, goal.slot(), now);
            }
        }
        if (frame.size() == 0) {
            return null;
        }
        frame.weigh(goal.scorer(), Picker.best());
        int index = frame.draw(engine.chance().draw(frame.sequence(), pool.members().length + 1));
        Lease lease = frame.view(index).track().breaker().acquireInPanic(now);
        return lease == null ? null : open(frame, index, tried, lease, now);
    }

    private Attempt open(Frame frame, int index, Tried tried, Lease lease, long now) {
        CandidateView view = frame.view(index);
        List<GuardedListener> listeners = engine.listeners();
        if (!listeners.isEmpty()) {
            frame.readAll(); // what listeners see is what it was before this attempt
        }
        int others = view.track().statistics().begin(frame.request().streaming(), now);
        Attempt attempt =
                new Attempt(engine, view.member(), frame.request(), tried, lease, frame.sequence(), now, others);
        for (int i = 0; i < listeners.size(); i++) { // by index: an iterator would be the decision's only garbage
            listeners.get(i).decided(frame, attempt, frame.probability(index));
        }
        return attempt;
    }
}
