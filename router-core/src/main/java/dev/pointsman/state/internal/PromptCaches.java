package dev.pointsman.state.internal;

import dev.pointsman.model.Model;
import dev.pointsman.model.PromptCache;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.model.SessionKey;
import dev.pointsman.model.Usage;
import dev.pointsman.state.ServedTurn;
import dev.pointsman.state.SessionState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prompt caches of a router's sessions, as learned from the usage of served calls. Thread-safe. */
public final class PromptCaches {
    private static final int TOLERANCE = 128; // tokens; providers cache in blocks
    private static final int LEAST_OWN = 256;
    private static final double NANOS = 1e-9;
    private static final Logger LOG = LoggerFactory.getLogger("dev.pointsman.router.ModelRouter");

    private final ServedSessions sessions;
    private final SharedPrefixes prefixes = new SharedPrefixes();

    public PromptCaches(ServedSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Returns whether any request had a session or a shared beginning of its prompt: only then is the time to read
     * prompts taken into account, for all calls.
     */
    public boolean any() {
        return sessions.any();
    }

    /** Returns the state of a request's session; null if it has none, or it is not known. */
    public @Nullable SessionState session(String pool, RouteRequest request, long now) {
        return sessions.find(pool, request, now);
    }

    /** Returns the shared beginning of a request's prompt; null if it has none, or none that was served. */
    public @Nullable SharedPrefix prefix(String pool, RouteRequest request) {
        if (request.sharedPrefix() == 0) {
            return null;
        }
        sessions.begin();
        return prefixes.find(pool, request);
    }

    /** Learns from a served attempt. */
    public void served(ServedPrompt call, Usage usage, long now) {
        RouteRequest request = call.request();
        SharedPrefix prefix = prefixes.served(call.pool(), request);
        SessionState before = sessions.find(call.pool(), request, now);
        if (usage.isKnown() && reports(call.model())) {
            check(call, usage, now);
            compare(call, prefix, usage, now);
            if (before == null && isUnknown(request) && usage.inputTokens() >= minimum(call.model())) {
                call.survival().addUnknown(share(usage.cachedTokens(), usage.inputTokens()), now);
            }
        }
        long read = call.firstTokenAt() == call.start() ? now : call.firstTokenAt();
        int tokens = usage.isKnown() ? usage.inputTokens() : call.expectedTokens();
        SessionKey session = request.sessionKey(call.pool());
        if (session != null) {
            turn(call, session, before, tokens, read, now);
        }
        if (prefix != null) {
            prefix.read(call.place(), read, now);
        }
    }

    /** Compares the cached tokens with the time to the first token. */
    private static void check(ServedPrompt call, Usage usage, long now) {
        double seconds = (call.firstTokenAt() - call.start()) * NANOS;
        if (seconds > 0
                && usage.inputTokens() > 0
                && call.survival()
                        .addFirstToken(
                                seconds, call.expectation().load(), usage.inputTokens(), usage.cachedTokens(), now)) {
            LOG.warn(
                    "Model {} reports cached tokens, but takes as long for its first tokens as if it read them: no session is"
                            + " kept there for its cache, and the full price is expected, for an hour or longer",
                    call.model().id());
        }
    }

    /** Returns the tokens of a prompt that were not cached; NaN if the usage does not tell. */
    public static double uncached(Model model, Usage usage) {
        return usage.inputTokens() > 0 && reports(model) ? usage.inputTokens() - usage.cachedTokens() : Double.NaN;
    }

    private static boolean reports(Model model) {
        PromptCache cache = model.cache();
        return cache == null || cache.reported();
    }

    /**
     * Returns whether a request has a session, but tells no shared beginning of its prompt: if its session is not known
     * either, only the calls before it tell what is cached.
     */
    public static boolean isUnknown(RouteRequest request) {
        return request.session() != null && request.sharedPrefix() == 0;
    }

    /** Returns the shortest prompt that a model caches, in tokens. */
    public static int minimum(Model model) {
        PromptCache cache = model.cache();
        return cache == null ? PromptCache.DEFAULT.minimumTokens() : cache.minimumTokens();
    }

    /** Returns the number of a call in its session, as told by the caller, else counted. */
    public static int turn(RouteRequest request, @Nullable SessionState before) {
        if (request.turn() > 0) {
            return request.turn();
        }
        return before == null ? 1 : before.turns() + 1;
    }

    private void turn(
            ServedPrompt call, SessionKey session, @Nullable SessionState before, int tokens, long read, long now) {
        int turn = turn(call.request(), before);
        int steps = before == null ? 0 : turn - before.turns(); // over 1 if other instances served some
        if (before != null && steps > 0) {
            double pause = Math.max(0, (call.start() - before.endNanos()) * NANOS) / steps;
            double growth = (double) (tokens - before.promptTokens()) / steps;
            call.pace().served(turn, turn > 1, pause, growth, now);
        } else {
            boolean followed = before == null && turn > 1; // the caller counts, and another instance served the others
            call.pace().served(turn, followed, Double.NaN, Double.NaN, now);
        }
        sessions.served(session, new ServedTurn(call.model().id(), turn, tokens, read, now), now);
    }

    /**
     * Compares the cached tokens with what the model had read before the call began. A prompt that is shorter than that
     * is another conversation, and an application whose prompts never match tells nothing of the provider.
     */
    private static void compare(ServedPrompt call, @Nullable SharedPrefix prefix, Usage usage, long now) {
        int shared = prefix == null ? 0 : call.request().sharedPrefixTokens();
        int minimum = minimum(call.model());
        PromptExpectation expected = call.expectation();
        int had = expected.had();
        if (had == 0) {
            boolean read = !Double.isInfinite(expected.age()) && prefix != null && prefix.isReliable();
            if (read && shared > 0 && shared >= minimum) {
                call.survival().add(share(usage.cachedTokens() + TOLERANCE, shared), 1, expected.age(), now);
            }
        } else if (had >= minimum && had - shared >= LEAST_OWN && usage.inputTokens() + TOLERANCE >= had) {
            double share = share(usage.cachedTokens() - shared + TOLERANCE, had - shared);
            double weight = prefix == null ? 1 : prefix.weight(share, expected.survival());
            if (prefix != null) {
                prefix.cached(share, expected.survival());
            }
            if (prefix == null || prefix.isReliable()) {
                call.survival().add(share, weight, expected.age(), now);
            }
        }
    }

    private static double share(int cached, int had) {
        return Math.max(0, Math.min(1, (double) cached / had));
    }
}
