package dev.pointsman.replay.simulator;

import dev.pointsman.model.FailureKind;
import dev.pointsman.model.Usage;
import dev.pointsman.state.RateLimitReading;
import org.jspecify.annotations.Nullable;

/** One attempt of one call at one provider. For one thread. */
public final class SimulatedAttempt implements VirtualTime.Event {
    static final int FIRST_TOKEN = 0;
    static final int DONE = 1;
    static final int ERROR = 2;
    static final int LIMITED = 3;
    static final int TIMEOUT = 4;
    static final int SERVED_UNREAD = 5;

    /** Callback for the progress of an attempt. */
    public interface Caller {

        /** The first token has arrived. */
        void firstToken();

        /** The answer is complete. */
        void served();

        /**
         * There will be no answer.
         *
         * @param kind the kind of the failure
         * @param retryAfter seconds after which the provider asks to be called again; NaN if it says nothing
         */
        void failed(FailureKind kind, double retryAfter);
    }

    /** Prompt of an attempt at a provider with a prompt cache. */
    public interface CachedPrompt {

        /**
         * Looks the prompt up in the cache; called when its service begins.
         *
         * @return the tokens that must be processed; at least 0
         */
        int uncachedTokens();

        /** The prompt has been processed: the cache holds it. Called with the first token, whether or not anyone waits. */
        void processed();

        /**
         * Returns the usage that the provider reports; called when the answer is complete.
         *
         * @return the usage
         */
        Usage usage();
    }

    final long request;
    final int attempt;
    final CallArrival arrival;
    private final SimulatedProvider provider;
    private final Caller caller;
    private final @Nullable CachedPrompt prompt;

    @Nullable
    RateLimitReading reading; // as of its arrival; null without a limit

    private boolean gone;
    private boolean begun;

    /**
     * Creates an attempt, for {@link SimulatedProvider#take}.
     *
     * @param request number of its call, which selects its random numbers
     * @param attempt number of the attempt in its call, from 0 to 7
     * @param arrival lengths of the call
     * @param provider the provider
     * @param caller callback
     * @param prompt its prompt in the provider's cache; null if the provider has none
     */
    public SimulatedAttempt(
            long request,
            int attempt,
            CallArrival arrival,
            SimulatedProvider provider,
            Caller caller,
            @Nullable CachedPrompt prompt) {
        this.prompt = prompt;
        this.request = request;
        this.attempt = attempt;
        this.arrival = arrival;
        this.provider = provider;
        this.caller = caller;
    }

    /** Returns the tokens of the prompt that the provider must process. */
    int uncachedTokens() {
        return prompt == null ? arrival.inputTokens() : prompt.uncachedTokens();
    }

    /** Returns the usage that the provider reports at the end. */
    Usage usage() {
        return prompt == null ? Usage.of(arrival.inputTokens(), arrival.outputTokens()) : prompt.usage();
    }

    /** Stops listening; the provider still works on it. */
    void cancel() {
        gone = true;
    }

    @Override
    public void happen(int kind) {
        switch (kind) {
            case FIRST_TOKEN -> {
                if (prompt != null) {
                    prompt.processed();
                }
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
