package dev.pointsman.replay.simulator;

import dev.pointsman.model.FailureKind;

/** One attempt of one call at one provider. */
final class SimulatedAttempt implements SimulationEvent {
    static final int FIRST_TOKEN = 0;
    static final int DONE = 1;
    static final int ERROR = 2;
    static final int LIMITED = 3;
    static final int TIMEOUT = 4;
    static final int SERVED_UNREAD = 5;

    /** Callback for the progress of an attempt. */
    interface Caller {
        void firstToken();

        void served();

        void failed(FailureKind kind, double retryAfter);
    }

    final long request;
    final int attempt;
    final CallArrival arrival;
    private final SimulatedProvider provider;
    private final Caller caller;
    private boolean gone;
    private boolean begun;

    SimulatedAttempt(long request, int attempt, CallArrival arrival, SimulatedProvider provider, Caller caller) {
        this.request = request;
        this.attempt = attempt;
        this.arrival = arrival;
        this.provider = provider;
        this.caller = caller;
    }

    /** Stops listening; the provider still works on it. */
    void cancel() {
        gone = true;
    }

    @Override
    public void happen(int kind) {
        switch (kind) {
            case FIRST_TOKEN -> {
                if (!gone) {
                    begun = true;
                    caller.firstToken();
                }
            }
            case DONE -> {
                provider.leave();
                if (!gone) {
                    caller.served();
                }
            }
            case SERVED_UNREAD -> provider.leave();
            case ERROR -> caller.failed(FailureKind.SERVER_ERROR, Double.NaN);
            case LIMITED -> caller.failed(FailureKind.RATE_LIMITED, provider.untilNextMinute());
            case TIMEOUT -> {
                if (!begun) {
                    cancel();
                    caller.failed(FailureKind.TIMEOUT, Double.NaN);
                }
            }
            default -> throw new IllegalArgumentException("kind: " + kind);
        }
    }
}
