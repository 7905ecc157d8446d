package dev.pointsman.replay.simulator.session;

import dev.pointsman.model.Usage;
import dev.pointsman.replay.simulator.SimulatedAttempt;
import dev.pointsman.replay.simulator.VirtualTime;

/** Prompt of one attempt in the cache of its provider. */
final class SimulatedPrompt implements SimulatedAttempt.CachedPrompt {
    private final SessionTurn turn;
    private final PromptCacheSpec spec;
    private final SimulatedPromptCache cache;
    private final VirtualTime time;
    private final double survivalDraw;
    private final double hitDraw;
    private int cached;

    SimulatedPrompt(
            SessionTurn turn,
            PromptCacheSpec spec,
            SimulatedPromptCache cache,
            VirtualTime time,
            double survivalDraw,
            double hitDraw) {
        this.turn = turn;
        this.spec = spec;
        this.cache = cache;
        this.time = time;
        this.survivalDraw = survivalDraw;
        this.hitDraw = hitDraw;
    }

    @Override
    public int uncachedTokens() {
        cached = hitDraw < spec.hitRate() ? cache.cachedTokens(turn.prompt(), time.seconds(), survivalDraw) : 0;
        return turn.prompt().tokens() - (spec.reporting() == PromptCacheSpec.Reporting.UNSAVED ? 0 : cached);
    }

    @Override
    public void processed() {
        cache.add(turn.prompt(), time.seconds());
    }

    @Override
    public Usage usage() {
        return spec.usage(turn.prompt().tokens(), cached, turn.outputTokens());
    }

    /** Returns the tokens that were cached. */
    int cachedTokens() {
        return cached;
    }
}
