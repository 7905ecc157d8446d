package dev.pointsman.replay.simulator.session;

import dev.pointsman.replay.simulator.CallArrival;
import dev.pointsman.replay.simulator.VirtualTime;

/** Session in progress: begins each turn when the one before has ended and its pause is over. For one thread. */
final class RunningSession implements VirtualTime.Event {
    private static final int NOWHERE = -1;

    private final Session session;
    private final SessionPolicy policy;
    private final SessionMetrics metrics;
    private final VirtualTime time;
    private int turn;
    private int provider = NOWHERE;
    private double began;
    private double firstToken;

    RunningSession(Session session, SessionPolicy policy, SessionMetrics metrics, VirtualTime time) {
        this.session = session;
        this.policy = policy;
        this.metrics = metrics;
        this.time = time;
    }

    /** Schedules the turn that is next. */
    void schedule() {
        SessionTurn next = turn();
        time.at(Math.max(next.earliest(), time.seconds() + next.pause()), this, 0);
    }

    @Override
    public void happen(int kind) {
        began = time.seconds();
        firstToken = Double.NaN;
        policy.call(this);
    }

    Session session() {
        return session;
    }

    /** Returns the number of the current turn, from 0. */
    int number() {
        return turn;
    }

    /** Returns the current turn, or the next one between two. */
    SessionTurn turn() {
        return session.turns().get(turn);
    }

    CallArrival arrival() {
        return new CallArrival(began, turn().prompt().tokens(), turn().outputTokens());
    }

    void attempted(int at, boolean first) {
        metrics.attempt(at, first);
    }

    void firstToken() {
        firstToken = time.seconds() - began;
    }

    void served(int by, int cachedTokens) {
        boolean moved = provider != NOWHERE && provider != by;
        provider = by;
        metrics.served(session.call(turn), turn(), by, cachedTokens, moved, firstToken, time.seconds() - began);
        next();
    }

    void failed() {
        metrics.failed(session.call(turn), turn(), time.seconds() - began);
        next();
    }

    private void next() {
        if (++turn < session.turns().size()) {
            schedule();
        }
    }
}
