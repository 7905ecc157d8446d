package dev.pointsman.state.internal;

import dev.pointsman.model.Model;
import dev.pointsman.model.RouteRequest;
import dev.pointsman.stats.internal.CacheSurvival;
import dev.pointsman.stats.internal.SessionPace;

/** Attempt whose prompt was served, as far as sessions and prompt caches are concerned. */
public interface ServedPrompt {
    /** Returns the request of the call. */
    RouteRequest request();

    /** Returns the model that served it. */
    Model model();

    /** Returns the name of the pool. */
    String pool();

    /** Returns the place of the model in the pool. */
    SharedPrefix.Place place();

    /** Returns what the decision expected. */
    PromptExpectation expectation();

    /** Returns the expected length of the prompt, in tokens. */
    int expectedTokens();

    /** Returns the pace of the pool's sessions. */
    SessionPace pace();

    /** Returns the survival of cached prompts at the model. */
    CacheSurvival survival();

    /** Returns the time of the start. */
    long start();

    /** Returns the time of the first token; equal to the start if there was none. */
    long firstTokenAt();
}
