package dev.pointsman.replay.simulator.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pointsman.model.PromptCache;
import dev.pointsman.model.Usage;
import dev.pointsman.replay.simulator.VirtualTime;
import dev.pointsman.replay.simulator.session.PromptCacheSpec.Reporting;
import dev.pointsman.strategy.RandomSource;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SimulatedPromptTest {
    private static final PromptCacheSpec CLAUDE = PromptCacheSpec.of(.1, 1.25, 300);
    private static final SessionTurn TURN =
            new SessionTurn(0, 0, new PromptPrefixes(new long[] {-1, 1}, new int[] {2048, 5000}), 100);

    private final VirtualTime time = new VirtualTime(-7);

    @Test
    void theSecondReadingFindsTheFirst() {
        SimulatedPromptCache cache = new SimulatedPromptCache(CLAUDE);

        SimulatedPrompt first = prompt(CLAUDE, cache, 0);
        assertThat(first.uncachedTokens()).isEqualTo(5000);
        assertThat(prompt(CLAUDE, cache, 0).uncachedTokens())
                .as("not before it is processed")
                .isEqualTo(5000);
        first.processed();
        assertThat(first.usage()).isEqualTo(new Usage(5000, 0, 5000, 0, 100));

        SimulatedPrompt second = prompt(CLAUDE, cache, 0);
        assertThat(second.uncachedTokens()).isEqualTo(5000 - 4992);
        assertThat(second.usage()).isEqualTo(new Usage(5000, 4992, 8, 0, 100));
    }

    @Test
    void writesForAnHourAreReportedAsSuch() {
        PromptCacheSpec hour = PromptCacheSpec.of(.1, 2, 3600);
        assertThat(hour.usage(5000, 1024, 10)).isEqualTo(new Usage(5000, 1024, 3976, 3976, 10));
        assertThat(PromptCacheSpec.of(.5, 1, 3600).usage(5000, 1024, 10)).isEqualTo(new Usage(5000, 1024, 10));
        assertThat(CLAUDE.usage(1000, 0, 10)).as("too short to be cached").isEqualTo(Usage.of(1000, 10));
    }

    @Test
    void theShareOfCallsThatReachTheCacheIsItsHitRate() {
        PromptCacheSpec spec = CLAUDE.withHitRate(.7);
        SimulatedPromptCache cache = new SimulatedPromptCache(spec);
        cache.add(TURN.prompt(), 0);
        RandomSource draws = RandomSource.seeded(5);
        int hits = 0;
        for (int i = 0; i < 10_000; i++) {
            hits += prompt(spec, cache, draws.draw(i, 0)).uncachedTokens() < 5000 ? 1 : 0;
        }
        assertThat(hits / 10_000.).isCloseTo(.7, within(.02));
    }

    @Test
    void reportsChangeTheUsageAndTheWorkApart() {
        for (Reporting reporting : Reporting.values()) {
            PromptCacheSpec spec = CLAUDE.with(reporting);
            SimulatedPromptCache cache = new SimulatedPromptCache(spec);
            cache.add(TURN.prompt(), 0);
            SimulatedPrompt prompt = prompt(spec, cache, 0);

            assertThat(prompt.uncachedTokens()).isEqualTo(reporting == Reporting.UNSAVED ? 5000 : 8);
            assertThat(prompt.usage().cachedTokens())
                    .as("%s", reporting)
                    .isEqualTo(
                            switch (reporting) {
                                case TRUE, UNSAVED -> 4992;
                                case MUTE, DECLARED_MUTE -> 0;
                                case FALSE -> 5000;
                            });
        }
        PromptCache declared =
                Objects.requireNonNull(CLAUDE.with(Reporting.DECLARED_MUTE).declared());
        assertThat(declared.reported()).isFalse();
        assertThat(PromptCacheSpec.NONE.declared()).isNull();
    }

    private SimulatedPrompt prompt(PromptCacheSpec spec, SimulatedPromptCache cache, double hitDraw) {
        return new SimulatedPrompt(TURN, spec, cache, time, .5, hitDraw);
    }
}
