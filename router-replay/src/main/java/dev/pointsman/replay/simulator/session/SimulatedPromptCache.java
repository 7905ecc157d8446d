package dev.pointsman.replay.simulator.session;

import java.util.HashMap;
import java.util.Map;

/** Contents of a provider's prompt cache: the prefixes of the prompts it has processed. For one thread. */
final class SimulatedPromptCache {
    private final PromptCacheSpec spec;
    private final Map<Long, Entry> entries = new HashMap<>();

    /** Prefix in the cache. */
    private record Entry(int tokens, double at) {}

    SimulatedPromptCache(PromptCacheSpec spec) {
        this.spec = spec;
    }

    /**
     * Returns the tokens of a prompt that are cached.
     *
     * @param draw number from 0 to under 1: an entry is there if it is under the share that survives to its age
     */
    int cachedTokens(PromptPrefixes prompt, double now, double draw) {
        int found = 0;
        for (int i = 0; i < prompt.size(); i++) {
            Entry entry = entries.get(prompt.key(i));
            if (entry == null || draw >= spec.survival(now - entry.at)) {
                break;
            }
            found = Math.min(entry.tokens, prompt.end(i));
        }
        return PromptCacheSpec.whole(found);
    }

    /** Adds all prefixes of a prompt that has been processed. */
    void add(PromptPrefixes prompt, double now) {
        if (spec.isPresent()) {
            for (int i = 0; i < prompt.size(); i++) {
                entries.put(prompt.key(i), new Entry(prompt.end(i), now));
            }
        }
    }
}
